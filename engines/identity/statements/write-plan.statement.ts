import { type FactInput, personObject } from '@lianke/kernel'
import type { Told } from '../rules/mentions.rule.ts'
import type { Plan } from '../rules/resolve.rule.ts'
import { traitColumns } from '../rules/traits.rule.ts'
import type { Doors } from '../doors.ts'
import { attachIdentifiers, retireIdentifiers } from './write-identifiers.statement.ts'
import { mergePersons } from './merge-persons.statement.ts'

const columns = [
  'name',
  'avatar',
  'gender',
  'birthday',
  'phone',
  'phone_raw',
  'email',
  'company',
  'job_title',
  'source',
  'source_channel',
] as const
const seenEveryMs = 3_600_000

interface Gathered {
  values: Readonly<Record<string, unknown>>
  first: string
  last: string
  known: boolean
}

/** What all facts of one person say together: earlier facts fill first, so that the order of arriving inside a set does not matter. */
const gather = (plan: Plan, told: readonly Told[], region: string): Map<string, Gathered> => {
  const all = new Map<string, Gathered>()
  for (const one of [...told].sort((a, b) => (a.occurred_at < b.occurred_at ? -1 : 1))) {
    const person = plan.of.get(one.fact)
    if (!person) continue
    const found = all.get(person) ?? { values: {}, first: one.occurred_at, last: one.occurred_at, known: false }
    if (one.occurred_at > found.last) found.last = one.occurred_at
    if (one.identifiers.some((identifier) => identifier.type !== 'anonymous_id' && identifier.type !== 'link_token'))
      found.known = true
    found.values = {
      ...traitColumns(one, region),
      ...(one.source && one.source !== 'record' ? { source_channel: one.source } : {}),
      ...found.values,
    }
    all.set(person, found)
  }
  return all
}

const insertPersons = async (doors: Doors, plan: Plan, gathered: Map<string, Gathered>): Promise<void> => {
  if (plan.created.length === 0) return
  const rows = plan.created.map((id) => {
    const one = gathered.get(id)
    return {
      id,
      ...one?.values,
      anonymous: !(one?.known ?? false),
      first_seen_at: one?.first ?? doors.now,
      last_seen_at: one?.last ?? doors.now,
      gender: one?.values.gender ?? 'unknown',
    }
  })
  await doors.sql(
    `insert into customer_person (id, ${columns.join(', ')}, anonymous, stage, tags, first_seen_at, last_seen_at, created_at, updated_at, version)
      select id, ${columns.join(', ')}, anonymous, 'potential', '{}', first_seen_at, last_seen_at, $2, $2, 1 from jsonb_populate_recordset(null::customer_person, $1::jsonb)`,
    [JSON.stringify(rows), doors.now],
  )
  await doors.tell(
    rows.map(
      (row): FactInput => ({
        name: `${personObject}.created`,
        subject: { object: personObject, id: row.id },
        person: row.id,
        after: row,
      }),
    ),
  )
}

/** Fills gaps and moves the seen moments of persons that were known; a visit within the hour writes nothing. */
const touchPersons = async (doors: Doors, plan: Plan, gathered: Map<string, Gathered>): Promise<void> => {
  const created = new Set(plan.created)
  const rows = [...gathered]
    .filter(([id]) => !created.has(id))
    .map(([id, one]) => ({ id, ...one.values, first_seen_at: one.first, last_seen_at: one.last, anonymous: !one.known }))
  if (rows.length === 0) return
  const gap = (column: string) => (column === 'gender' ? `nullif(p.gender, 'unknown')` : `p.${column}`)
  // Phone and its raw form are one value: the raw form never fills alone.
  const filled = (column: string) =>
    column === 'phone_raw'
      ? `case when p.phone is null then r.phone_raw else p.phone_raw end`
      : `coalesce(${gap(column)}, r.${column})`
  const changed = await doors.sql<Record<string, unknown> & { id: string }>(
    `update customer_person p set ${columns.map((column) => `${column} = ${filled(column)}`).join(', ')},
        first_seen_at = least(p.first_seen_at, r.first_seen_at), last_seen_at = greatest(p.last_seen_at, r.last_seen_at),
        anonymous = coalesce(p.anonymous, true) and r.anonymous, updated_at = $2, version = p.version + 1
      from jsonb_to_recordset($1::jsonb) as r (id uuid, ${columns.map((column) => `${column} ${column === 'birthday' ? 'date' : 'text'}`).join(', ')}, first_seen_at timestamptz, last_seen_at timestamptz, anonymous boolean)
      where p.id = r.id and p.deleted_at is null and (
        r.last_seen_at > coalesce(p.last_seen_at, '-infinity') + interval '${seenEveryMs} milliseconds' or r.first_seen_at < p.first_seen_at
        or (coalesce(p.anonymous, true) and not r.anonymous)
        or ${columns
          .filter((column) => column !== 'phone_raw')
          .map((column) => `(${gap(column)} is null and r.${column} is not null)`)
          .join(' or ')})
      returning p.id, ${columns.map((column) => `p.${column}`).join(', ')}, p.first_seen_at, p.last_seen_at, p.anonymous`,
    [JSON.stringify(rows), doors.now],
  )
  await doors.tell(
    changed.map(
      ({ id, ...after }): FactInput => ({
        name: `${personObject}.updated`,
        subject: { object: personObject, id },
        person: id,
        after,
      }),
    ),
  )
}

const writeSuggestions = async (doors: Doors, plan: Plan): Promise<void> => {
  if (plan.suggestions.length === 0) return
  const rows = plan.suggestions.map((one) => {
    const [left, right] = one.left < one.right ? [one.left, one.right] : [one.right, one.left]
    return { id: doors.newId(), left, right, reason: one.reason, identifier: one.identifier }
  })
  await doors.sql(
    `insert into identity_suggestion (id, "left", "right", reason, identifier, status, suggested_at, created_at, updated_at, version)
      select distinct on (r."left", r."right") id, r."left", r."right", reason, identifier, 'open', $2, $2, $2, 1
      from jsonb_to_recordset($1::jsonb) as r (id uuid, "left" uuid, "right" uuid, reason text, identifier jsonb)
      where not exists (select 1 from identity_suggestion s where s."left" = r."left" and s."right" = r."right" and s.deleted_at is null)
      on conflict do nothing`,
    [JSON.stringify(rows), doors.now],
  )
}

/** Writes a plan: at most one statement per kind of row, whatever the number of facts. */
export const writePlan = async (doors: Doors, plan: Plan, told: readonly Told[]): Promise<void> => {
  const gathered = gather(plan, told, doors.model.phoneRegion)
  await insertPersons(doors, plan, gathered)
  await mergePersons(
    doors,
    plan.merges.map((merge) => ({ ...merge, reason: 'identifier' })),
  )
  await retireIdentifiers(doors, plan, told)
  await attachIdentifiers(doors, plan, told)
  await touchPersons(doors, plan, gathered)
  await writeSuggestions(doors, plan)
}
