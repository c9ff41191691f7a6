import type { UnitOfWork } from '@lianke/kernel'
import type { TypeWorth } from '../rules/identifier-types.rule.ts'

const sampleMax = 5
const lookBackDays = 90

interface Sample {
  readonly id: string
  readonly name: string | null
}

/** Persons of a sample as far as whoever asks may see them. */
const seen = async (work: UnitOfWork, ids: readonly string[]): Promise<Sample[]> => {
  const rows = await work.records.find('customer.person', ids, { fields: ['name'] })
  return [...rows.values()].map(({ id, name }) => ({ id, name: typeof name === 'string' ? name : null }))
}

/** Identifiers that would name nobody any more, and how many persons have them. */
export const blockedHeld = async (work: UnitOfWork, blocked: readonly string[]) => {
  const [row] = await work.sql<{ identifiers: number; persons: number; some: string[] | null }>(
    `select count(*)::int as identifiers, count(distinct person)::int as persons, (array_agg(distinct person))[1:${sampleMax}] as some
      from customer_identifier where deleted_at is null and lower(value) = any($1)`,
    [blocked.map((value) => value.toLowerCase())],
  )
  return { identifiers: row?.identifiers ?? 0, persons: row?.persons ?? 0, sample: await seen(work, row?.some ?? []) }
}

/** Persons who have more identifiers of a type than the limit: joined under a wider rule. They are listed, never parted by themselves. */
export const overLimit = async (work: UnitOfWork, types: Readonly<Record<string, TypeWorth>>) => {
  const limited = Object.entries(types).filter(([, { limit }]) => limit > 0)
  const rows = await work.sql<{ type: string; persons: number; some: string[] }>(
    `select type, count(distinct person)::int as persons, (array_agg(distinct person))[1:${sampleMax}] as some from (
        select i.type, i.person from customer_identifier i join unnest($1::text[], $2::int[]) as t (type, most) on t.type = i.type
          where i.deleted_at is null and i.strength = 'strong' group by i.type, i.issuer, i.person, t.most having count(*) > t.most) o
      group by type order by type`,
    [limited.map(([type]) => type), limited.map(([, { limit }]) => limit)],
  )
  const known = await seen(
    work,
    rows.flatMap(({ some }) => some),
  )
  return rows.map(({ type, persons, some }) => ({
    type,
    limit: types[type]?.limit ?? 0,
    persons,
    sample: known.filter(({ id }) => some.includes(id)),
  }))
}

/** Merges of the last three months that an identifier of these types brought about: they would only be suggested. */
export const mergedBy = (work: UnitOfWork, types: readonly string[]) =>
  work.sql<{ type: string; merges: number }>(
    `select identifier ->> 'type' as type, count(*)::int as merges from identity_merge where reason = 'identifier' and undone_at is null and deleted_at is null
        and merged_at > $2::timestamptz - interval '${lookBackDays} days' and identifier ->> 'type' = any($1) group by 1 order by 1`,
    [types, work.now],
  )

/** Suggestions that wait because an identifier of these types was weak: the like would be joined by itself from now on. */
export const wouldJoin = (work: UnitOfWork, types: readonly string[]) =>
  work.sql<{ type: string; pairs: number }>(
    `select identifier ->> 'type' as type, count(*)::int as pairs from identity_suggestion where status = 'open' and reason = 'weak' and deleted_at is null
        and identifier ->> 'type' = any($1) group by 1 order by 1`,
    [types],
  )

/** Mail addresses of different persons that are one where Gmail ignores dots and what follows a plus. */
export const mailsAsOne = async (work: UnitOfWork): Promise<{ count: number }> => {
  const [row] = await work.sql<{ count: number }>(
    `select count(*)::int as count from (
        select replace(split_part(split_part(value, '@', 1), '+', 1), '.', '') as box from customer_identifier
          where deleted_at is null and type = 'email' and split_part(value, '@', 2) in ('gmail.com', 'googlemail.com') group by 1 having count(distinct person) > 1) m`,
  )
  return { count: row?.count ?? 0 }
}
