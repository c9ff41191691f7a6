import { type RawBuilder, sql } from 'kysely'
import { ident } from '../../store/db/sql.ts'
import { fieldStorages } from '../field-types/index.ts'
import type { ModelObject } from '../model/model.ts'
import { commonField } from '../query/common-fields.ts'

const typesKept = new WeakMap<ModelObject, ReadonlyMap<string, string>>()

/** PostgreSQL type of every column of an object's table. */
const typesOf = (object: ModelObject): ReadonlyMap<string, string> => {
  const known = typesKept.get(object)
  if (known) return known
  const types = new Map([
    ['id', 'uuid'],
    ['version', 'integer'],
  ])
  for (const name of ['owner', 'created_by', 'created_at', 'updated_by', 'updated_at', 'deleted_at']) {
    const field = commonField(name)
    for (const column of field ? fieldStorages[field.type].columns(name, field.options) : []) types.set(column.name, column.type)
  }
  for (const [name, field] of object.fields)
    for (const column of fieldStorages[field.type].columns(name, field.options)) types.set(column.name, column.type)
  typesKept.set(object, types)
  return types
}

export const columnType = (object: ModelObject, column: string): string => typesOf(object).get(column) ?? 'text'

/**
 * Rows of columns as a relation: sent as one JSON text and typed column by column, so that a set is one parameter and one plan.
 * Only the columns in use are named: reading a row as the whole table's type costs a fifth more. They are written out as text: a node of
 * the query builder for each of sixty columns costs more than the rest of a single write.
 */
export const rowSet = (
  object: ModelObject,
  columns: readonly string[],
  rows: readonly Record<string, unknown>[],
): RawBuilder<unknown> => {
  const typed = columns.map((column) => `${ident(column)} ${columnType(object, column)}`).join(', ')
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as x(${sql.raw(typed)})`
}
