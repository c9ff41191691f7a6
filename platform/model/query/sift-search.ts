import type { Sql } from '../../store/db/database.ts'
import { ident } from '../../store/db/sql.ts'
import { searchFields, termsOfRow, valueColumns } from '../../store/search/search-entries.ts'
import { meetsNeeds, searchNeeds, searchQuery } from '../../store/search/search-terms.ts'
import type { AccessContext } from '../access/access-context.ts'
import { fieldAnswer } from '../access/field-access.ts'
import type { ModelObject } from '../model/model.ts'

type Ask = (statement: Sql) => Promise<Record<string, unknown>[]>
/** So many of what the index finds are held against the open fields. */
const siftedMax = 1000

/** The searchable fields of an object that somebody may be found by, of all there are. */
export const openToSearch = (access: AccessContext, object: ModelObject) => {
  const all = searchFields(object)
  const open = all.filter(([name]) => {
    const field = object.fields.get(name)
    return field !== undefined && fieldAnswer(access, object, name, field, 'search') === 'open'
  })
  return { open, whole: open.length === all.length }
}

interface Holding {
  readonly ids: readonly string[]
  readonly fields: ReadonlySet<string>
  readonly text: string
  /** Where the company dials. */
  readonly region: string | undefined
}
/** Which of these records hold what is looked for in these fields: the index knows a record by all its fields together. */
export const holding = async (ask: Ask, object: ModelObject, { ids, fields, text, region }: Holding): Promise<Set<string>> => {
  const needs = searchNeeds(text, region)
  if (ids.length === 0 || needs === null) return new Set()
  const columns = ['id', ...valueColumns(object, fields)].map(ident).join(', ')
  const rows = await ask({ text: `select ${columns} from ${ident(object.table)} where id = any ($1::uuid[])`, values: [ids] })
  return new Set(rows.flatMap((row) => (meetsNeeds(needs, termsOfRow(object, row, fields)) ? [String(row.id)] : [])))
}

/** For whom a searchable field is closed: ids that the index finds by the open ones. Undefined: the index may be asked as it is. */
export const siftSearch = async (
  ask: Ask,
  { access, region }: { readonly access: AccessContext; readonly region: string | undefined },
  object: ModelObject,
  text: string | undefined,
): Promise<readonly string[] | undefined> => {
  const needs = text?.trim() ? searchNeeds(text, region) : null
  if (needs === null || text === undefined) return undefined
  const { open, whole } = openToSearch(access, object)
  if (whole || open.length === 0) return undefined
  const found = await ask({
    text: `select record from search_entry where object = $1 and terms @@ $2::tsquery limit ${siftedMax}`,
    values: [object.name, searchQuery(needs)],
  })
  const ids = found.map(({ record }) => String(record))
  return [...(await holding(ask, object, { ids, fields: new Set(open.map(([name]) => name)), text, region }))]
}
