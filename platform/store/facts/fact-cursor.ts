import { check, type Fact } from '@lianke/kernel'
import type { Database, Transaction } from '../db/database.ts'
import { ledgerClock } from './ledger-clock.ts'
import { knownWindow, noteWindow, type Window } from './windows.ts'

/** Readers that together do what one did: each begins where that one stood, with what was laid aside of its facts. */
export interface Heirs {
  readonly of: string
  readonly all: readonly string[]
}

/** Which facts a reader wants and how it takes them. */
export interface ReaderOptions {
  readonly reader: string
  /** Fact names; a trailing `*` matches a prefix. Absent: all. */
  readonly names?: readonly string[]
  /** A condition in SQL on the fact `f`: those that it does not hold for are passed over unread. */
  readonly where?: string
  /** Cursors side by side, each with its own persons. Fixed when the reader is first seen. Default 1. */
  readonly shards?: number
  /** Facts per batch. Default 500. */
  readonly limit?: number
  /** Where a reader that is new begins. Default `now`. */
  readonly from?: 'now' | 'beginning'
  /** Stand downstream of this reader (of one shard): only facts it has handled are given. */
  readonly after?: string
  /** Also facts that ended a circle of automations (mirrors, search, audit). */
  readonly evenStopped?: boolean
  /** The batch is fixed before `handle`, and is the same one after a crash: for effects outside PostgreSQL. */
  readonly planned?: boolean
  /** Let later facts of a person pass one that could not be handled. */
  readonly passHeld?: boolean
  /** This reader is one of those that take over from a former one. */
  readonly heirs?: Heirs
  /** Facts for which this is false are laid aside as dead letters: somebody told them who may not. */
  readonly believes?: (fact: Fact) => boolean
}

const literal = (name: string): string => name.replace(/[\\%_]/g, '\\$&')
/** Names of facts as patterns of `like`. */
export const likePatterns = (names: readonly string[]): string[] =>
  names.map((name) => (name.endsWith('*') ? `${literal(name.slice(0, -1))}%` : literal(name)))

/** One cursor, locked. The open window: facts that `to` sees and `from` does not, taken in order of seq. */
export interface Cursor {
  readonly reader: string
  readonly shard: number
  readonly shards: number
  readonly from: string
  readonly to: string
  readonly last: number
  readonly max: number
  readonly planned: number | null
  readonly batch: number | null
  readonly failures: number
  readonly hasDead: boolean
  readonly hasReplay: boolean
  /** Names of the facts in the window, where they are remembered. */
  readonly names?: readonly string[]
}

/** Where another reader stands, behind whom one goes. */
interface Followed {
  readonly reader: string
  readonly to: string
  readonly last: number
  readonly max: number
}

const cursorColumns = `c.reader, c.shard, c.shards, c.from_snapshot::text as "from", c.to_snapshot::text as "to", c.last_seq as last, c.max_seq as max,
  c.planned_seq as planned, c.batch, c.failures,
  exists (select 1 from fact_dead d where d.reader = c.reader) as "hasDead",
  exists (select 1 from fact_dead d where d.reader = c.reader and d.replay) as "hasReplay"`

/** A cursor nobody holds, the one that has waited longest; null when all are held or resting. */
const lockCursor = async (tx: Transaction, reader: string, tried: readonly number[] = []): Promise<Cursor | null> => {
  const [cursor] = await tx.query<Cursor>({
    text: `select ${cursorColumns} from fact_cursor c where c.reader = $1 and c.shard <> all ($2::int[]) and (c.retry_at is null or c.retry_at <= clock_timestamp())
      order by c.moved_at limit 1 for update of c skip locked`,
    values: [reader, tried],
  })
  return cursor ?? null
}

/** Where the reader stands that goes first, asked behind the lock: before it, that one could be seen in an older window than is open here. */
const readFollowed = async (tx: Transaction, after: string): Promise<Followed | null> =>
  (
    await tx.query<Followed>({
      text: `select reader, to_snapshot::text as "to", last_seq as last, max_seq as max from fact_cursor where reader = $1 and shard = 0 and shards = 1`,
      values: [after],
    })
  )[0] ?? null

/** A locked cursor with facts before it, and how far it may go. */
interface Work {
  readonly cursor: Cursor
  /** Up to where the reader that goes first has handled this window; its end where nobody does. */
  readonly end: number
  readonly open: boolean
}

/** Its open window, or the next one. A shard without work does not stand before the others. `idle`: there are cursors, and nothing before them. */
export const lockWork = async (tx: Transaction, { reader, after }: ReaderOptions): Promise<Work | 'idle' | null> => {
  const tried: number[] = []
  // All go one way. A time that is told before the lock is had is no later than what others saw, and hides nothing that is not told again.
  const clock = after === undefined ? ledgerClock(tx) : null
  for (;;) {
    const [now, locked, followed] = await Promise.all([
      clock,
      lockCursor(tx, reader, [...tried]),
      after === undefined ? null : readFollowed(tx, after),
    ])
    if (!locked) return null
    if (locked.hasReplay || locked.planned !== null) return { cursor: locked, end: endOf(locked, followed), open: false }
    const cursor = locked.last < locked.max ? namedAs(tx, locked, followed) : await openWindow(tx, locked, now ?? followed)
    const end = cursor ? endOf(cursor, followed) : 0
    if (cursor && end > cursor.last) return { cursor, end, open: true }
    if (locked.shards === 1) return 'idle'
    tried.push(locked.shard)
  }
}

/** Makes the cursors of a reader that is new. `begins`: facts may lie before it already; `waits`: the reader that must go first has none yet. */
export const makeCursors = async (
  database: Database,
  tenant: string,
  options: ReaderOptions,
): Promise<'made' | 'begins' | 'waits'> => {
  const { reader, shards = 1, from = 'now', after = null, heirs } = options
  check(shards >= 1 && shards <= 64, `reader ${reader} has 1 to 64 shards`)
  const place = heirs && (await inherit(database, tenant, options, heirs))
  if (place) return place === 'taken' ? 'begins' : 'waits'
  // No transaction id of its own: the snapshot is then exactly what others have committed.
  const [row] = await database.query<{ now: string | null }>(
    tenant,
    after === null
      ? { text: 'select pg_current_snapshot()::text as now' }
      : {
          text: `select case when last_seq >= max_seq then to_snapshot else from_snapshot end::text as now
            from fact_cursor where reader = $1 and shard = 0 and shards = 1`,
          values: [after],
        },
  )
  // The reader that must go first does not exist yet: this one then begins where that one will.
  if (after !== null && row?.now == null && from === 'now') return 'waits'
  await database.transaction(tenant, (tx) =>
    tx.execute({
      text: `insert into fact_cursor (reader, shard, shards, follows, from_snapshot, to_snapshot)
        select $1, k, $2, $3, $4::pg_snapshot, $4::pg_snapshot from generate_series(0, $2 - 1) k on conflict do nothing`,
      values: [reader, shards, after, from === 'now' ? row?.now : '1:1:'],
    }),
  )
  return from === 'beginning' ? 'begins' : 'made'
}

/** Takes over the place of a former reader and the facts it laid aside; the last heir ends it. Null: there is none. `waits`: whoever goes first must inherit first, they share the window that is open. */
const inherit = async (
  database: Database,
  tenant: string,
  { reader, after, names }: ReaderOptions,
  heirs: Heirs,
): Promise<'taken' | 'waits' | null> =>
  database.transaction(tenant, async (tx) => {
    const former = await tx.query({ text: 'select 1 from fact_cursor where reader = $1 for update', values: [heirs.of] })
    if (former.length === 0) return null
    const first =
      after === undefined || (await tx.query({ text: 'select 1 from fact_cursor where reader = $1', values: [after] })).length > 0
    if (!first) return 'waits'
    await tx.execute({
      text: `insert into fact_cursor (reader, shard, shards, follows, from_snapshot, to_snapshot, last_seq, max_seq)
        select $2, shard, shards, $3, from_snapshot, to_snapshot, last_seq, max_seq from fact_cursor where reader = $1 on conflict do nothing`,
      values: [heirs.of, reader, after ?? null],
    })
    await tx.execute({
      text: `insert into fact_dead (reader, seq, person, body, error, replay, died_at)
        select $2, seq, person, body, error, replay, died_at from fact_dead
        where reader = $1 and ($3::text[] is null or body ->> 'name' like any ($3)) on conflict do nothing`,
      values: [heirs.of, reader, names ? likePatterns(names) : null],
    })
    const ended = `not exists (select from unnest($2::text[]) as heir where not exists (select from fact_cursor where reader = heir))`
    for (const table of ['fact_dead', 'fact_cursor'])
      await tx.execute({ text: `delete from ${table} where reader = $1 and ${ended}`, values: [heirs.of, heirs.all] })
    return 'taken'
  })

/**
 * The next window of a drained cursor, up to a time of the ledger or to where the followed reader stands; null when there is nothing new. It is
 * written when the cursor goes on. Windows are differences of snapshots, not ranges of transaction ids: a transaction with a low id may wait
 * for the row lock of one with a higher id, so ids say nothing about the order of commits, while of two snapshots the later sees all that the
 * earlier saw. A long transaction therefore holds no reader back.
 */
const openWindow = async (tx: Transaction, cursor: Cursor, end: string | Followed | null): Promise<Cursor | null> => {
  if (end === null) return null
  const { reader, to } = typeof end === 'string' ? { reader: cursor.reader, to: end } : end
  if (to === cursor.to) return null
  const next = knownWindow(tx, reader, { from: cursor.to, to }) ?? (await findWindow(tx, cursor.to, to))
  if (!next) return null
  if (cursor.shards === 1) noteWindow(tx, cursor.reader, cursor.to, next)
  return { ...cursor, from: cursor.to, to: next.to, last: next.low - 1, max: next.high, names: next.names }
}

/** A window that is open already, with the names of its facts where they are remembered. */
const namedAs = (tx: Transaction, cursor: Cursor, followed: Followed | null): Cursor => {
  const names = followed && knownWindow(tx, followed.reader, cursor)?.names
  return names ? { ...cursor, names } : cursor
}

/** Between which places the facts lie that `to` sees and `from` does not. */
const findWindow = async (tx: Transaction, from: string, to: string): Promise<Window | null> => {
  const found = await tx.query<{ to: string; name: string; low: number; high: number }>({
    text: `with target as materialized (select $2::pg_snapshot as s),
      found as (
        select f.seq, f.name from target, fact f
        where f.xid >= pg_snapshot_xmax($1::pg_snapshot) and f.xid < (select pg_snapshot_xmax(s) from target) and pg_visible_in_snapshot(f.xid, s)
        union all
        select f.seq, f.name from target, fact f
        where f.xid = any (array(select pg_snapshot_xip($1::pg_snapshot))) and pg_visible_in_snapshot(f.xid, s))
      select (select s::text from target) as "to", name, min(seq) as low, max(seq) as high from found group by name`,
    values: [from, to],
  })
  const [first] = found
  if (!first) return null
  return {
    to: first.to,
    low: Math.min(...found.map(({ low }) => low)),
    high: Math.max(...found.map(({ high }) => high)),
    names: found.map(({ name }) => name),
  }
}

/** Highest seq of this window that the followed reader has handled; the window's end when it has left the window. */
const endOf = ({ to, max }: Cursor, followed: Followed | null): number =>
  followed && followed.to === to && followed.last < followed.max ? Math.min(followed.last, max) : max

/** Writes the window that is open with how far it has been worked. */
export const writeCursor = async (
  tx: Transaction,
  cursor: Cursor,
  place: { readonly last: number; readonly planned: number | null },
) =>
  tx.execute({
    text: `update fact_cursor set from_snapshot = $3::pg_snapshot, to_snapshot = $4::pg_snapshot, last_seq = $5, max_seq = $6, planned_seq = $7
      where reader = $1 and shard = $2`,
    values: [cursor.reader, cursor.shard, cursor.from, cursor.to, place.last, cursor.max, place.planned],
  })
