import { hopsMax } from '@lianke/kernel'
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
  readonly cause?: string | null
  readonly hops?: number
  readonly key?: string | null
  readonly occurred_at: string
}

const factsPerStatementMax = 1000

const columns = `id uuid, name text, object text, record uuid, person uuid, payload jsonb, before jsonb, after jsonb,
  actor_kind text, actor text, cause uuid, hops smallint, stopped boolean, key text, occurred_at timestamptz`
const names = columns.replace(/ (uuid|text|jsonb|smallint|boolean|timestamptz)/g, '')

const plain = `insert into fact (${names}) select ${names} from json_to_recordset($1::json) as f(${columns})`
const keyed = `with given as materialized (select * from json_to_recordset($1::json) as f(${columns})),
  fresh as (insert into fact_key (key) select distinct key from given where key is not null order by key on conflict do nothing returning key),
  written as (insert into fact (${names}) select ${names} from given where key is null or key in (select key from fresh) returning id)
  select id from written`

/** Appends facts in this transaction, a thousand per statement, and wakes the readers after the commit. Answers the ids written: a fact whose key is known is not. */
export const appendFacts = async (tx: Transaction, facts: readonly FactRow[]): Promise<ReadonlySet<string>> => {
  const written = new Set<string>()
  for (let at = 0; at < facts.length; at += factsPerStatementMax) {
    const rows = firstOfEachKey(facts.slice(at, at + factsPerStatementMax)).map(rowOf)
    const values = [JSON.stringify(rows)]
    if (rows.some((row) => row.key !== null)) {
      for (const { id } of await tx.query<{ id: string }>({ text: keyed, values })) written.add(id)
    } else {
      await tx.execute({ text: plain, values })
      for (const { id } of rows) written.add(id)
    }
  }
  if (written.size > 0) tx.afterCommit(() => wakeReaders(tx.database, tx.tenant))
  return written
}

const firstOfEachKey = (facts: readonly FactRow[]): FactRow[] => {
  const seen = new Set<string>()
  return facts.filter(({ key }) => key == null || (!seen.has(key) && seen.add(key)))
}

const rowOf = (fact: FactRow) => ({
  ...fact,
  payload: fact.payload ?? {},
  before: fact.before ?? null,
  after: fact.after ?? null,
  hops: fact.hops ?? 0,
  // A circle is cut here, not refused: the write that closed it is already a person's data.
  stopped: (fact.hops ?? 0) > hopsMax,
  key: fact.key ?? null,
})
