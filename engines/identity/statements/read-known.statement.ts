import { limitedTypes, type TypeOf, typeOf as usual } from '../rules/identifier-types.rule.ts'
import { type Identifier, keyOf } from '../rules/normalise-identifier.rule.ts'
import type { KnownPerson } from '../rules/clusters.rule.ts'
import type { Doors } from '../doors.ts'

/** Who holds these identifiers now. */
export const readHolders = async (doors: Doors, identifiers: readonly Identifier[]): Promise<Map<string, string>> => {
  if (identifiers.length === 0) return new Map()
  const rows = await doors.sql<{ type: string; issuer: string; value: string; person: string }>(
    `select i.type, i.issuer, i.value, i.person from customer_identifier i
      join unnest($1::text[], $2::text[], $3::text[]) as k (type, issuer, value) on i.type = k.type and i.issuer = k.issuer and i.value = k.value
      where i.deleted_at is null`,
    [identifiers.map((one) => one.type), identifiers.map((one) => one.issuer), identifiers.map((one) => one.value)],
  )
  return new Map(rows.map((row) => [keyOf(row), row.person]))
}

/** Which person that stays holds each of these now; one who was deleted holds none. */
export const readRoots = async (doors: Pick<Doors, 'sql'>, identifiers: readonly Identifier[]): Promise<Map<string, string>> => {
  if (identifiers.length === 0) return new Map()
  const rows = await doors.sql<{ type: string; issuer: string; value: string; person: string }>(
    `select k.type, k.issuer, k.value, p.id as person
      from unnest($1::text[], $2::text[], $3::text[]) as k (type, issuer, value)
        cross join lateral (select i.person from customer_identifier i
          where i.type = k.type and i.issuer = k.issuer and i.value = k.value and i.deleted_at is null offset 0) h
        join customer_person p on p.id = h.person and p.deleted_at is null and p.merged_into is null`,
    [identifiers.map((one) => one.type), identifiers.map((one) => one.issuer), identifiers.map((one) => one.value)],
  )
  return new Map(rows.map((row) => [keyOf(row), row.person]))
}

interface PersonRow {
  readonly id: string
  readonly created_at: string
  readonly merged_into: string | null
  readonly do_not_merge: string[] | null
  readonly absorbed: number
}

/**
 * These persons and whoever they were merged into, with what decides about merging. `lock` holds them until the end of the transaction
 * and reads them as they are then.
 */
export const readPersons = async (
  doors: Doors,
  ids: readonly string[],
  { lock, typeOf = usual }: { lock: boolean; typeOf?: TypeOf },
) => {
  const bounded = limitedTypes(typeOf)
  const stays = new Map<string, string>()
  const rows = new Map<string, PersonRow>()
  for (let wanted = [...new Set(ids)]; wanted.length > 0; ) {
    if (lock) await doors.sql(`select 1 from customer_person where id = any($1) order by id for update`, [wanted])
    const found = await doors.sql<PersonRow>(
      `select p.id, p.created_at, p.merged_into, p.do_not_merge, (select count(*)::int from customer_person a where a.merged_into = p.id) as absorbed
        from customer_person p where p.id = any($1) and (p.deleted_at is null or p.merged_into is not null)`,
      [wanted],
    )
    for (const row of found) {
      rows.set(row.id, row)
      stays.set(row.id, row.merged_into ?? row.id)
    }
    wanted = found.map((row) => row.merged_into).filter((id): id is string => id !== null && !rows.has(id))
  }
  const roots = [...rows.values()].filter((row) => row.merged_into === null)
  const limited = await doors.sql<{ person: string; type: string; issuer: string; value: string }>(
    `select person, type, issuer, value from customer_identifier where person = any($1) and (type = any($2) or type like $3) and strength = 'strong' and deleted_at is null`,
    [roots.map((row) => row.id), bounded.types, bounded.like],
  )
  const limitedOf = Map.groupBy(limited, (row) => row.person)
  const persons = new Map(
    roots.map((row): [string, KnownPerson] => [
      row.id,
      {
        id: row.id,
        created_at: row.created_at,
        absorbed: row.absorbed,
        limited: limitedOf.get(row.id) ?? [],
        apart: row.do_not_merge ?? [],
      },
    ]),
  )
  const rootOf = (id: string): string | null => {
    let at = id
    for (let hop = 0; hop < 16; hop++) {
      const next = stays.get(at)
      if (next === undefined) return null
      if (next === at) return at
      at = next
    }
    return null
  }
  return { persons, rootOf }
}
