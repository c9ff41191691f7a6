import { type FieldProblem, Refusal, type Row, refuse } from '@lianke/kernel'
import { sql } from 'kysely'
import { scopeOf } from '../access/access-context.ts'
import type { ModelObject } from '../model/model.ts'
import { openScope } from '../query/compile-filter.ts'
import { checkReferences } from './check-references.ts'
import { checkRules, computeFormulas } from './check-rules.ts'
import type { SetOptions, SetResult } from './create-set.ts'
import { recordFact } from './record-facts.ts'
import { refreshRollUps } from './roll-up.ts'
import { fromColumns, keepTyped, sameValue, typedOf } from './row-codec.ts'
import { sealRows } from './seal.ts'
import { shapeRow } from './shape.ts'
import { queryContext, type Unit } from './unit.ts'
import { updateRows } from './write-rows.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)

/** Locks the rows a unit is about to change, in id order so that two sets cannot wait for each other. */
export const lockRows = async (
  unit: Unit,
  object: ModelObject,
  ids: readonly string[],
  action: 'update' | 'delete',
  deleted = false,
): Promise<Map<string, { row: Row; may: boolean }>> => {
  const scope = openScope(queryContext(unit), object.name, 't')
  if (!unit.access.system && scopeOf(unit.access, object.name, action) === 'none')
    refuse('access.denied', { status: 403, params: { object: object.name, action } })
  const may = scope.rows(object, 't', action) ?? sql`true`
  const seen = scope.rows(object, 't', 'read') ?? sql`true`
  const found = await unit.tx.query(sql`select t.*, (${may}) as ":may" from ${sql.table(object.table)} as t
    where t.id = any(${ids.filter(isId)}::uuid[]) and t.deleted_at is ${deleted ? sql`not null` : sql`null`} and ${seen} order by t.id for update of t`)
  return new Map(found.map((row) => [row.id as string, { row: fromColumns(object, row) as Row, may: row[':may'] as boolean }]))
}

/** A record that is missing or may not be seen: one answer. One that may be seen but not changed: 403. */
const faultOf = (found: { may: boolean } | undefined): Refusal | null =>
  !found
    ? new Refusal('record.not_found', { status: 404 })
    : found.may
      ? null
      : new Refusal('access.denied', { status: 403, params: { action: 'update' } })

export interface UpdateInput {
  readonly id: string
  readonly values: Record<string, unknown>
}
export interface UpdateResult extends SetResult {
  readonly faults: ReadonlyMap<number, Refusal>
  readonly unchanged: number
}

/** Changes a set through all stages. Values that are already so are not written; rows without a change keep their version. */
export const updateSet = async (
  unit: Unit,
  object: ModelObject,
  inputs: readonly UpdateInput[],
  options: SetOptions = {},
): Promise<UpdateResult> => {
  const locked = await lockRows(
    unit,
    object,
    inputs.map((input) => input.id),
    'update',
  )
  const seen = await lastChangedByHand(
    unit,
    object,
    inputs.filter(({ id, values }) => isOlder(locked.get(id)?.row, values.version)).map(({ id }) => id),
  )
  const problems = new Map<number, FieldProblem[]>()
  const faults = new Map<number, Refusal>()
  const shaped = inputs.map((input, index) => {
    const fault = faultOf(locked.get(input.id)) ?? staleness(locked.get(input.id)?.row, input.values.version, seen.get(input.id))
    if (fault) faults.set(index, fault)
    const answer = shapeRow(
      { object, access: unit.access, types: unit.types, creating: false, keepOrigins: options.keepOrigins },
      input.values,
    )
    if (answer.problems.length > 0) problems.set(index, [...answer.problems])
    return fault ? {} : answer.values
  })
  const changes = shaped.map((values, index) => changedOnly(locked.get(inputs[index]?.id ?? '')?.row, values))
  for (const [index, found] of await checkReferences(unit, object, changes))
    problems.set(index, [...(problems.get(index) ?? []), ...found])
  const rows = new Map<number, Row>()
  const writes: { id: string; version: number; changes: Record<string, unknown>; before: Row; after: Row }[] = []
  let unchanged = 0
  for (const [index, input] of inputs.entries()) {
    const before = locked.get(input.id)?.row
    if (!before || faults.has(index) || problems.has(index)) continue
    const change = { ...changes[index] }
    const after: Row = { ...before, ...change }
    Object.assign(change, changedOnly(before, computeFormulas(object, after)))
    const broken = checkRules(object, before, after)
    if (broken.length > 0) problems.set(index, broken)
    else if (Object.keys(change).length === 0) {
      unchanged++
      rows.set(index, before)
    } else {
      const version = (before.version ?? 0) + 1
      const row = { ...after, ...change, version, updated_at: unit.now, updated_by: unit.by }
      rows.set(index, row)
      writes.push({ id: input.id, version, changes: change, before, after: row })
    }
  }
  if (!options.dryRun && writes.length > 0) await writeAll(unit, object, writes)
  return { rows, problems, faults, unchanged }
}

const writeAll = async (
  unit: Unit,
  object: ModelObject,
  writes: { id: string; version: number; changes: Record<string, unknown>; before: Row; after: Row }[],
) => {
  const sealed = await sealRows(
    unit,
    object,
    writes.map((write) => write.changes),
  )
  await updateRows(
    unit,
    object,
    writes.map(({ id, version }, index) => ({ id, version, changes: sealed[index] ?? {} })),
  )
  for (const write of writes) {
    const before = Object.fromEntries(Object.keys(write.changes).map((name) => [name, write.before[name] ?? null]))
    unit.facts.push(recordFact('updated', object, write.after, { before, after: write.changes, version: write.version }))
  }
  await refreshRollUps(
    unit,
    object,
    writes.flatMap((write) => [write.before, write.after]),
  )
}

const isOlder = (row: Row | undefined, given: unknown): boolean =>
  row !== undefined && given !== undefined && given !== null && given !== row.version

/** A version is stale when somebody has changed the record since; a roll-up that moved because an order came in is nobody's change. */
const staleness = (row: Row | undefined, given: unknown, byHand: number | undefined): Refusal | null =>
  row && isOlder(row, given) && (typeof given !== 'number' || given > (row.version ?? 0) || (byHand ?? row.version ?? 0) > given)
    ? new Refusal('record.stale_version', {
        status: 409,
        params: { given, current: row.version },
        extra: { given_version: given, current_version: row.version },
      })
    : null

/** Per record, the version of its last change that was not a roll-up. */
const lastChangedByHand = async (unit: Unit, object: ModelObject, ids: readonly string[]): Promise<Map<string, number>> => {
  if (ids.length === 0 || ![...object.fields.values()].some((field) => field.type === 'roll_up')) return new Map()
  const rows = await unit.tx.query<{
    record: string
    version: number
  }>(sql`select record, max((payload ->> 'version')::int) as version from fact
    where object = ${object.name} and record = any(${[...ids]}::uuid[]) and payload -> 'roll_up' is null group by record`)
  return new Map(rows.map(({ record, version }) => [record, version]))
}

const changedOnly = (row: Row | undefined, values: Record<string, unknown>): Record<string, unknown> => {
  const changed = Object.fromEntries(Object.entries(values).filter(([name, value]) => !sameValue(row?.[name], value)))
  keepTyped(changed, typedOf(values))
  return changed
}
