import type { Connection, Transaction } from '../db/database.ts'
import { ident } from '../db/sql.ts'
import { fieldStorages } from '../../model/field-types/index.ts'
import type { ModelObject } from '../../model/model/model.ts'
import { termsOf } from './search-terms.ts'

interface Entry {
  readonly object: string
  readonly record: string
  readonly title: string
  readonly terms: readonly string[]
}
type SearchKind = 'name' | 'phone' | 'text' | 'code'
const titleMax = 200

/** The fields by which records of an object are found. */
export const searchFields = (object: ModelObject): readonly (readonly [string, SearchKind])[] =>
  [...object.fields].flatMap(([name, field]) => (field.options.search ? [[name, field.options.search] as const] : []))

/** Names of the columns that hold some fields. */
export const valueColumns = (object: ModelObject, names: Iterable<string>): string[] =>
  [...names].flatMap((name) => {
    const field = object.fields.get(name)
    return field ? fieldStorages[field.type].columns(name, field.options).map((column) => column.name) : []
  })
const columnsOf = (object: ModelObject): string => {
  const names = [...searchFields(object).map(([name]) => name), object.definition.title]
  return [...new Set(['id', ...valueColumns(object, names)])].map(ident).join(', ')
}

const valueOf = (object: ModelObject, row: Record<string, unknown>, name: string): unknown => {
  const field = object.fields.get(name)
  return field ? fieldStorages[field.type].fromColumns(row, name, field.options) : null
}

/** The terms by which a row is found; `fields` limits them to some of its searchable fields. */
export const termsOfRow = (object: ModelObject, row: Record<string, unknown>, fields?: ReadonlySet<string>): string[] => [
  ...new Set(
    searchFields(object)
      .filter(([name]) => !fields || fields.has(name))
      .flatMap(([name, kind]) => termsOf(kind, valueOf(object, row, name))),
  ),
]

const entryOf = (object: ModelObject, row: Record<string, unknown>): Entry => {
  const title = valueOf(object, row, object.definition.title)
  return {
    object: object.name,
    record: row.id as string,
    title: (typeof title === 'string' ? title : '').slice(0, titleMax),
    terms: termsOfRow(object, row),
  }
}

const write = `with given as (select * from json_to_recordset($1::json) as g(object text, record uuid, title text, terms text[]))
  insert into search_entry (object, record, title, terms) select object, record, title, array_to_tsvector(terms) from given
  on conflict (object, record) do update set title = excluded.title, terms = excluded.terms, updated_at = excluded.updated_at
  where (search_entry.title, search_entry.terms) is distinct from (excluded.title, excluded.terms)`

/** Brings the entries of these records of one object to what the records say now: two statements per set. */
export const indexRecords = async (tx: Transaction, object: ModelObject, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0 || searchFields(object).length === 0) return
  const rows = await tx.query({
    text: `select ${columnsOf(object)} from ${ident(object.table)} where id = any ($1::uuid[]) and deleted_at is null`,
    values: [ids],
  })
  const alive = new Set(rows.map(({ id }) => id))
  const gone = ids.filter((id) => !alive.has(id))
  if (rows.length > 0) await writeEntries(tx, object, rows)
  if (gone.length > 0)
    await tx.execute({
      text: 'delete from search_entry where object = $1 and record = any ($2::uuid[])',
      values: [object.name, gone],
    })
}

/** The next rows of an object in order of id, for a rebuild. */
export const nextRows = (connection: Connection, object: ModelObject, after: string, limit: number): Promise<{ id: string }[]> =>
  connection.query<{ id: string }>({
    text: `select ${columnsOf(object)} from ${ident(object.table)} where id > $1 and deleted_at is null order by id limit ${limit}`,
    values: [after],
  })

/** Writes entries from rows already read. */
export const writeEntries = (tx: Transaction, object: ModelObject, rows: readonly Record<string, unknown>[]): Promise<number> =>
  tx.execute({ text: write, values: [JSON.stringify(rows.map((row) => entryOf(object, row)))] })
