import { sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import { takeNumbers } from './auto-number.ts'
import { holdFiles } from './hold-files.ts'
import type { PartWrites } from './part-changes.ts'
import { logRemoval } from './removal-log.ts'
import type { Touched } from './far-readers.ts'
import { followChange } from './follow-change.ts'
import { sealRows } from './seal.ts'
import type { Unit } from './unit.ts'
import { insertRows, updateRows } from './write-rows.ts'

/** Writes the lines of a whole set of wholes: one statement for what is new, one per set of changed fields, one for what goes. The fact is the whole's. */
export const writeParts = async (unit: Unit, child: ModelObject, all: readonly PartWrites[]): Promise<void> => {
  const created = all.flatMap((writes) => writes.created)
  const updated = [
    ...all.flatMap((writes) => writes.updated.map(({ before, changes }) => ({ row: before, changes }))),
    ...all.flatMap((writes) =>
      writes.restored.map(({ before, after }) => ({
        row: before,
        changes: { deleted_at: null, ...Object.fromEntries([...child.fields.keys()].map((name) => [name, after[name] ?? null])) },
      })),
    ),
  ]
  const deleted = all.flatMap((writes) => writes.deleted)
  if (deleted.length > 0) {
    unit.tx.send(
      sql`update ${sql.table(child.table)} set deleted_at = ${unit.now}, updated_at = ${unit.now}, updated_by = ${unit.by}, version = version + 1 where id = any(${deleted.map(({ id }) => id)}::uuid[])`,
    )
    await logRemoval(
      unit,
      deleted.map((row) => ({ removal: unit.id(), object: child.name, record: row.id })),
    )
  }
  const changes = await sealRows(
    unit,
    child,
    updated.map((write) => write.changes),
  )
  await updateRows(
    unit,
    child,
    updated.map(({ row }, index) => ({ id: row.id, version: (row.version ?? 0) + 1, changes: changes[index] ?? {} })),
  )
  if (created.length > 0) {
    await takeNumbers(unit, child, created)
    await insertRows(unit, child, await sealRows(unit, child, created))
  }
  await holdFiles(unit, child, [...created, ...updated.map(({ row, changes }) => ({ ...changes, id: row.id }))])
  const touched: Touched[] = [
    ...created.map((after) => ({ before: null, after })),
    ...deleted.map((before) => ({ before, after: null })),
    ...all.flatMap((writes) => writes.updated),
    ...all.flatMap((writes) => writes.restored.map(({ before, after }) => ({ before, after: { ...after, deleted_at: null } }))),
  ]
  await followChange(unit, child, touched)
}
