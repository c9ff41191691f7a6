import { type FactSource, hopsMax, keysOf } from '@lianke/kernel'
import { copyCell, joined } from '../db/copy-text.ts'
import type { Transaction } from '../db/database.ts'
import { wakeReaders } from './wake.ts'

/** A fact as it is written; `seq` and `recorded_at` come from the ledger. */
export interface FactRow {
  readonly id: string
  readonly name: string
  readonly object?: string | null
  readonly record?: string | null
  readonly person?: string | null
  readonly payload?: Record<string, unknown>
  readonly before?: Record<string, unknown> | null
  readonly after?: Record<string, unknown> | null
  readonly actor_kind: 'user' | 'key' | 'system'
  readonly actor: string
  /** Who told it. Whatever comes from outside has been held to the definition of its event before (`tellingProblem`). */
  readonly source: FactSource
  readonly cause?: string | null
  readonly hops?: number
  readonly key?: string | null
  readonly occurred_at: string
}

const factsPerStatementMax = 1000
/** From so many facts on they are copied: no plan and no JSON around them. */
const copiedMin = 100

/** What a fact is written as, and how it is stored. */
const types: Readonly<Record<keyof WrittenRow, string>> = {
  id: 'uuid',
  name: 'text',
  object: 'text',
  record: 'uuid',
  person: 'uuid',
  payload: 'jsonb',
  before: 'jsonb',
  after: 'jsonb',
  actor_kind: 'text',
  actor: 'text',
  source: 'text',
  cause: 'uuid',
  hops: 'smallint',
  stopped: 'boolean',
  key: 'text',
  occurred_at: 'timestamptz',
}
const all = keysOf(types)
const typed = (names: readonly (keyof WrittenRow)[]) => names.map((name) => `${name} ${types[name]}`).join(', ')
const columns = typed(all)
const names = all.join(', ')

/** Columns that a set of facts mostly shares: what one command or one reader did. Sent once, because reading JSON is half the cost of a fact. */
const shared = ['name', 'object', 'actor_kind', 'actor', 'source', 'before', 'cause', 'hops', 'stopped', 'key'] as const
const worthLooking = 20

const sharedBy = (rows: readonly WrittenRow[]): (keyof WrittenRow)[] =>
  rows.length < worthLooking
    ? []
    : shared.filter((name) =>
        typeof rows[0]?.[name] !== 'object' || rows[0][name] === null
          ? rows.every((row) => row[name] === rows[0]?.[name])
          : false,
      )

/** One insert: the columns that differ as JSON, the others as parameters of their own. */
const plain = (rows: readonly WrittenRow[]): { text: string; values: unknown[] } => {
  const same = sharedBy(rows)
  const own = all.filter((name) => !same.includes(name))
  const once = same.map((name, index) => `$${index + 2}::${types[name]} as ${name}`)
  const sent = same.length === 0 ? rows : rows.map((row) => Object.fromEntries(own.map((name) => [name, row[name]])))
  return {
    text: `insert into fact (${[...own, ...same].join(', ')}) select ${[...own, ...once].join(', ')}
      from json_to_recordset($1::json) as f(${typed(own)})`,
    values: [JSON.stringify(sent), ...same.map((name) => rows[0]?.[name])],
  }
}
const cells = all.map((name) => ({ name, cell: copyCell(types[name]) }))
const copied = (rows: readonly WrittenRow[]): string => {
  let text = ''
  for (const row of rows) text += `${joined(cells, ({ name, cell }) => cell(row[name]))}\n`
  return text
}
const keyed = `with given as materialized (select * from json_to_recordset($1::json) as f(${columns})),
  fresh as (insert into fact_key (key) select distinct key from given where key is not null order by key on conflict do nothing returning key),
  written as (insert into fact (${names}) select ${names} from given where key is null or key in (select key from fresh) returning id)
  select id from written`

/** Those whose key was not known; it is now. In order, so that two that tell the same wait for one another instead of deadlocking. */
const freshOf = async (tx: Transaction, rows: readonly WrittenRow[]): Promise<readonly WrittenRow[]> => {
  const keys = rows.flatMap(({ key }) => key ?? [])
  if (keys.length === 0) return rows
  const fresh = await tx.query<{ key: string }>({
    text: 'insert into fact_key (key) select key from unnest($1::text[]) as k (key) order by key on conflict do nothing returning key',
    values: [keys],
  })
  const isFresh = new Set(fresh.map(({ key }) => key))
  return rows.filter(({ key }) => key === null || isFresh.has(key))
}

/**
 * Appends facts in this transaction, a thousand per statement, and wakes the readers after the commit. Answers the ids written: a fact
 * whose key is known is not. Facts without keys go with the next statement, or with the commit.
 */
export const appendFacts = async (tx: Transaction, facts: readonly FactRow[]): Promise<ReadonlySet<string>> => {
  const written = new Set<string>()
  for (let at = 0; at < facts.length; at += factsPerStatementMax) {
    const rows = firstOfEachKey(facts.slice(at, at + factsPerStatementMax)).map(rowOf)
    if (rows.length >= copiedMin) {
      const fresh = await freshOf(tx, rows)
      if (fresh.length > 0) await tx.copyIn(`copy fact (${names}) from stdin`, [copied(fresh)])
      for (const { id } of fresh) written.add(id)
    } else if (rows.some((row) => row.key !== null)) {
      for (const { id } of await tx.query<{ id: string }>({ text: keyed, values: [JSON.stringify(rows)] })) written.add(id)
    } else {
      tx.send(plain(rows))
      for (const { id } of rows) written.add(id)
    }
  }
  if (written.size > 0) tx.afterCommit(() => wakeReaders(tx.database, tx.tenant, new Set(facts.map(({ name }) => name))))
  return written
}

const firstOfEachKey = (facts: readonly FactRow[]): FactRow[] => {
  const seen = new Set<string>()
  return facts.filter(({ key }) => key == null || (!seen.has(key) && seen.add(key)))
}

type WrittenRow = ReturnType<typeof rowOf>
const rowOf = (fact: FactRow) => ({
  id: fact.id,
  name: fact.name,
  object: fact.object ?? null,
  record: fact.record ?? null,
  person: fact.person ?? null,
  payload: fact.payload ?? {},
  before: fact.before ?? null,
  after: fact.after ?? null,
  actor_kind: fact.actor_kind,
  actor: fact.actor,
  source: fact.source,
  cause: fact.cause ?? null,
  hops: fact.hops ?? 0,
  // A circle is cut here, not refused: the write that closed it is already a person's data.
  stopped: (fact.hops ?? 0) > hopsMax,
  key: fact.key ?? null,
  occurred_at: fact.occurred_at,
})
