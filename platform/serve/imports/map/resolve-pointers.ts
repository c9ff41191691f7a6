import { isStaffAccountField, type UnitOfWork, surely, traitsOf } from '@lianke/kernel'
import { type AccessContext, mayReadAny } from '../../../model/access/access-context.ts'
import { fieldAnswer } from '../../../model/access/field-access.ts'
import type { Model, ModelObject } from '../../../model/model/model.ts'
import { leadsIndex } from '../../../store/schema/object-indexes.ts'
import type { Mapping } from './mapping.ts'
import type { CellProblem, Pointer } from './read-rows.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** What staff are called by, the surest first. */
const staffNamesOf = ({ fields }: ModelObject): string[] => [
  'email',
  ...[...fields.keys()].filter(isStaffAccountField),
  'employee_number',
  'name',
]

/** Fields by which a record may be called: the one asked for, else unique ones and the title; never one that is closed to the actor. */
const namesOf = (object: ModelObject, by: string, access: AccessContext): string[] =>
  candidatesOf(object, by).filter((name) => {
    const field = object.fields.get(name)
    return field !== undefined && fieldAnswer(access, object, name, field, 'key') === 'open'
  })
const candidatesOf = (object: ModelObject, by: string): string[] => {
  if (by && by !== 'source' && by !== 'id') return object.fields.has(by) ? [by] : []
  if (object.name === 'organisation.staff') return staffNamesOf(object).filter((name) => object.fields.has(name))
  const unique = [...object.fields]
    .filter(([, field]) => field.options.unique && traitsOf(field).key === 'text')
    .map(([name]) => name)
  const title = object.fields.get(object.definition.title)
  return [...new Set([...unique, ...(title && traitsOf(title).key === 'text' ? [object.definition.title] : [])])]
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

const namesakesMax = 50
const pageMax = 200

/** Which records bear these texts in a field: by its index where it has one, else by one look at all. */
const namesakes = (object: ModelObject, name: string): string => {
  const [table, column] = [quote(object.table), quote(name)]
  const ids = `(array_agg(id::text order by id))[1:${namesakesMax}] as ids`
  return leadsIndex(object, name)
    ? `select w.text, f.ids from unnest($1::text[]) as w (text)
       cross join lateral (select ${ids} from ${table} as t where t.${column} = w.text and t.deleted_at is null) as f where f.ids is not null`
    : `select ${column} as text, ${ids} from ${table} where ${column} = any($1::text[]) and deleted_at is null group by 1`
}

/** Those of some records that the actor may see, by pages of a list. */
const seenOf = async (
  work: UnitOfWork,
  object: ModelObject,
  access: AccessContext,
  ids: readonly string[],
): Promise<Set<string>> => {
  if (access.system) return new Set(ids)
  const seen = new Set<string>()
  if (!mayReadAny(access, object)) return seen
  for (let at = 0; at < ids.length; at += pageMax) {
    const filter = { field: 'id', op: 'in' as const, value: ids.slice(at, at + pageMax) }
    for (const { id } of (await work.records.list(object.name, { filter, fields: ['id'], limit: pageMax })).data) seen.add(id)
  }
  return seen
}

/** Texts → ids of one target, in one statement per way of naming. Null: several records bear this name. What the actor may not see is not there. */
const lookUp = async (
  work: UnitOfWork,
  object: ModelObject,
  by: string,
  texts: readonly string[],
  { access, source }: { readonly access: AccessContext; readonly source: string | undefined },
): Promise<Map<string, string | null>> => {
  const found = new Map<string, string | null>()
  const keep = async (rows: readonly { text: string; ids: readonly string[] }[]) => {
    const seen = await seenOf(work, object, access, [...new Set(rows.flatMap(({ ids }) => ids))])
    for (const { text, ids } of rows) {
      const mine = ids.filter((id) => seen.has(id))
      if (mine.length > 0) found.set(text, mine.length === 1 ? (mine[0] as string) : null)
    }
  }
  const left = () => texts.filter((text) => !found.has(text))
  if (source && (by === 'source' || by === '')) {
    const rows = await work.sql<{ text: string; ids: string[] }>(
      `select s.source_id as text, array[s.record_id::text] as ids from record_source s join ${quote(object.table)} t on t.id = s.record_id and t.deleted_at is null
       where s.object = $1 and s.source = $2 and s.source_id = any($3::text[])`,
      [object.name, source, texts],
    )
    await keep(rows)
  }
  for (const text of left()) if (uuid.test(text)) found.set(text, text)
  for (const name of by === 'source' || by === 'id' ? [] : namesOf(object, by, access)) {
    const wanted = left()
    if (wanted.length === 0) break
    await keep(await work.sql<{ text: string; ids: string[] }>(namesakes(object, name), [wanted]))
  }
  return found
}

/** Puts ids where texts named records. Whether the actor may see them is judged by the write path, with the same answer as for none. */
export const resolvePointers = async (
  work: UnitOfWork,
  { model, access, mapping }: { readonly model: Model; readonly access: AccessContext; readonly mapping: Mapping },
  pointers: readonly Pointer[],
  recordOf: (pointer: Pointer) => Record<string, unknown> | undefined,
): Promise<CellProblem[]> => {
  const groups = Map.groupBy(pointers, ({ to, by }) => `${to}\n${by}`)
  const problems: CellProblem[] = []
  for (const group of groups.values()) {
    const { to, by } = surely(group[0], 'a group has a first')
    const object = model.objects.get(to)
    const found = object
      ? await lookUp(work, object, by, [...new Set(group.map((one) => one.text))], { access, source: mapping.source })
      : new Map<string, string | null>()
    for (const pointer of group) {
      const { row, field, text, many, part } = pointer
      const id = found.get(text)
      const into = recordOf(pointer)
      if (id && into) into[field] = many ? [...(into[field] as string[]), id] : id
      else
        problems.push({
          row,
          path: part === undefined ? `/${field}` : `/${part}/${field}`,
          code: id === null ? 'import.name_not_unique' : 'import.name_unknown',
          params: { field, value: text.slice(0, 100) },
        })
    }
  }
  return problems
}
