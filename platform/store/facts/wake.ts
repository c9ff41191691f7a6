import type { Database } from '../db/database.ts'

export const factChannel = 'lianke_fact'
const wakeEveryMs = 20
/** A word of the ledger stays far below what PostgreSQL carries (8,000 bytes). */
const namesMax = 100

/** What the ledger tells its readers: whose it is, and which facts were written; null where the word is that somebody went on, or that too much came. */
export interface FactWake {
  readonly tenant: string
  readonly names: readonly string[] | null
}
const written = ({ tenant, names }: FactWake): string => (names === null ? tenant : `${tenant} ${names.join(',')}`)
/** Reads one word on {@link factChannel}. */
export const readWake = (word: string): FactWake => {
  const [tenant = '', names] = word.split(' ')
  return { tenant, names: names === undefined ? null : names.split(',') }
}

interface Waker {
  /** Tenant → names of facts; null: somebody went on. */
  readonly pending: Map<string, { went: boolean; names: Set<string> }>
  timer: NodeJS.Timeout | null
}
const wakers = new WeakMap<Database, Waker>()

const wordsOf = (tenant: string, { went, names }: { went: boolean; names: Set<string> }): FactWake[] => [
  ...(names.size > 0 && names.size <= namesMax ? [{ tenant, names: [...names] }] : []),
  ...(went || names.size > namesMax ? [{ tenant, names: null }] : []),
]

/** Tells the readers of a tenant, in all processes, to look; at most once per tenant in 20 ms from one process. `names`: of facts that were written. */
export const wakeReaders = (database: Database, tenant: string, names: Iterable<string> | null = null): void => {
  const waker = wakers.get(database) ?? { pending: new Map<string, { went: boolean; names: Set<string> }>(), timer: null }
  wakers.set(database, waker)
  const told = waker.pending.get(tenant) ?? { went: false, names: new Set<string>() }
  waker.pending.set(tenant, told)
  if (names === null) told.went = true
  else for (const name of names) told.names.add(name)
  waker.timer ??= setTimeout(() => {
    waker.timer = null
    const words = [...waker.pending].flatMap(([name, one]) => wordsOf(name, one))
    waker.pending.clear()
    for (const word of words) {
      // A lost wake-up costs a second: readers also look by the clock.
      database.notify(factChannel, written(word)).catch((error: Error) => process.emitWarning(error.message, 'FactWake'))
    }
  }, wakeEveryMs).unref()
}
