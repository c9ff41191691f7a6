import { type Config, type DiskState, disksOf, type Log, placesOf } from '@lianke/platform/runtime'

const everyMs = 60_000

/** Says in the log when the room on a disk becomes low, runs out, or is enough again; once for each change. Answers a function that stops. */
export const watchDisks = (config: Config, log: Log): (() => void) => {
  const before = new Map<string, DiskState['state']>()
  const look = async () => {
    for (const { holds, free_bytes, state } of await disksOf(placesOf(config), config)) {
      const name = holds.join(', ')
      const was = before.get(name) ?? 'good'
      before.set(name, state)
      if (was === state) continue
      const told = { disk: name, free_mb: Math.round(free_bytes / 1024 ** 2) }
      if (state === 'good') log.info(told, 'the disk has room again')
      else log.warn(told, state === 'full' ? 'the disk is full: writing may be refused' : 'the disk is nearly full: make room')
    }
  }
  const tick = () => void look().catch((error: unknown) => log.warn({ err: error }, 'the disks cannot be looked at'))
  tick()
  const timer = setInterval(tick, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
