import { performance } from 'node:perf_hooks'
import { getHeapStatistics } from 'node:v8'

const lookEveryMs = 5000
const busyMax = 0.1
const grownMinBytes = 16 * 2 ** 20

/**
 * Gives memory back when this process has come to rest: what a start or a rush of work has left behind V8 would keep until somebody needs room:
 * some 250 MB of a quiet installation. Where it is busy, or has not grown since, nothing happens.
 */
export const giveBackAtRest = (): void => {
  // Given with the start: a flag that is set later makes all compiled code of the next start worthless.
  const collect = globalThis.gc
  if (!collect) return
  let before = performance.eventLoopUtilization()
  let kept = 0
  setInterval(() => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, before)
    before = now
    if (utilization > busyMax || getHeapStatistics().total_heap_size < kept + grownMinBytes) return
    collect()
    kept = getHeapStatistics().total_heap_size
  }, lookEveryMs).unref()
}
