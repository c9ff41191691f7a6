import { defineEngine, type Fact, houseTold, identityReader, personMerged } from '@lianke/kernel'
import { type EngineHost, readFacts, type Transaction, type Turned } from '@lianke/platform'
import { profileMigrations } from './profile.migration.ts'

const factsPerTurnMax = 2000
interface Counted {
  person: string
  event: string
  count: number
  first_at: string
  last_at: string
  total: number
}

const amountOf = (fact: Fact): number => {
  const amount = fact.payload.amount
  const value = Number(typeof amount === 'object' && amount !== null ? (amount as { amount?: unknown }).amount : amount)
  return Number.isFinite(value) ? value : 0
}

/** What a set of facts adds to each person's counts; record changes are no doings of the person. */
export const countFacts = (facts: readonly Fact[]): Counted[] => {
  const counts = new Map<string, Counted>()
  for (const fact of facts) {
    if (!fact.person || fact.object !== null) continue
    const key = `${fact.person} ${fact.name}`
    const known = counts.get(key) ?? {
      person: fact.person,
      event: fact.name,
      count: 0,
      first_at: fact.occurred_at,
      last_at: fact.occurred_at,
      total: 0,
    }
    known.count++
    known.total += amountOf(fact)
    if (fact.occurred_at < known.first_at) known.first_at = fact.occurred_at
    if (fact.occurred_at > known.last_at) known.last_at = fact.occurred_at
    counts.set(key, known)
  }
  return [...counts.values()].sort((a, b) => (a.person + a.event < b.person + b.event ? -1 : 1))
}

const addCounts = (tx: Transaction, rows: readonly Counted[]) =>
  tx.execute({
    text: `insert into profile_trait as t (person, event, count, first_at, last_at, total)
      select person, event, count, first_at, last_at, total
      from jsonb_to_recordset($1::jsonb) as r (person uuid, event text, count bigint, first_at timestamptz, last_at timestamptz, total numeric)
      on conflict (person, event) do update set count = t.count + excluded.count, total = t.total + excluded.total,
        first_at = least(t.first_at, excluded.first_at), last_at = greatest(t.last_at, excluded.last_at)`,
    values: [JSON.stringify(rows)],
  })

/** What the merged-away person did counts for the one who stays. */
const followMerge = (tx: Transaction, kept: string, gone: string) =>
  tx.execute({
    text: `with moved as (delete from profile_trait where person = $2 returning *)
      insert into profile_trait as t (person, event, count, first_at, last_at, total) select $1, event, count, first_at, last_at, total from moved
      on conflict (person, event) do update set count = t.count + excluded.count, total = t.total + excluded.total,
        first_at = least(t.first_at, excluded.first_at), last_at = greatest(t.last_at, excluded.last_at)`,
    values: [kept, gone],
  })

/** handle → profile: how often, since when and how lately a person did what. */
export const profile = defineEngine<EngineHost>({
  name: 'profile',
  reads: ['fact', 'handle'],
  writes: 'profile',
  migrations: profileMigrations,
  turn: async (host): Promise<Turned> => {
    const result = await readFacts(
      host.platform.database,
      host.tenant,
      { reader: 'profile', after: identityReader, limit: factsPerTurnMax, from: 'beginning' },
      async (tx, facts) => {
        const rows = countFacts(facts)
        if (rows.length > 0) await addCounts(tx, rows)
        for (const fact of facts)
          if (houseTold(fact, personMerged)) await followMerge(tx, String(fact.payload.kept), String(fact.payload.gone))
      },
    )
    return { more: result.more, nextAt: result.retryAt, full: result.handled >= factsPerTurnMax }
  },
})
