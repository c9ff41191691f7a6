import { check } from '@lianke/kernel'
import { ident, literal } from '../db/sql.ts'
import type { Model } from '../../model/model/model.ts'
import type { Index } from './object-indexes.ts'
import { commonColumnDdl, type TableShape, tableShape } from './shape.ts'

/** By this comment a table is known as an object's, among those of engines and the platform. */
export const objectComment = (object: string): string => `object ${object}`

/** `create table` with the comment that names its object. */
export const createTable = ({ object, table, columns }: TableShape): string => {
  const lines = [...columns].map(([name, type]) => `  ${ident(name)} ${type} ${commonColumnDdl.get(name)?.[1] ?? ''}`.trimEnd())
  return `create table ${ident(table)} (\n${lines.join(',\n')}\n);\ncomment on table ${ident(table)} is ${literal(objectComment(object))};`
}

/** `create index`; concurrently it must stand alone and outside a transaction. */
export const createIndex = (table: string, { name, unique, body }: Index, concurrently = false): string =>
  `create ${unique ? 'unique ' : ''}index ${concurrently ? 'concurrently ' : ''}${ident(name)} on ${ident(table)} ${body};`

/** The statements that make one object's table and its indexes. */
export const tableDdl = (model: Model, object: string): string => {
  const found = model.objects.get(object)
  check(found, `object ${object} is in the model`)
  return shapeDdl(tableShape(found))
}

/** The same from the shape. */
export const shapeDdl = (shape: TableShape): string =>
  [createTable(shape), ...shape.indexes.map((index) => createIndex(shape.table, index))].join('\n')
