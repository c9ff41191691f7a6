import { refuse, type UnitOfWork } from '@lianke/kernel'
import type { Database } from '../../store/db/database.ts'

/** Where a page of dead letters ended. */
export interface DeadLetterMark {
  readonly at: string
  readonly kind: string
  readonly id: string
}

/** Something that could not be handled and waits for a human. */
export interface DeadLetter extends DeadLetterMark {
  /** What it is: the fact's name, the envelope's kind, the action. */
  readonly what: string
  /** Who gave up on it: the reader or the channel. */
  readonly where: string
  readonly person: string | null
  /** A refusal's code, or the fault in its own words. */
  readonly error: string
  /** How many healthy ones wait behind it. */
  readonly waiting: number
  readonly body: unknown
}

/** A way out that is closed for a while, because what it leads to failed too often on end. */
export interface ClosedDoor {
  readonly channel: string
  /** Which of the vendor's companies; `''` where the channel has one door for all. */
  readonly issuer: string
  /** Until when it is closed; then one message tries it. */
  readonly until: string
  /** What it said last: a refusal's code, or the fault in its own words. */
  readonly reason: string
  /** How many wait there, up to {@link countMax} + 1. */
  readonly waiting: number
}

/** What waits in front of a machine that keeps no cursor in the ledger. */
export interface Backlog {
  readonly reader: string
  readonly facts: number
  readonly seconds: number
  readonly dead: number
  readonly error: string | null
  readonly retry_at: string | null
  readonly closed?: readonly ClosedDoor[]
}

/** One ledger in which letters die. Whoever owns the ledger gives it; `at` is an instant with microseconds, so that texts sort like times. */
export interface DeadLetterSource {
  readonly kind: string
  readonly list: (
    database: Database,
    tenant: string,
    page: { before: DeadLetterMark | null; limit: number },
  ) => Promise<DeadLetter[]>
  /** Up to {@link countMax} + 1. */
  readonly count: (database: Database, tenant: string) => Promise<number>
  /** Puts these, or all (up to {@link replayedMax}), back into the queue. Answers how many. */
  readonly replay: (work: UnitOfWork, ids: readonly string[] | null) => Promise<number>
  readonly backlog?: (database: Database, tenant: string) => Promise<Backlog>
}
export const countMax = 10_000
export const replayedMax = 10_000

/** `at` of a dead letter, in SQL. */
export const instantText = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/
export const writeMark = ({ at, kind, id }: DeadLetterMark): string =>
  Buffer.from(JSON.stringify([at, kind, id])).toString('base64url')
/** Refuses `page.bad_cursor` for what is no mark. */
export const readMark = (text: string): DeadLetterMark => {
  let parsed: unknown
  try {
    parsed = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    refuse('page.bad_cursor', { status: 400 })
  }
  const [at, kind, id, ...more] = (Array.isArray(parsed) ? parsed : []) as unknown[]
  if (
    typeof at !== 'string' ||
    typeof kind !== 'string' ||
    typeof id !== 'string' ||
    !instant.test(at) ||
    id.length > 200 ||
    more.length > 0
  )
    refuse('page.bad_cursor', { status: 400 })
  return { at, kind, id }
}

const later = (a: DeadLetterMark, b: DeadLetterMark): number => {
  const [left, right] = [
    [a.at, a.kind, a.id],
    [b.at, b.kind, b.id],
  ]
  const part = left.findIndex((value, index) => value !== right[index])
  return part === -1 ? 0 : (left[part] as string) < (right[part] as string) ? 1 : -1
}

/** One page over all ledgers, newest first: each gives its own page, the newest of all of them are kept. */
export const listDeadLetters = async (
  sources: readonly DeadLetterSource[],
  database: Database,
  tenant: string,
  page: { before: DeadLetterMark | null; limit: number },
): Promise<{ letters: DeadLetter[]; next: string | null }> => {
  const found = (await Promise.all(sources.map((source) => source.list(database, tenant, { ...page, limit: page.limit + 1 }))))
    .flat()
    .sort(later)
  const letters = found.slice(0, page.limit)
  const last = letters.at(-1)
  return { letters, next: found.length > page.limit && last ? writeMark(last) : null }
}
