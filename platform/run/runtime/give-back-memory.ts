import { performance } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'

const lookEveryMs = 5000
const busyMax = 0.1
/** At rest for so many looks. */
const restLooks = 2
const grownMinBytes = 16 * 2 ** 20
/** A collection stands still for a quarter of a second: whoever works now and then is not collected all the time. */
const everyMsMin = 60_000

/**
 * Gives memory back when this process has come to rest: what a start or a rush of work has left behind V8 would keep until somebody needs room:
 * some 250 MB of a quiet installation. Where it is busy, or has not grown since, nothing happens.
 */
export const giveBackAtRest = (): void => {
  // Given with the start: a flag that is set later makes all compiled code of the next start worthless.
  const collect = globalThis.gc
  if (!collect) return
  let before = performance.eventLoopUtilization()
  let [kept, rested, collectedAt] = [0, 0, Number.NEGATIVE_INFINITY]
  setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    rested = utilization > busyMax ? 0 : rested + 1
    if (rested < restLooks || performance.now() - collectedAt < everyMsMin) return
    if (getHeapStatistics().total_heap_size < kept + grownMinBytes) return
    // Every other kind leaves the young generation the room that it had in the rush, 64 MB and more.
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    ;[kept, collectedAt] = [getHeapStatistics().total_heap_size, performance.now()]
  }, lookEveryMs).unref()
}
