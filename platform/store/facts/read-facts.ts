import { createHash } from 'node:crypto'
import { type Fact, RetryLater, codeOfError, surely } from '@lianke/kernel'
import type { Database, Transaction } from '../db/database.ts'
import { type Cursor, likePatterns, lockWork, makeCursors, type ReaderOptions, writeCursor } from './fact-cursor.ts'
import { believed, holdBack, recordFailure, replay, restCursor } from './fact-dead.ts'
import type { HandleFacts } from './handle-facts.ts'
import { namesFact } from './names-fact.rule.ts'
import { wakeReaders } from './wake.ts'

/** What one call did. `retryAt`: a failed batch rests until then. */
export interface ReadResult {
  readonly handled: number
  readonly more: boolean
  readonly retryAt: string | null
}

const factsPerBatchDefault = 500
const firstLookMs = 100
/** One statement looks at no more of the ledger than this, however few facts of it the reader wants. */
const seqsPerStatementMax = 50_000

/** Facts older than the column are judged by who wrote them: only intake wrote for others, and what pages and programs said was not told apart. */
export const sourceColumn = `coalesce(f.source, case when f.actor_kind <> 'system' or f.actor <> 'intake' then 'house'
  when f.payload ->> 'channel' = 'collect' then 'page' else 'channel:' || coalesce(f.payload ->> 'channel', '') end)`

/** The columns of a fact `f` as readers receive it. */
export const factColumns = `f.id, f.seq::text as seq, f.name, f.object, f.record, f.person, f.payload, f.before, f.after, f.actor_kind, f.actor,
  ${sourceColumn} as source, f.cause, f.hops, f.occurred_at, f.recorded_at`

class HandleFailed extends Error {
  readonly cursor: Cursor
  readonly facts: readonly Fact[]
  constructor(cause: unknown, cursor: Cursor, facts: readonly Fact[]) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.cursor = cursor
    this.facts = facts
  }
}

/**
 * Hands the next batch of the ledger to `handle`, whose writes in `tx` and the reader's cursor commit together: every committed fact
 * is handled once, and the facts of one person in the order they were written. At most one bounded batch of one shard per call.
 * A batch that fails is tried again, then halved down to the fact at fault, which is put aside (`fact_dead`).
 */
export const readFacts = async (
  database: Database,
  tenant: string,
  options: ReaderOptions,
  handle: HandleFacts,
): Promise<ReadResult> => {
  const plan = options.planned ? await planBatch(database, tenant, options) : 'fresh'
  if (!plan) return nothing(database, tenant, options)
  try {
    const result = await database.transaction(tenant, (tx) => readOnce(tx, options, handle, plan === 'again'), {
      timeoutMs: 60_000,
    })
    return result ?? (options.planned ? { handled: 0, more: true, retryAt: null } : await nothing(database, tenant, options))
  } catch (error) {
    if (!(error instanceof HandleFailed)) throw error
    if (error.cause instanceof RetryLater) {
      return {
        handled: 0,
        more: false,
        retryAt: await restCursor(database, tenant, error.cursor, error.message, error.cause.delayMs),
      }
    }
    const retryAt = await recordFailure(database, tenant, error.cursor, error.facts, error.message)
    return { handled: 0, more: retryAt === null, retryAt }
  }
}

const idle: ReadResult = { handled: 0, more: false, retryAt: null }

/** Answers null when there is no free cursor. */
const readOnce = async (
  tx: Transaction,
  options: ReaderOptions,
  handle: HandleFacts,
  again: boolean,
): Promise<ReadResult | null> => {
  const found = await lockWork(tx, options)
  if (found === 'idle') return idle
  if (!found) return null
  const { cursor, end } = found
  if (cursor.hasReplay) return replayed(await replay(tx, cursor, handle, options.believes))
  const upTo = options.planned ? cursor.planned : reach(cursor, end)
  if (upTo === null || upTo <= cursor.last) return null
  const limit = options.planned ? null : Math.min(cursor.batch ?? Number.POSITIVE_INFINITY, options.limit ?? factsPerBatchDefault)
  const facts = await factsUpTo<Fact>(tx, factColumns, { cursor, upTo, limit }, options)
  const last = facts.length === limit ? Number(surely(facts.at(-1), 'a full page has a last').seq) : upTo
  const batch = {
    token: tokenOf(tx.tenant, cursor, last),
    shard: cursor.shard,
    again: again || cursor.failures > 0 || cursor.batch !== null,
  }
  await attempt(cursor, facts, async () => {
    const told = await believed(tx, cursor.reader, facts, options.believes)
    const free = cursor.hasDead && !options.passHeld ? await holdBack(tx, cursor.reader, told) : told
    if (free.length > 0) await handle(tx, free, batch)
    await tx.flush()
  })
  await advance(tx, cursor, last, facts.length, options)
  return { handled: facts.length, more: true, retryAt: null }
}

/** Ranges of seq may overlap between windows; the window is part of the name. */
const tokenOf = (tenant: string, cursor: Cursor, last: number): string => {
  const window = createHash('sha256').update(`${cursor.from}|${cursor.to}`).digest('base64url').slice(0, 16)
  return `${tenant}:${cursor.reader}:${cursor.shard}:${window}:${cursor.last}-${last}`
}

const replayed = (handled: number): ReadResult => ({ handled, more: true, retryAt: null })

const attempt = async (cursor: Cursor, facts: readonly Fact[], run: () => Promise<void>): Promise<void> => {
  try {
    await run()
  } catch (error) {
    // Deadlocks and serialisation failures are the transaction's to repeat.
    if (['40001', '40P01'].includes(codeOfError(error) ?? '')) throw error
    throw new HandleFailed(error, cursor, facts)
  }
}

/** How far one statement may look. */
const reach = (cursor: Cursor, end: number): number => Math.min(end, cursor.last + seqsPerStatementMax)

/** The facts up to there that the reader wants, by these columns, in order. */
const factsUpTo = <Row>(
  tx: Transaction,
  columns: string,
  { cursor, upTo, limit }: { readonly cursor: Cursor; readonly upTo: number; readonly limit: number | null },
  options: ReaderOptions,
): Promise<Row[]> => {
  const { names } = options
  // Whose facts are not in the window passes it by without a look.
  if (names && cursor.names && !cursor.names.some((name) => namesFact(names, name))) return Promise.resolve([])
  const exact = options.names?.filter((name) => !name.endsWith('*')) ?? []
  const prefixes = likePatterns(options.names?.filter((name) => name.endsWith('*')) ?? [])
  const wanted = [
    'f.seq > $1',
    'f.seq <= $2',
    'pg_visible_in_snapshot(f.xid, $3::pg_snapshot)',
    'not pg_visible_in_snapshot(f.xid, $4::pg_snapshot)',
    ...(options.evenStopped ? [] : ['not f.stopped']),
    ...(cursor.shards > 1 ? [`f.slot % ${cursor.shards} = ${cursor.shard}`] : []),
    ...(options.names ? ['(f.name = any ($5::text[]) or f.name like any ($6::text[]))'] : []),
    ...(options.where ? [`(${options.where})`] : []),
  ]
  return tx.query<Row>({
    text: `select ${columns} from fact f where ${wanted.join(' and ')} order by f.seq ${limit === null ? '' : `limit ${limit}`}`,
    values: [cursor.last, upTo, cursor.to, cursor.from, ...(options.names ? [exact, prefixes] : [])],
  })
}

const advance = async (tx: Transaction, cursor: Cursor, last: number, handled: number, options: ReaderOptions): Promise<void> => {
  const full = options.limit ?? factsPerBatchDefault
  const batch = cursor.batch === null || cursor.batch * 2 >= full ? null : cursor.batch * 2
  const [row] = await tx.query<{ followed: boolean }>({
    text: `update fact_cursor set from_snapshot = $6::pg_snapshot, to_snapshot = $7::pg_snapshot, max_seq = $8, last_seq = $3, planned_seq = null,
      batch = $4, failures = 0, error = null, retry_at = null, handled = handled + $5, moved_at = statement_timestamp() where reader = $1 and shard = $2
      returning exists (select 1 from fact_cursor d where d.follows = $1) as followed`,
    values: [cursor.reader, cursor.shard, last, batch, handled, cursor.from, cursor.to, cursor.max],
  })
  if (row?.followed && handled > 0) tx.afterCommit(() => wakeReaders(tx.database, tx.tenant))
}

/** Fixes the end of the next batch and commits it before any effect. Answers null when there is nothing to do. */
const planBatch = async (database: Database, tenant: string, options: ReaderOptions): Promise<'fresh' | 'again' | null> =>
  database.transaction(tenant, async (tx) => {
    const found = await lockWork(tx, options)
    if (!found || found === 'idle') return null
    if (!found.open) return 'again'
    const { cursor } = found
    const upTo = reach(cursor, found.end)
    const limit = Math.min(cursor.batch ?? Number.POSITIVE_INFINITY, options.limit ?? factsPerBatchDefault)
    const facts = await factsUpTo<{ seq: number }>(tx, 'f.seq', { cursor, upTo, limit }, options)
    const end = facts.length === limit ? surely(facts.at(-1), 'a full page has a last').seq : upTo
    await writeCursor(tx, cursor, { last: cursor.last, planned: Number(end) })
    return 'fresh'
  })

/** Nothing was read: the cursors may not exist yet, or rest after a failure. */
const nothing = async (database: Database, tenant: string, options: ReaderOptions): Promise<ReadResult> => {
  const [state] = await database.query<{ cursors: number; retry: string | null }>(tenant, {
    text: `select count(*) as cursors, min(retry_at) as retry from fact_cursor where reader = $1`,
    values: [options.reader],
  })
  if (state?.cursors === 0) {
    const made = await makeCursors(database, tenant, options)
    // Whoever begins late has missed what was written before: it looks again until the one that goes first is there.
    const retryAt = made === 'waits' ? new Date(Date.now() + firstLookMs).toISOString() : null
    return { handled: 0, more: made === 'begins', retryAt }
  }
  return { handled: 0, more: false, retryAt: state?.retry ?? null }
}
