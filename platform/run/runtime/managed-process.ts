import { codeOfError } from '@lianke/kernel/plain'
import { setTimeout as delay } from 'node:timers/promises'

/** A running engine or role, whoever started it. */
export interface ManagedProcess {
  readonly name: string
  readonly pid: number
  /** Settles when it is gone, for whatever reason. */
  readonly gone: Promise<void>
  /** Is it there for its work now? What does not answer for long is ended and started again. */
  readonly answers: () => Promise<boolean>
  /** How often it is asked; default: every second. */
  readonly askEveryMs?: number
  /** Ends it at once, whatever it does. */
  kill(): Promise<void>
  /** Ends it in its own orderly way; harder after `graceMs`. */
  stop(graceMs?: number): Promise<void>
}

/** The system takes a killed process away at once, unless it waits for a disk. */
export const killedWithinMs = 10_000

/** Is there a process of this id that we may see? */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (problem) {
    return codeOfError(problem) === 'EPERM'
  }
}

/** Waits. With `loose` the wait alone does not keep the process alive. */
export const pause = (ms: number, loose = false): Promise<void> => delay(ms, undefined, { ref: !loose })

/** Watches a process that is not our child. */
export const whenGone = async (pid: number, everyMs = 250): Promise<void> => {
  while (isAlive(pid)) await pause(everyMs)
}

/** Asks with each signal in turn until the process is gone. */
export const endProcess = async (
  pid: number,
  gone: Promise<void>,
  signals: readonly NodeJS.Signals[],
  graceMs: number,
): Promise<void> => {
  for (const signal of signals) {
    if (!isAlive(pid)) return
    try {
      process.kill(pid, signal)
    } catch (problem) {
      if (codeOfError(problem) === 'ESRCH') return
      throw problem
    }
    const grace = new AbortController()
    const ended = await Promise.race([gone.then(() => true), delay(graceMs, false, { signal: grace.signal }).catch(() => false)])
    grace.abort() // else the timer would keep us alive for the whole grace
    if (ended) return
  }
}
