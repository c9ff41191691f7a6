import { Refusal, type Row, refuse } from '@lianke/kernel'
import { sql } from 'kysely'
import { refuseUsed } from '../definitions/refuse-used.ts'
import type { ModelObject } from '../model/model.ts'
import { refuseBeyondOwn } from './guard-delegation.ts'
import { standingStill, mayStandStill } from '../unit-of-work/standing-still.ts'
import { keepAdministrator } from './keep-administrator.ts'
import { type ChildKind, kindsInUse } from './kinds-of-children.ts'
import { listsLetGo } from './lists-let-go.ts'
import { lockRows } from './lock-rows.ts'
import { moveParts } from './part-rows.ts'
import { recordFact } from './record-facts.ts'
import { logRemoval } from './removal-log.ts'
import { followChange, recomputeWritten } from './follow-change.ts'
import { refuseUnspent } from './refuse-unspent.ts'
import { fromColumns } from './row-codec.ts'
import type { Unit } from './unit.ts'

const childrenMax = 10_000

/** A record on its way out, and the deletion it goes with. */
interface Going {
  readonly row: Row
  readonly removal: string
  readonly root: boolean
  /** Whether something holds it still is to be asked. */
  readonly asks?: boolean
}

/**
 * Deletes softly. Parts go with their whole; a child whose reference says `refuse` holds its parent, `cascade` goes with it, `clear` lets go.
 * All that goes is remembered under one deletion, so that a restore is its inverse.
 */
export const removeSet = async (unit: Unit, object: ModelObject, ids: readonly string[], version?: number): Promise<void> => {
  if (object.whole) return moveParts(unit, object, object.whole, 'remove', ids)
  const { removeBy } = object.definition
  if (removeBy && unit.door === 'generic')
    refuse('record.removed_by_command', { status: 409, params: { object: object.name, command: removeBy } })
  const locked = await lockRows(unit, object, ids, 'delete')
  for (const id of ids) {
    const found = locked.get(id)
    if (!found) throw new Refusal('record.not_found', { status: 404 })
    if (!found.may) refuse('access.denied', { status: 403, params: { object: object.name, action: 'delete' } })
    if (version !== undefined && version !== found.row.version)
      refuse('record.stale_version', {
        status: 409,
        params: { given: version, current: found.row.version },
        extra: { given_version: version, current_version: found.row.version },
      })
  }
  await refuseStill(unit, object, [...locked.values()], null)
  const rows = [...locked.values()].map(({ row }) => row)
  await refuseBeyondOwn(unit, object, () => rows.map((before, index) => ({ index, before, after: null })))
  await removeRows(
    unit,
    object,
    rows.map((row) => ({ row, removal: unit.id(), root: true })),
  )
  await keepAdministrator(unit, object)
}

/** Refuses the whole deletion where something holds one of its records still: it would go, or (`changes`) let go of what goes. */
const refuseStill = async (
  unit: Unit,
  object: ModelObject,
  rows: readonly { readonly row: Row; readonly asks?: boolean }[],
  changes: readonly string[] | null,
): Promise<void> => {
  const asked = rows.flatMap(({ row, asks }) => (asks ? [{ row, changes }] : []))
  for (const fault of (await standingStill(unit, object, asked)).values()) throw fault
}

const markDeleted = (unit: Unit, object: ModelObject, ids: readonly string[]) =>
  unit.tx.execute(
    sql`update ${sql.table(object.table)} set deleted_at = ${unit.now}, updated_at = ${unit.now}, updated_by = ${unit.by}, version = version + 1 where id = any(${[...ids]}::uuid[])`,
  )

/** The kinds of children that a deletion of such records concerns, and how: they go as parts, or by what their reference says. */
const concerned = (unit: Unit, object: ModelObject): (ChildKind & { readonly rule: string })[] =>
  object.children.flatMap(({ object: name, via }) => {
    const child = unit.model.objects.get(name)
    if (!child) return []
    if (child.whole?.object === object.name && child.whole.via === via) return [{ child, via, rule: 'part' }]
    const owned = child.definition.partOf?.object === object.name && child.definition.partOf.reference === via
    const rule = owned ? 'cascade' : child.fields.get(via)?.options.onDelete
    return typeof rule === 'string' ? [{ child, via, rule }] : []
  })

const removeRows = async (unit: Unit, object: ModelObject, going: readonly Going[]): Promise<void> => {
  if (going.length === 0) return
  await refuseUsed(
    unit,
    object,
    going.map(({ row }) => row),
  )
  const parts = new Map<string, Record<string, { deleted: string[] }>>()
  const rows = going.map(({ row }) => row)
  for (const { child, via, rule } of await kindsInUse(unit, concerned(unit, object), rows)) {
    if (rule === 'part') await removeParts(unit, child, child.whole?.part ?? '', going, parts)
    else if (unit.model.ledgers.has(child.name))
      await refuseUnspent(
        unit,
        child,
        via,
        rows.map(({ id }) => id),
      )
    else await letGo(unit, child, via, going, rule)
  }
  await listsLetGo(unit, object, going)
  await markDeleted(
    unit,
    object,
    going.map(({ row }) => row.id),
  )
  await logRemoval(
    unit,
    going.map(({ row, removal, root }) => ({ removal, root, object: object.name, record: row.id })),
  )
  for (const { row } of going)
    unit.facts.push(recordFact('deleted', object, row, { version: (row.version ?? 0) + 1, parts: parts.get(row.id) ?? {} }))
  await followChange(
    unit,
    object,
    going.map(({ row }) => ({ before: row, after: null })),
  )
}

/** Children of records that go, locked, with the deletion each falls under. */
const childrenOf = async (unit: Unit, child: ModelObject, via: string, going: readonly Going[]): Promise<Going[]> => {
  const removals = new Map(going.map(({ row, removal }) => [row.id, removal]))
  const found = await unit.tx.query(
    sql`select *, ${mayStandStill(unit, child)} as ":asks" from ${sql.table(child.table)} where ${sql.ref(via)} = any(${[...removals.keys()]}::uuid[]) and deleted_at is null
      order by id limit ${childrenMax + 1} for update`,
  )
  return found.map((columns) => {
    const row = fromColumns(child, columns) as Row
    return { row, removal: removals.get(String(row[via])) ?? '', root: false, asks: columns[':asks'] === true }
  })
}

/** The lines of wholes that go: told in the whole's own fact. */
const removeParts = async (
  unit: Unit,
  child: ModelObject,
  name: string,
  going: readonly Going[],
  told: Map<string, Record<string, { deleted: string[] }>>,
): Promise<void> => {
  const lines = await childrenOf(unit, child, child.whole?.via ?? '', going)
  if (lines.length === 0) return
  if (lines.length > childrenMax)
    refuse('record.too_many_children', { status: 409, params: { child: child.name, max: childrenMax } })
  await markDeleted(
    unit,
    child,
    lines.map(({ row }) => row.id),
  )
  await logRemoval(
    unit,
    lines.map(({ row, removal }) => ({ removal, object: child.name, record: row.id })),
  )
  for (const [whole, own] of Map.groupBy(lines, ({ row }) => String(row[child.whole?.via ?? ''])))
    told.set(whole, { ...told.get(whole), [name]: { deleted: own.map(({ row }) => row.id) } })
  await followChange(
    unit,
    child,
    lines.map(({ row }) => ({ before: row, after: null })),
  )
}

const letGo = async (unit: Unit, child: ModelObject, via: string, going: readonly Going[], rule: string): Promise<void> => {
  const found = await childrenOf(unit, child, via, going)
  if (found.length === 0) return
  if (rule === 'refuse') refuse('record.has_children', { status: 409, params: { child: child.name } })
  if (found.length > childrenMax)
    refuse('record.too_many_children', { status: 409, params: { child: child.name, max: childrenMax } })
  await refuseStill(unit, child, found, rule === 'cascade' ? null : [via])
  if (rule === 'cascade') return removeRows(unit, child, found)
  const rows = found.map(({ row }) => row)
  unit.tx.send(
    sql`update ${sql.table(child.table)} set ${sql.ref(via)} = null, updated_at = ${unit.now}, updated_by = ${unit.by}, version = version + 1 where id = any(${rows.map((row) => row.id)}::uuid[])`,
  )
  await logRemoval(
    unit,
    found.map(({ row, removal }) => ({ removal, object: child.name, record: row.id, field: via, value: String(row[via]) })),
  )
  for (const row of rows)
    unit.facts.push(
      recordFact('updated', child, row, { before: { [via]: row[via] }, after: { [via]: null }, version: (row.version ?? 0) + 1 }),
    )
  // A roll-up over these children counted them for the record that goes; one by another reference is not concerned.
  await followChange(
    unit,
    child,
    rows.map((before) => ({ before, after: { ...before, [via]: null } })),
  )
  await recomputeWritten(
    unit,
    child,
    rows.map(({ id }) => id),
  )
}
