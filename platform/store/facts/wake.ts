import type { Database } from '../db/database.ts'

export const factChannel = 'lianke_fact'
const wakeEveryMs = 20

interface Waker {
  readonly pending: Set<string>
  timer: NodeJS.Timeout | null
}
const wakers = new WeakMap<Database, Waker>()

/** Tells the readers of a tenant, in all processes, to look; at most once per tenant in 20 ms from one process. */
export const wakeReaders = (database: Database, tenant: string): void => {
  const waker = wakers.get(database) ?? { pending: new Set(), timer: null }
  wakers.set(database, waker)
  waker.pending.add(tenant)
  waker.timer ??= setTimeout(() => {
    waker.timer = null
    const tenants = [...waker.pending]
    waker.pending.clear()
    for (const name of tenants) {
      // A lost wake-up costs a second: readers also look by the clock.
      database.notify(factChannel, name).catch((error: Error) => process.emitWarning(error.message, 'FactWake'))
    }
  }, wakeEveryMs).unref()
}
