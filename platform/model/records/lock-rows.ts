import { followsOthers, Refusal, refuse, type Row } from '@lianke/kernel'
import { sql } from 'kysely'
import { scopeOf } from '../access/access-context.ts'
import type { ModelObject } from '../model/model.ts'
import { openScope } from '../query/compile-filter.ts'
import { mayStandStill } from '../unit-of-work/standing-still.ts'
import { fromColumns } from './row-codec.ts'
import { openOwn } from './seal.ts'
import { queryContext, type Unit } from './unit.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)

/** A row that nobody else changes meanwhile; `asks`: whether something holds it still is to be asked. */
interface LockedRow {
  readonly row: Row
  readonly may: boolean
  readonly asks: boolean
}

/** Locks the rows a unit is about to change, in id order so that two sets cannot wait for each other. */
export const lockRows = async (
  unit: Unit,
  object: ModelObject,
  ids: readonly string[],
  action: 'update' | 'delete',
  deleted = false,
): Promise<Map<string, LockedRow>> => {
  const scope = openScope(queryContext(unit), object.name, 't')
  if (!unit.access.system && scopeOf(unit.access, object.name, action) === 'none')
    refuse('access.denied', { status: 403, params: { object: object.name, action } })
  const may = scope.rows(object, 't', action) ?? sql`true`
  const seen = scope.rows(object, 't', 'read') ?? sql`true`
  const found =
    await unit.tx.query(sql`select t.*, (${may}) as ":may", ${mayStandStill(unit, object)} as ":asks" from ${sql.table(object.table)} as t
    where t.id = any(${ids.filter(isId)}::uuid[]) and t.deleted_at is ${deleted ? sql`not null` : sql`null`} and ${seen} order by t.id for update of t`)
  const rows = await openOwn(
    unit,
    object,
    found.map((row) => fromColumns(object, row) as Row),
  )
  return new Map(
    rows.map((row, index) => [row.id, { row, may: found[index]?.[':may'] === true, asks: found[index]?.[':asks'] === true }]),
  )
}

/** A record that is missing or may not be seen: one answer. One that may be seen but not changed: 403. */
export const faultOf = (found: { may: boolean } | undefined): Refusal | null =>
  !found
    ? new Refusal('record.not_found', { status: 404 })
    : found.may
      ? null
      : new Refusal('access.denied', { status: 403, params: { action: 'update' } })

export const isOlder = (row: Row | undefined, given: unknown): boolean =>
  row !== undefined && given !== undefined && given !== null && given !== row.version

/** A version is stale when somebody has changed the record since; a roll-up that moved because an order came in is nobody's change. */
export const staleness = (row: Row | undefined, given: unknown, byHand: number | undefined): Refusal | null =>
  row && isOlder(row, given) && (typeof given !== 'number' || given > (row.version ?? 0) || (byHand ?? row.version ?? 0) > given)
    ? new Refusal('record.stale_version', {
        status: 409,
        params: { given, current: row.version },
        extra: { given_version: given, current_version: row.version },
      })
    : null

/** Can something move in its records that nobody has changed? */
const follows = (object: ModelObject): boolean => [...object.fields.values()].some(followsOthers)

/** Per record, the version of its last change that did not follow from elsewhere. */
export const lastChangedByHand = async (
  unit: Unit,
  object: ModelObject,
  ids: readonly string[],
): Promise<Map<string, number>> => {
  const lines = [...object.parts.values()].flatMap((part) => unit.model.objects.get(part.object) ?? [])
  if (ids.length === 0 || ![object, ...lines].some(follows)) return new Map()
  const rows = await unit.tx.query<{
    record: string
    version: number
  }>(sql`select record, max((payload ->> 'version')::int) as version from fact
    where object = ${object.name} and record = any(${[...ids]}::uuid[]) and payload -> 'roll_up' is null group by record`)
  return new Map(rows.map(({ record, version }) => [record, version]))
}
