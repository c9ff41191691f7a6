import { type ManagedProcess, pause } from './managed-process.ts'

const backoffFirstMs = 200
const backoffMaxMs = 15_000
/** A process that lived this long has earned a fresh start of its backoff. */
const healthyMs = 60_000

export interface Kept<P extends ManagedProcess> {
  readonly name: string
  current(): P
  /** From now on its end is expected. */
  retire(): void
  stop(graceMs?: number): Promise<void>
}

/** Starts a process and starts it again whenever it dies, slower each time it dies early. */
export const keepRunning = async <P extends ManagedProcess>(
  name: string,
  start: () => Promise<P>,
  say: (message: string) => void,
): Promise<Kept<P>> => {
  let stopping = false
  let backoffMs = backoffFirstMs
  let running = await start()
  const watch = async () => {
    while (!stopping) {
      const since = Date.now()
      await running.gone
      if (stopping) return
      backoffMs = Date.now() - since > healthyMs ? backoffFirstMs : Math.min(backoffMs * 2, backoffMaxMs)
      say(`${name} ended unexpectedly; it is started again`)
      for (;;) {
        await pause(backoffMs)
        if (stopping) return
        try {
          running = await start()
          say(`${name} is back`)
          break
        } catch (problem) {
          backoffMs = Math.min(backoffMs * 2, backoffMaxMs)
          say(`${name} cannot start: ${(problem as Error).message}`)
        }
      }
    }
  }
  const watching = watch()
  return {
    name,
    current: () => running,
    retire: () => {
      stopping = true
    },
    async stop(graceMs) {
      stopping = true
      await running.stop(graceMs)
      await Promise.race([watching, pause(backoffMaxMs, true)])
    },
  }
}
