import type { Store } from '../world/store.ts'
import { attempt, type Attempt } from './attempt.ts'
import type { EventFields } from './event-xml.ts'

export interface CallbackEntry {
  id: number
  at: number
  kind: string
  fields: EventFields
  status: 'waiting' | 'delivered' | 'failed'
  attempts: Attempt[]
}

const attemptsMax = 3

/** Pauses that end early with the process. */
const openPauses = () => {
  const timers = new Set<NodeJS.Timeout>()
  return {
    wait: (ms: number): Promise<void> =>
      new Promise((done) => {
        const timer = setTimeout(() => {
          timers.delete(timer)
          done()
        }, ms)
        timers.add(timer)
      }),
    drop: (): void => {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

/** Brings events to the configured address: three attempts, late or more than once where the switches ask for it. */
export const openDelivery = (store: Store, retryDelayMs: number) => {
  const pauses = openPauses()
  const idle: (() => void)[] = []
  let running = 0
  let closed = false

  const isTaken = async (entry: CallbackEntry): Promise<boolean> => {
    const made = await attempt(store, entry.fields)
    if (made) entry.attempts.push(made)
    return made?.http === 200
  }
  const copy = async (entry: CallbackEntry): Promise<void> => {
    for (let tried = 0; tried < attemptsMax && !closed; tried++) {
      if (tried > 0) await pauses.wait(retryDelayMs)
      if (await isTaken(entry)) {
        entry.status = 'delivered'
        return
      }
    }
  }
  return {
    deliver: async (entry: CallbackEntry): Promise<void> => {
      running++
      try {
        if (store.world.switches.delay_ms > 0) await pauses.wait(store.world.switches.delay_ms)
        const copies = Math.max(1, store.world.switches.deliver_times)
        for (let made = 0; made < copies; made++) await copy(entry)
        if (entry.status === 'waiting') entry.status = 'failed'
      } finally {
        running--
        if (running === 0) for (const done of idle.splice(0)) done()
      }
    },
    /** Resolves when nothing is under way. */
    settled: async (): Promise<void> => {
      while (running > 0) await new Promise<void>((done) => idle.push(done))
    },
    close: (): void => {
      closed = true
      pauses.drop()
    },
  }
}
