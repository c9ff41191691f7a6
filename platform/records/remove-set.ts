import { Refusal, type Row, refuse } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import { recordFact } from './record-facts.ts'
import { refreshRollUps } from './roll-up.ts'
import { fromColumns } from './row-codec.ts'
import type { Unit } from './unit.ts'
import { lockRows } from './update-set.ts'

const childrenMax = 10_000

/** Deletes softly. Parts go with their whole; a child whose reference says `refuse` holds its parent; `clear` lets go. */
export const removeSet = async (unit: Unit, object: ModelObject, ids: readonly string[], version?: number): Promise<void> => {
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
  await removeRows(
    unit,
    object,
    [...locked.values()].map(({ row }) => row),
  )
}

const removeRows = async (unit: Unit, object: ModelObject, rows: readonly Row[]): Promise<void> => {
  if (rows.length === 0) return
  const ids = rows.map((row) => row.id)
  for (const { object: name, via } of object.children) {
    const child = unit.model.objects.get(name)
    if (!child) continue
    const isPart = child.definition.partOf?.object === object.name && child.definition.partOf.reference === via
    const rule = isPart ? 'cascade' : (child.fields.get(via)?.options.onDelete as string | undefined)
    if (rule) await letGo(unit, child, via, ids, rule)
  }
  await unit.tx.execute(
    sql`update ${sql.table(object.table)} set deleted_at = ${unit.now}, updated_at = ${unit.now}, updated_by = ${unit.by}, version = version + 1 where id = any(${ids}::uuid[])`,
  )
  for (const row of rows) unit.facts.push(recordFact('deleted', object, row, { version: (row.version ?? 0) + 1 }))
  await refreshRollUps(unit, object, rows)
}

const letGo = async (unit: Unit, child: ModelObject, via: string, ids: readonly string[], rule: string): Promise<void> => {
  const table = sql.table(child.table)
  const found = await unit.tx.query(
    sql`select * from ${table} where ${sql.ref(via)} = any(${ids}::uuid[]) and deleted_at is null order by id limit ${childrenMax + 1} for update`,
  )
  if (found.length === 0) return
  if (rule === 'refuse') refuse('record.has_children', { status: 409, params: { child: child.name } })
  if (found.length > childrenMax)
    refuse('record.too_many_children', { status: 409, params: { child: child.name, max: childrenMax } })
  const rows = found.map((row) => fromColumns(child, row) as Row)
  if (rule === 'cascade') return removeRows(unit, child, rows)
  await unit.tx.execute(
    sql`update ${table} set ${sql.ref(via)} = null, updated_at = ${unit.now}, updated_by = ${unit.by}, version = version + 1 where id = any(${rows.map((row) => row.id)}::uuid[])`,
  )
  for (const row of rows)
    unit.facts.push(
      recordFact('updated', child, row, { before: { [via]: row[via] }, after: { [via]: null }, version: (row.version ?? 0) + 1 }),
    )
}

/** Brings back what was deleted softly, with the parts that went with it. A unique key taken meanwhile is refused by name. */
export const restoreRecord = async (unit: Unit, object: ModelObject, id: string): Promise<Row> => {
  const found = (await lockRows(unit, object, [id], 'delete', true)).get(id)
  if (!found) throw new Refusal('record.not_found', { status: 404 })
  if (!found.may) refuse('access.denied', { status: 403, params: { object: object.name, action: 'delete' } })
  const { row } = found
  const version = (row.version ?? 0) + 1
  try {
    await unit.tx.execute(
      sql`update ${sql.table(object.table)} set deleted_at = null, updated_at = ${unit.now}, updated_by = ${unit.by}, version = ${version} where id = ${id}::uuid`,
    )
  } catch (error) {
    if ((error as { code?: string }).code === '23505')
      refuse('record.restore_conflict', { status: 409, params: { object: object.name } })
    throw error
  }
  unit.facts.push(recordFact('restored', object, row, { version }))
  for (const { object: name, via } of object.children) {
    const child = unit.model.objects.get(name)
    if (child?.definition.partOf?.reference !== via || child.definition.partOf.object !== object.name) continue
    const parts =
      await unit.tx.query(sql`update ${sql.table(child.table)} set deleted_at = null, version = version + 1, updated_at = ${unit.now}
      where ${sql.ref(via)} = ${id}::uuid and deleted_at = ${row.deleted_at as string}::timestamptz returning *`)
    for (const part of parts)
      unit.facts.push(recordFact('restored', child, fromColumns(child, part), { version: part.version as number }))
    await refreshRollUps(
      unit,
      child,
      parts.map((part) => fromColumns(child, part) as Row),
    )
  }
  await refreshRollUps(unit, object, [row])
  return { ...row, deleted_at: null, version, updated_at: unit.now }
}
