import type { Told } from '../rules/mentions.rule.ts'
import type { Plan } from '../rules/resolve.rule.ts'
import type { Doors } from '../doors.ts'

/** Identifiers as they are attached; those that were corrected within the same set are kept as retired ones. */
export const attachIdentifiers = async (doors: Doors, plan: Plan, told: readonly Told[]): Promise<void> => {
  const passing = plan.retired.filter(({ stored }) => !stored)
  if (plan.attached.length + passing.length === 0) return
  const factOf = new Map(told.map((one) => [one.fact, one]))
  const rows = [...plan.attached, ...passing].map((one) => {
    const said = factOf.get(one.fact)
    const retired = 'stored' in one
    return {
      ...one.identifier,
      id: doors.newId(),
      person: one.person,
      source: said?.source ?? null,
      seen: said?.occurred_at ?? doors.now,
      retired_at: retired ? doors.now : null,
      retired_by: retired ? (said?.by ?? null) : null,
    }
  })
  await doors.sql(
    `insert into customer_identifier (id, person, type, issuer, value, verified, strength, source, first_seen_at, last_seen_at, retired_at, retired_by, deleted_at, created_at, updated_at, version)
      select id, person, type, issuer, value, verified, strength, source, seen, seen, retired_at, retired_by, retired_at, $2, $2, 1
      from jsonb_to_recordset($1::jsonb) as r (id uuid, person uuid, type text, issuer text, value text, verified boolean, strength text, source text, seen timestamptz, retired_at timestamptz, retired_by text)`,
    [JSON.stringify(rows), doors.now],
  )
}

/** A corrected identifier names nobody from now on; that it did is kept. */
export const retireIdentifiers = async (doors: Doors, plan: Plan, told: readonly Told[]): Promise<void> => {
  const stored = plan.retired.filter((one) => one.stored)
  if (stored.length === 0) return
  const byFact = new Map(told.map((one) => [one.fact, one.by]))
  await doors.sql(
    `update customer_identifier i set retired_at = $5, retired_by = k.by, deleted_at = $5, updated_at = $5, version = i.version + 1
      from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as k (type, issuer, value, by)
      where i.type = k.type and i.issuer = k.issuer and i.value = k.value and i.deleted_at is null`,
    [
      stored.map(({ identifier }) => identifier.type),
      stored.map(({ identifier }) => identifier.issuer),
      stored.map(({ identifier }) => identifier.value),
      stored.map(({ fact }) => byFact.get(fact) ?? null),
      doors.now,
    ],
  )
}
