import { fieldTypes, isStaffAccountField, type UnitOfWork, surely, traitsOf, type TypeContext } from '@lianke/kernel'
import { type AccessContext, mayReadAny } from '../../../model/access/access-context.ts'
import { fieldAnswer } from '../../../model/access/field-access.ts'
import type { Model, ModelObject } from '../../../model/model/model.ts'
import { asIndexed, leadsIndex } from '../../../store/schema/object-indexes.ts'
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
       cross join lateral (select ${ids} from ${table} as t where ${asIndexed(object, 't', name)} = w.text and t.deleted_at is null) as f where f.ids is not null`
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

/** What a target's texts were found to name: no id, one, or several. */
type Found = Map<string, readonly string[]>
interface Asking {
  readonly access: AccessContext
  readonly types: TypeContext
  readonly source: string | undefined
}

/** Texts as a field keeps them, by what it keeps: `139 0000 0001` is asked for as `+8613900000001`. */
const asKept = (object: ModelObject, name: string, texts: readonly string[], types: TypeContext): Map<string, string[]> => {
  const field = object.fields.get(name)
  const kept = new Map<string, string[]>()
  for (const text of texts) {
    const read = field && fieldTypes[field.type].fromText(text, field.options, types)
    const value = read && 'value' in read && typeof read.value === 'string' ? read.value : text
    kept.set(value, [...(kept.get(value) ?? []), text])
  }
  return kept
}

/** Texts → ids of one target, in one statement per way of naming. What the actor may not see is not there. */
const lookUp = async (
  work: UnitOfWork,
  object: ModelObject,
  by: string,
  texts: readonly string[],
  { access, types, source }: Asking,
): Promise<Found> => {
  const found: Found = new Map()
  const keep = async (rows: readonly { text: string; ids: readonly string[] }[], asked?: ReadonlyMap<string, string[]>) => {
    const seen = await seenOf(work, object, access, [...new Set(rows.flatMap(({ ids }) => ids))])
    for (const { text, ids } of rows) {
      const mine = ids.filter((id) => seen.has(id))
      if (mine.length > 0) for (const said of asked?.get(text) ?? [text]) found.set(said, mine)
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
  for (const text of left()) if (uuid.test(text)) found.set(text, [text])
  for (const name of by === 'source' || by === 'id' ? [] : namesOf(object, by, access)) {
    const wanted = asKept(object, name, left(), types)
    if (wanted.size === 0) break
    await keep(await work.sql<{ text: string; ids: string[] }>(namesakes(object, name), [[...wanted.keys()]]), wanted)
  }
  return found
}

type RecordOf = (pointer: Pointer) => Record<string, unknown> | undefined

/** Of several that are called alike the one that a record names already: so our own export comes back as it went. */
const namedNow = async (
  work: UnitOfWork,
  object: ModelObject,
  pointers: readonly Pointer[],
  recordOf: RecordOf,
): Promise<ReadonlyMap<Pointer, ReadonlySet<string>>> => {
  const known = pointers.filter((pointer) => pointer.part === undefined && typeof recordOf(pointer)?.id === 'string')
  const now = new Map<Pointer, ReadonlySet<string>>()
  for (const [field, some] of Map.groupBy(known, (pointer) => pointer.field)) {
    const many = some[0]?.many === true
    const rows = await work.sql<{ id: string; ids: string[] | null }>(
      `select id::text, ${many ? `${quote(field)}::text[]` : `array[${quote(field)}::text]`} as ids from ${quote(object.table)} where id = any($1::uuid[]) and deleted_at is null`,
      [some.map((pointer) => recordOf(pointer)?.id)],
    )
    const byId = new Map(rows.map(({ id, ids }) => [id, new Set(ids ?? [])]))
    for (const pointer of some) now.set(pointer, byId.get(String(recordOf(pointer)?.id)) ?? new Set())
  }
  return now
}

interface Resolving {
  readonly model: Model
  readonly object: ModelObject
  readonly access: AccessContext
  readonly types: TypeContext
  readonly mapping: Mapping
}

/** Puts ids where texts named records. Whether the actor may see them is judged by the write path, with the same answer as for none. */
export const resolvePointers = async (
  work: UnitOfWork,
  { model, object: owner, access, types, mapping }: Resolving,
  pointers: readonly Pointer[],
  recordOf: RecordOf,
): Promise<CellProblem[]> => {
  const problems: CellProblem[] = []
  for (const group of Map.groupBy(pointers, ({ to, by }) => `${to}\n${by}`).values()) {
    const { to, by } = surely(group[0], 'a group has a first')
    const object = model.objects.get(to)
    const texts = [...new Set(group.map((one) => one.text))]
    const found: Found = object
      ? await lookUp(work, object, by, texts, { access, types, source: mapping.source })
      : new Map<string, readonly string[]>()
    const several = group.filter(({ text }) => (found.get(text)?.length ?? 0) > 1)
    const now = several.length === 0 ? null : await namedNow(work, owner, several, recordOf)
    for (const pointer of group) {
      const { row, field, text, many, part } = pointer
      const all = found.get(text) ?? []
      const fit = all.length > 1 ? all.filter((id) => now?.get(pointer)?.has(id)) : all
      const into = recordOf(pointer)
      const [id] = fit
      if (id && fit.length === 1 && into) into[field] = many ? [...(into[field] as string[]), id] : id
      else
        problems.push({
          row,
          path: part === undefined ? `/${field}` : `/${part}/${field}`,
          code: all.length > 1 ? 'import.name_not_unique' : 'import.name_unknown',
          params: { field, value: text.slice(0, 100) },
        })
    }
  }
  return problems
}
