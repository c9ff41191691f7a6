import type { FieldProblem } from '@lianke/kernel'
import { sql } from 'kysely'
import { fileFields, fileRights } from './file-holders.ts'
import type { ModelObject } from '../model/model.ts'
import { queryContext, type Unit } from './unit.ts'

type Values = Readonly<Record<string, unknown>>
const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [])

/** Who puts a file on a record must be able to open it; else somebody's file would open itself by being named. Answers problems by row. */
export const checkFiles = async (
  unit: Unit,
  object: ModelObject,
  rows: readonly Values[],
  before: (index: number) => Values | undefined = () => undefined,
): Promise<Map<number, FieldProblem[]>> => {
  const fields = unit.access.system ? [] : fileFields(object)
  const uses = rows.flatMap((row, index) =>
    fields.flatMap((name) => {
      const had = new Set(idsIn(before(index)?.[name]))
      return idsIn(row[name]).flatMap((file) => (had.has(file) ? [] : [{ index, name, file }]))
    }),
  )
  const problems = new Map<number, FieldProblem[]>()
  if (uses.length === 0) return problems
  const { open } = await fileRights({
    context: queryContext(unit),
    query: (statement) => unit.tx.query(statement),
    files: uses.map(({ file }) => file),
  })
  for (const { index, name, file } of uses)
    if (!open.has(file))
      problems.set(index, [
        ...(problems.get(index) ?? []),
        { path: `/${name}`, code: 'field.file_not_found', params: { field: name, id: file } },
      ])
  return problems
}

/** Notes which records hold which files, one statement per set. */
export const holdFiles = async (unit: Unit, object: ModelObject, rows: readonly (Values & { id: string })[]): Promise<void> => {
  const held = fileFields(object).flatMap((field) =>
    rows.flatMap((row) => idsIn(row[field]).map((file) => ({ file, record: row.id, field }))),
  )
  if (held.length === 0) return
  unit.tx.send(sql`insert into file_holder (file, object, record, field)
    select h.file, ${object.name}, h.record, h.field from json_to_recordset(${JSON.stringify(held)}::json) as h(file uuid, record uuid, field text) on conflict do nothing`)
}
