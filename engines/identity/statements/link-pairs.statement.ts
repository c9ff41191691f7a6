import type { UnitOfWork } from '@lianke/kernel'
import { firstCommon } from '../rules/link-keys.rule.ts'
import type { LinkRecord } from '../rules/link-record.rule.ts'
import type { LinkReason } from '../rules/link-score.rule.ts'

const blocksPerSet = 2000
/** So many pairs are compared in one transaction, and those of one block more. */
const pairsPerSet = 50_000

export interface Linked {
  readonly person: string
  readonly record: LinkRecord
  readonly keys: readonly number[]
}
export interface LinkPair {
  readonly left: Linked
  readonly right: Linked
}

/** Pairs that the next blocks bring together, each once over all blocks: where the key is the first that both have. */
export const nextPairs = async (
  work: UnitOfWork,
  after: number | null,
): Promise<{ readonly pairs: readonly LinkPair[]; readonly next: number | null; readonly blocks: number }> => {
  const blocks = await work.sql<{ block: string; persons: string[] }>(
    `select b.key::text as block, b.persons from (
        select key, persons, sum(cardinality(persons) * (cardinality(persons) - 1) / 2) over (order by key) - cardinality(persons) * (cardinality(persons) - 1) / 2 as before
        from (select key, persons from identity_link_block where $1::bigint is null or key > $1 order by key limit ${blocksPerSet}) n) b
      where b.before < ${pairsPerSet} order by b.key`,
    [after],
  )
  const ids = [...new Set(blocks.flatMap(({ persons }) => persons))]
  const rows = await work.sql<Omit<Linked, 'keys'> & { keys: readonly string[] }>(
    `select person, record, keys::text[] as keys from identity_link where person = any($1::uuid[])`,
    [ids],
  )
  const linked = new Map(rows.map((row) => [row.person, { ...row, keys: row.keys.map(Number) }]))
  const pairs = blocks.flatMap(({ block, persons }) => {
    const own = persons.flatMap((id) => linked.get(id) ?? [])
    return own.flatMap((left, at) =>
      own.slice(at + 1).flatMap((right) => (firstCommon(left.keys, right.keys) === Number(block) ? [{ left, right }] : [])),
    )
  })
  const last = blocks.at(-1)
  return { pairs, next: last ? Number(last.block) : null, blocks: blocks.length }
}

/** Persons by chance, at most so many; how many there are. */
export const someLinks = async (
  work: UnitOfWork,
  limit: number,
): Promise<{ records: LinkRecord[]; all: number; blocks: number }> => {
  const [count] = await work.sql<{ all: string; blocks: string }>(
    `select (select count(*) from identity_link)::text as all, (select count(*) from identity_link_block)::text as blocks`,
  )
  const all = Number(count?.all ?? 0)
  const rows = await work.sql<{ record: LinkRecord }>(
    `select record from identity_link where abs(hashtext(person::text)::bigint) % $1 = 0 order by person limit $2`,
    [Math.max(1, Math.floor(all / limit)), limit],
  )
  return { records: rows.map(({ record }) => record), all, blocks: Number(count?.blocks ?? 0) }
}

/** How many have each of these names. */
export const countNames = async (work: UnitOfWork, names: readonly string[]): Promise<Map<string, number>> => {
  const rows = await work.sql<{ name: string; count: number }>(
    `select name, count(*)::int as count from identity_link where name = any($1) and name <> '' group by name`,
    [[...new Set(names)]],
  )
  return new Map(rows.map((row) => [row.name, row.count]))
}

export interface Suggested {
  readonly left: string
  readonly right: string
  readonly score: number
  readonly reasons: readonly LinkReason[]
}

/** Keeps suggestions: open ones are scored anew, decided ones stay decided, and whom a human parted is not suggested. Answers how many are open. */
export const keepSuggestions = async (work: UnitOfWork, found: readonly Suggested[]): Promise<number> => {
  if (found.length === 0) return 0
  const rows = found.map(({ left, right, ...more }) => ({
    id: work.id(),
    ...(left < right ? { left, right } : { left: right, right: left }),
    ...more,
  }))
  const from = `jsonb_to_recordset($1::jsonb) as r (id uuid, "left" uuid, "right" uuid, score numeric, reasons jsonb)`
  const known = await work.sql(
    `update identity_suggestion s set score = r.score, reasons = r.reasons, scored_at = $2, updated_at = $2, version = s.version + 1
      from ${from} where s."left" = r."left" and s."right" = r."right" and s.deleted_at is null and s.status = 'open' returning s.id`,
    [JSON.stringify(rows), work.now],
  )
  const made = await work.sql(
    `insert into identity_suggestion (id, "left", "right", reason, score, reasons, scored_at, status, suggested_at, created_at, updated_at, version)
      select r.id, r."left", r."right", 'alike', r.score, r.reasons, $2, 'open', $2, $2, $2, 1 from ${from}
      join customer_person a on a.id = r."left" join customer_person b on b.id = r."right"
      where a.deleted_at is null and b.deleted_at is null
        and not coalesce(a.do_not_merge, '[]') ? r."right"::text and not coalesce(b.do_not_merge, '[]') ? r."left"::text
        and not exists (select 1 from identity_suggestion s where s."left" = r."left" and s."right" = r."right" and s.deleted_at is null)
      on conflict do nothing returning id`,
    [JSON.stringify(rows), work.now],
  )
  return known.length + made.length
}

/** What was suggested before and is not likely any more falls away. Answers how many. */
export const withdrawStale = async (work: UnitOfWork, since: string): Promise<number> =>
  (
    await work.sql(
      `update identity_suggestion set deleted_at = $2, updated_at = $2, version = version + 1
        where status = 'open' and reason = 'alike' and scored_at < $1 and deleted_at is null returning id`,
      [since, work.now],
    )
  ).length
