import { messageOfError } from '@lianke/kernel/plain'
import { untilSilent } from './heartbeat.ts'
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
export interface Keeping {
  readonly say: (message: string) => void
  /** Without an answer for this long it counts as hung and is ended. */
  readonly hangMs: number
  /** Told before it is started again, and why. */
  readonly restarting?: (reason: 'ended' | 'hung') => void
  /** Given: a first start that fails is tried again, like any later one, as long as it says so. */
  readonly patient?: () => boolean
}

interface Tried<P> {
  readonly name: string
  readonly start: () => Promise<P>
  readonly say: (message: string) => void
  backoffMs: number
}
const slower = (tried: { backoffMs: number }): void => {
  tried.backoffMs = Math.min(tried.backoffMs * 2, backoffMaxMs)
}
/** Tries until it starts, slower each time; null: nobody wants it any more. */
const untilStarted = async <P>(tried: Tried<P>, wanted: () => boolean): Promise<P | null> => {
  for (;;) {
    try {
      return await tried.start()
    } catch (problem) {
      slower(tried)
      tried.say(`${tried.name} cannot start: ${messageOfError(problem)}`)
    }
    await pause(tried.backoffMs)
    if (!wanted()) return null
  }
}

/** Starts a process and starts it again whenever it dies or no longer answers, slower each time it dies early. */
export const keepRunning = async <P extends ManagedProcess>(
  name: string,
  start: () => Promise<P>,
  { say, hangMs, restarting = () => undefined, patient }: Keeping,
): Promise<Kept<P>> => {
  let stopping = false
  const tried: Tried<P> = { name, start, say, backoffMs: backoffFirstMs }
  const first = patient ? await untilStarted(tried, patient) : await start()
  if (!first) throw new Error(`${name} was not started`)
  let running = first
  /** Waits for its end, and brings it about when it hangs. */
  const end = async (): Promise<'ended' | 'hung' | null> => {
    const { answers, askEveryMs, gone, pid } = running
    const how = await untilSilent(answers, { hangMs, gone, ...(askEveryMs ? { everyMs: askEveryMs } : {}) })
    if (stopping) return null
    if (how === 'gone') return 'ended'
    say(`${name} (process ${pid}) has not answered for ${Math.round(hangMs / 1000)} s: it is ended`)
    await running.kill()
    return 'hung'
  }
  const again = async () => {
    await pause(tried.backoffMs)
    const next = stopping ? null : await untilStarted(tried, () => !stopping)
    if (!next) return
    running = next
    say(`${name} is back`)
  }
  const watch = async () => {
    while (!stopping) {
      const since = Date.now()
      const reason = await end()
      if (reason === null || stopping) return
      if (Date.now() - since > healthyMs) tried.backoffMs = backoffFirstMs
      else slower(tried)
      restarting(reason)
      say(reason === 'ended' ? `${name} ended unexpectedly; it is started again` : `${name} is started again`)
      await again()
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
