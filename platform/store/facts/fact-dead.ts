import { channelSource, type Fact, type FactSource, refuse } from '@lianke/kernel'
import type { Database, Transaction } from '../db/database.ts'
import type { Cursor } from './fact-cursor.ts'
import type { HandleFacts } from './handle-facts.ts'
import { countNotBelieved } from './not-believed.ts'
import { wakeReaders } from './wake.ts'

/** A fact laid aside before facts said who told them: as `readFacts` concludes it. */
const sourceOfOld = ({ actor_kind, actor, payload }: Fact): FactSource =>
  actor_kind !== 'system' || actor !== 'intake'
    ? 'house'
    : payload.channel === 'collect'
      ? 'page'
      : channelSource(String(payload.channel ?? ''))

const failuresBeforeHalvingMax = 3
const restFirstMs = 100
const restMs = 30_000
const replayedPerTurnMax = 100

/**
 * Writes down that a batch failed: after three failures it is halved, a single fact that fails three times is put aside and the reader goes on.
 * Answers when to try again; null: at once.
 */
export const recordFailure = async (
  database: Database,
  tenant: string,
  cursor: Cursor,
  facts: readonly Fact[],
  error: string,
): Promise<string | null> => {
  const failures = cursor.failures + 1
  const [poisoned] = facts
  return database.transaction(tenant, async (tx) => {
    // The window may have been opened in the transaction that failed: then it is opened here, or the batch would come again for ever.
    const held = await tx.query({
      text: `update fact_cursor set from_snapshot = $5::pg_snapshot, to_snapshot = $6::pg_snapshot, last_seq = $3, max_seq = $7
        where reader = $1 and shard = $2 and failures = $4
          and (last_seq = $3 and to_snapshot::text = $6 or last_seq >= max_seq and to_snapshot::text = $5) returning 1`,
      values: [cursor.reader, cursor.shard, cursor.last, cursor.failures, cursor.from, cursor.to, cursor.max],
    })
    // Somebody else took the same batch meanwhile; what he met is written by him.
    if (held.length === 0) return null
    const spent = failures >= failuresBeforeHalvingMax
    if (spent && poisoned && facts.length === 1) {
      await bury(tx, cursor.reader, facts, error)
      await tx.execute({
        text: `update fact_cursor set last_seq = $3, planned_seq = null, failures = 0, error = null, retry_at = null, handled = handled + 1,
          moved_at = statement_timestamp() where reader = $1 and shard = $2`,
        values: [cursor.reader, cursor.shard, Number(poisoned.seq)],
      })
      return null
    }
    const halve = spent || cursor.batch !== null
    const batch = halve && facts.length > 1 ? Math.floor(facts.length / 2) : cursor.batch
    const smaller = batch !== cursor.batch
    const restFor = smaller ? 0 : Math.min(restFirstMs * 2 ** failures, restMs)
    const [row] = await tx.query<{ retry: string | null }>({
      text: `update fact_cursor set failures = $3, batch = $4, error = $5, planned_seq = case when $6 then null else planned_seq end,
        retry_at = statement_timestamp() + nullif($7::int, 0) * interval '1 millisecond', moved_at = statement_timestamp()
        where reader = $1 and shard = $2 returning retry_at as retry`,
      values: [cursor.reader, cursor.shard, smaller ? 0 : failures, batch, error.slice(0, 2000), smaller, restFor],
    })
    return row?.retry ?? null
  })
}

/** The world failed, not the facts: the same batch is tried again later, however often. */
export const restCursor = async (
  database: Database,
  tenant: string,
  cursor: Cursor,
  error: string,
  delayMs: number,
): Promise<string | null> => {
  const [row] = await database.query<{ retry: string }>(tenant, {
    text: `update fact_cursor set error = $3, retry_at = statement_timestamp() + $4::int * interval '1 millisecond', moved_at = statement_timestamp()
      where reader = $1 and shard = $2 returning retry_at as retry`,
    values: [cursor.reader, cursor.shard, error.slice(0, 2000), Math.round(delayMs)],
  })
  return row?.retry ?? null
}

/** Lays facts of a reader aside for a human; without an error they only wait for an earlier one. */
const bury = (tx: Transaction, reader: string, facts: readonly Fact[], error: string | null): Promise<number> =>
  tx.execute({
    text: `insert into fact_dead (reader, seq, person, body, error)
      select $1, (f ->> 'seq')::bigint, (f ->> 'person')::uuid, f, $3 from jsonb_array_elements($2::jsonb) f on conflict do nothing`,
    values: [reader, JSON.stringify(facts), error?.slice(0, 2000) ?? null],
  })

const notBelieved = 'event.wrong_source'
/** Lays facts aside that somebody told who may not; answers the others. They were refused at the door: one that is here is worth a look. */
export const believed = async (
  tx: Transaction,
  reader: string,
  facts: readonly Fact[],
  believes: ((fact: Fact) => boolean) | undefined,
): Promise<readonly Fact[]> => {
  const strange = believes ? facts.filter((fact) => !believes(fact)) : []
  if (strange.length === 0) return facts
  countNotBelieved(reader, strange.length)
  await bury(tx, reader, strange, notBelieved)
  return facts.filter((fact) => !strange.includes(fact))
}

/** Puts facts of persons who have a dead one aside too, so that their order is kept. Answers the others. */
export const holdBack = async (tx: Transaction, reader: string, facts: readonly Fact[]): Promise<readonly Fact[]> => {
  const persons = [...new Set(facts.flatMap(({ person }) => person ?? []))]
  const rows = await tx.query<{ person: string }>({
    text: 'select distinct person from fact_dead where reader = $1 and person = any ($2::uuid[])',
    values: [reader, persons],
  })
  const waiting = new Set(rows.map(({ person }) => person))
  const held = facts.filter(({ person }) => person !== null && waiting.has(person))
  if (held.length > 0) await bury(tx, reader, held, null)
  return facts.filter((fact) => !held.includes(fact))
}

/** Tries facts again that somebody asked for; a person's come in order and all of them or none. */
export const replay = async (
  tx: Transaction,
  cursor: Cursor,
  handle: HandleFacts,
  believes: (fact: Fact) => boolean = () => true,
): Promise<number> => {
  const rows = await tx.query<{ seq: number; person: string | null; body: Fact }>({
    text: 'select seq, person, body from fact_dead where reader = $1 and replay order by seq limit $2 for update skip locked',
    values: [cursor.reader, replayedPerTurnMax],
  })
  const stuck = new Set<string>()
  for (const { seq, person, body } of rows) {
    if (person !== null && stuck.has(person)) continue
    try {
      await tx.attempt(async () => {
        const fact = body.source ? body : { ...body, source: sourceOfOld(body) }
        if (!believes(fact)) refuse(notBelieved)
        await handle(tx, [fact], { token: `${tx.tenant}:${cursor.reader}:dead:${seq}`, shard: cursor.shard, again: true })
        await tx.execute({ text: 'delete from fact_dead where reader = $1 and seq = $2', values: [cursor.reader, seq] })
      })
    } catch (error) {
      await tx.execute({
        text: 'update fact_dead set replay = false, error = case when seq = $2 then $4 else error end where reader = $1 and (seq = $2 or person = $3)',
        values: [cursor.reader, seq, person, error instanceof Error ? error.message.slice(0, 2000) : String(error)],
      })
      if (person !== null) stuck.add(person)
    }
  }
  return rows.length
}

export interface DeadFact {
  readonly reader: string
  readonly seq: number
  readonly person: string | null
  readonly body: Fact
  readonly error: string | null
  readonly died_at: string
}

/** Facts put aside, oldest first. */
export const deadFacts = (
  database: Database,
  tenant: string,
  { reader = null, limit = 100 }: { reader?: string | null; limit?: number } = {},
): Promise<DeadFact[]> =>
  database.query<DeadFact>(tenant, {
    text: `select reader, seq, person, body, error, died_at from fact_dead where $1::text is null or reader = $1 order by reader, seq limit $2`,
    values: [reader, Math.min(limit, 1000)],
  })

/** Asks for another try of dead facts (all of a reader, or of one person or fact) together with those that wait behind them. Answers how many. */
export const replayDeadFacts = async (
  database: Database,
  tenant: string,
  { reader, seq = null, person = null }: { reader: string; seq?: number | null; person?: string | null },
): Promise<number> => {
  const rows = await database.query(tenant, {
    text: `update fact_dead d set replay = true where d.reader = $1 and ($2::bigint is null or d.seq = $2
        or d.person = (select o.person from fact_dead o where o.reader = $1 and o.seq = $2))
      and ($3::uuid is null or d.person = $3) returning 1`,
    values: [reader, seq, person],
  })
  wakeReaders(database, tenant)
  return rows.length
}
