import type { Room } from '@lianke/kernel'
import type { Model, ModelObject } from '../../model/model.ts'
import type { CellProblem, Pointer } from './read-rows.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const staffNames = ['email', 'wecom_userid', 'employee_number', 'name']

/** Fields by which a record may be called: the one asked for, else unique ones and the title. */
const namesOf = (object: ModelObject, by: string): string[] => {
  if (by && by !== 'source' && by !== 'id') return object.fields.has(by) ? [by] : []
  if (object.name === 'organisation.staff') return staffNames.filter((name) => object.fields.has(name))
  const unique = [...object.fields]
    .filter(([, field]) => field.options.unique && ['text', 'email', 'phone', 'auto_number'].includes(field.type))
    .map(([name]) => name)
  const title = object.fields.get(object.definition.title)
  return [...new Set([...unique, ...(title && ['text', 'auto_number'].includes(title.type) ? [object.definition.title] : [])])]
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Texts → ids of one target, in one statement per way of naming. Null: several records bear this name. */
const lookUp = async (
  room: Room,
  object: ModelObject,
  by: string,
  texts: readonly string[],
  source: string | undefined,
): Promise<Map<string, string | null>> => {
  const found = new Map<string, string | null>()
  const left = () => texts.filter((text) => !found.has(text))
  if (source && (by === 'source' || by === '')) {
    const rows = await room.sql<{ text: string; id: string }>(
      `select s.source_id as text, s.record_id as id from record_source s join ${quote(object.table)} t on t.id = s.record_id and t.deleted_at is null
       where s.object = $1 and s.source = $2 and s.source_id = any($3::text[])`,
      [object.name, source, texts],
    )
    for (const { text, id } of rows) found.set(text, id)
  }
  for (const text of left()) if (uuid.test(text)) found.set(text, text)
  for (const name of by === 'source' || by === 'id' ? [] : namesOf(object, by)) {
    const wanted = left()
    if (wanted.length === 0) break
    const rows = await room.sql<{ text: string; id: string; n: number }>(
      `select ${quote(name)} as text, min(id::text) as id, count(*)::int as n from ${quote(object.table)} where ${quote(name)} = any($1::text[]) and deleted_at is null group by 1`,
      [wanted],
    )
    for (const { text, id, n } of rows) found.set(text, n === 1 ? id : null)
  }
  return found
}

/** Puts ids where texts named records. Whether the actor may see them is judged by the write path, with the same answer as for none. */
export const resolvePointers = async (
  room: Room,
  model: Model,
  pointers: readonly Pointer[],
  values: ReadonlyMap<number, Record<string, unknown>>,
  source: string | undefined,
): Promise<CellProblem[]> => {
  const groups = new Map<string, Pointer[]>()
  for (const pointer of pointers) {
    const key = `${pointer.to}\n${pointer.by}`
    groups.set(key, [...(groups.get(key) ?? []), pointer])
  }
  const problems: CellProblem[] = []
  for (const group of groups.values()) {
    const { to, by } = group[0] as Pointer
    const object = model.objects.get(to)
    const found = object
      ? await lookUp(room, object, by, [...new Set(group.map((one) => one.text))], source)
      : new Map<string, string | null>()
    for (const { row, field, text, many } of group) {
      const id = found.get(text)
      const into = values.get(row)
      if (id && into) into[field] = many ? [...(into[field] as string[]), id] : id
      else
        problems.push({
          row,
          path: `/${field}`,
          code: id === null ? 'import.name_not_unique' : 'import.name_unknown',
          params: { field, value: text.slice(0, 100) },
        })
    }
  }
  return problems
}
