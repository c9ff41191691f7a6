import { linkOf, type NotRestored, Refusal, refuse, type Row } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import { refuseBeyondOwn } from './guard-delegation.ts'
import type { Touched } from './far-readers.ts'
import { isPlace, listsTakeBack } from './lists-let-go.ts'
import { lockRows } from './lock-rows.ts'
import { moveParts } from './part-rows.ts'
import { recordFact } from './record-facts.ts'
import { followChange, recomputeWritten } from './follow-change.ts'
import { fromColumns } from './row-codec.ts'
import { openOwn } from './seal.ts'
import type { Unit } from './unit.ts'

type Restored = Row & { not_restored?: readonly NotRestored[] }

interface Entry {
  readonly object: string
  readonly record: string
  readonly field: string
  readonly value: string | null
}

const cameBack = (rows: readonly Row[]): Touched[] => rows.map((after) => ({ before: null, after }))
const isUnique = (error: unknown): boolean => (error as { code?: string }).code === '23505'

/**
 * The inverse of a deletion: the record and all that went with it come back in one act: parts, children, cleared references. A unique key of
 * the record itself that is taken meanwhile refuses the whole; of something that went with it, it is named among what did not come back.
 */
export const restoreRecord = async (unit: Unit, object: ModelObject, id: string): Promise<Restored> => {
  if (object.whole) {
    await moveParts(unit, object, object.whole, 'restore', [id])
    const [row] = await unit.tx.query(sql`select * from ${sql.table(object.table)} where id = ${id}::uuid`)
    const [line] = row ? await openOwn(unit, object, [fromColumns(object, row) as Row]) : []
    return line ?? refuse('record.not_found', { status: 404 })
  }
  const found = (await lockRows(unit, object, [id], 'delete', true)).get(id)
  if (!found) throw new Refusal('record.not_found', { status: 404 })
  if (!found.may) refuse('access.denied', { status: 403, params: { object: object.name, action: 'delete' } })
  const { row: gone } = found
  await refuseBeyondOwn(unit, object, () => [{ index: 0, before: null, after: gone }])
  await refuseOrphan(unit, object, found.row)
  const entries = await wentWith(unit, object, found.row)
  const back = await revive(unit, object, [id], true)
  const row = back.rows[0] ?? refuse('record.restore_conflict', { status: 409, params: { object: object.name } })
  const lost: NotRestored[] = []
  const byObject = Map.groupBy(
    entries.filter(({ field }) => field === ''),
    (entry) => entry.object,
  )
  const wholes: { object: ModelObject; rows: readonly Row[] }[] = [{ object, rows: [row] }]
  const parts = new Map<string, Record<string, { restored: string[] }>>()
  for (const child of inOrder(unit, object, byObject)) {
    const ids = byObject.get(child.name)?.map(({ record }) => record) ?? []
    const revived = await revive(unit, child, ids, false)
    lost.push(...revived.taken.map((record) => ({ object: child.name, id: record, reason: 'key_taken' as const })))
    if (!child.whole) wholes.push({ object: child, rows: revived.rows })
    else
      for (const [whole, lines] of Map.groupBy(revived.rows, (line) => String(line[child.whole?.via ?? ''])))
        parts.set(whole, { ...parts.get(whole), [child.whole.part]: { restored: lines.map((line) => line.id) } })
    if (child.whole) await followChange(unit, child, cameBack(revived.rows))
  }
  for (const { object: one, rows } of wholes) {
    for (const each of rows)
      unit.facts.push(recordFact('restored', one, each, { version: each.version ?? 1, parts: parts.get(each.id) ?? {} }))
    await followChange(unit, one, cameBack(rows))
  }
  lost.push(...(await bindAgain(unit, entries)))
  await listsTakeBack(
    unit,
    entries.filter(({ field }) => isPlace(field)),
  )
  await unit.tx.execute(sql`delete from record_removal where removal in
    (select removal from record_removal where object = ${object.name} and record = ${id}::uuid and field = '')`)
  return lost.length > 0 ? { ...row, not_restored: lost } : row
}

/** A record that fell with another comes back with it, or not before it: what it must point to has to stand. */
const refuseOrphan = async (unit: Unit, object: ModelObject, row: Row): Promise<void> => {
  for (const [name, field] of object.fields) {
    const to = unit.model.objects.get(linkOf(field) ?? '')
    if (
      !to ||
      typeof row[name] !== 'string' ||
      (field.options.onDelete !== 'cascade' && object.definition.partOf?.reference !== name)
    )
      continue
    const [gone] = await unit.tx.query(
      sql`select 1 from ${sql.table(to.table)} where id = ${row[name]}::uuid and deleted_at is not null for share`,
    )
    if (gone)
      refuse('record.restore_parent_first', { status: 409, params: { object: object.name, parent: to.name, field: name } })
  }
}

/** What the record's deletion took along. Deletions older than their log: the owned records that went at the same moment. */
const wentWith = async (unit: Unit, object: ModelObject, row: Row): Promise<readonly Entry[]> => {
  const [root] = await unit.tx.query<{ removal: string }>(sql`select removal from record_removal
    where object = ${object.name} and record = ${row.id}::uuid and field = '' order by removed_at desc limit 1`)
  if (root)
    return unit.tx.query<Entry & Record<string, unknown>>(sql`select object, record, field, value from record_removal
      where removal = ${root.removal}::uuid and not (object = ${object.name} and record = ${row.id}::uuid and field = '') order by object, record`)
  const entries: Entry[] = []
  for (const { object: name, via } of object.children) {
    const child = unit.model.objects.get(name)
    if (!child || child.definition.partOf?.object !== object.name || child.definition.partOf.reference !== via) continue
    const found = await unit.tx.query<{ id: string }>(
      sql`select id from ${sql.table(child.table)} where ${sql.ref(via)} = ${row.id}::uuid and deleted_at = ${String(row.deleted_at)}::timestamptz`,
    )
    entries.push(...found.map(({ id }) => ({ object: name, record: id, field: '', value: null })))
  }
  return entries
}

/** Objects of what comes back, those that others hang on first. */
const inOrder = (unit: Unit, root: ModelObject, byObject: ReadonlyMap<string, unknown>): readonly ModelObject[] => {
  const found: ModelObject[] = []
  const visit = (object: ModelObject, seen: ReadonlySet<string>): void => {
    for (const { object: name } of object.children) {
      const child = unit.model.objects.get(name)
      if (!child || seen.has(name) || found.includes(child)) continue
      if (byObject.has(name)) found.push(child)
      visit(child, new Set([...seen, name]))
    }
  }
  visit(root, new Set())
  if (byObject.has(root.name)) found.unshift(root)
  return found
}

interface Revived {
  readonly rows: readonly Row[]
  /** Those whose unique key another record has by now. */
  readonly taken: readonly string[]
}

/** Brings rows back; when a key is taken, one by one over halves, so that only those that cannot come stay away. */
const revive = async (unit: Unit, object: ModelObject, ids: readonly string[], whole: boolean): Promise<Revived> => {
  if (ids.length === 0) return { rows: [], taken: [] }
  const revival = sql`update ${sql.table(object.table)} set deleted_at = null, updated_at = ${unit.now},
    updated_by = ${unit.by}, version = version + 1 where id = any(${[...ids]}::uuid[]) and deleted_at is not null returning *`
  try {
    const rows = await unit.tx.attempt(() => unit.tx.query(revival))
    const back = rows.map((columns) => fromColumns(object, columns) as Row)
    return { rows: await openOwn(unit, object, back), taken: [] }
  } catch (error) {
    if (!isUnique(error)) throw error
    if (whole) return { rows: [], taken: ids }
    if (ids.length === 1) return { rows: [], taken: ids }
    const half = Math.ceil(ids.length / 2)
    const [left, right] = [
      await revive(unit, object, ids.slice(0, half), false),
      await revive(unit, object, ids.slice(half), false),
    ]
    return { rows: [...left.rows, ...right.rows], taken: [...left.taken, ...right.taken] }
  }
}

/** References that were cleared point back again, unless somebody pointed them elsewhere meanwhile: one statement per object and field. */
const bindAgain = async (unit: Unit, entries: readonly Entry[]): Promise<NotRestored[]> => {
  const lost: NotRestored[] = []
  const cleared = Map.groupBy(
    entries.filter(({ field }) => field !== '' && !isPlace(field)),
    ({ object, field }) => `${object} ${field}`,
  )
  for (const own of cleared.values()) {
    const [{ object: name, field } = { object: '', field: '' }] = own
    const object = unit.model.objects.get(name)
    if (!object?.fields.has(field)) continue
    const rows =
      await unit.tx.query(sql`update ${sql.table(object.table)} as t set ${sql.ref(field)} = x.value, updated_at = ${unit.now},
      updated_by = ${unit.by}, version = version + 1
      from json_to_recordset(${JSON.stringify(own)}::json) as x(record uuid, value uuid)
      where t.id = x.record and t.${sql.ref(field)} is null returning t.*`)
    const bound = rows.map((columns) => fromColumns(object, columns) as Row)
    // One that is deleted itself by now points back too, and comes back so.
    for (const row of bound.filter(({ deleted_at }) => deleted_at === null))
      unit.facts.push(
        recordFact('updated', object, row, {
          before: { [field]: null },
          after: { [field]: row[field] },
          version: row.version ?? 1,
        }),
      )
    await followChange(
      unit,
      object,
      bound.map((after) => ({ before: { ...after, [field]: null }, after })),
    )
    const ids = new Set(bound.map(({ id }) => id))
    await recomputeWritten(unit, object, [...ids])
    lost.push(
      ...own
        .filter(({ record }) => !ids.has(record))
        .map(({ record }) => ({ object: name, id: record, reason: 'changed_meanwhile' as const })),
    )
  }
  return lost
}
