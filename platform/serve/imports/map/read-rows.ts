import { type Field, fieldTypes, refuse, splitList, targetOf, traitsOf, type TypeContext } from '@lianke/kernel'
import { bareCell } from '../../../store/files/csv-line.rule.ts'
import type { Model, ModelObject } from '../../../model/model/model.ts'
import { commonField } from '../../../model/query/common-fields.ts'
import { bare, ReadValue } from '../../../model/records/read-value.ts'
import type { ColumnMap, Mapping } from './mapping.ts'
import { mappedField } from './part-fields.ts'

export interface CellProblem {
  readonly row: number
  readonly path: string
  readonly code: string
  readonly params: Record<string, unknown>
}
/** A text that names a record; resolved for the whole block at once. */
export interface Pointer {
  readonly row: number
  /** The part whose line it is of. */
  readonly part?: string
  readonly field: string
  readonly to: string
  readonly by: string
  readonly text: string
  readonly many: boolean
}
export interface ReadRows {
  /** By index in the block; blank rows are absent. */
  readonly values: ReadonlyMap<number, Record<string, unknown>>
  /** What a row says of a line of each part, by the part's name. */
  readonly lines: ReadonlyMap<number, ReadonlyMap<string, Record<string, unknown>>>
  readonly pointers: readonly Pointer[]
  readonly problems: readonly CellProblem[]
}

/** What cells told beside their values. */
interface Told {
  readonly pointers: Pointer[]
  readonly problems: CellProblem[]
}
interface Reader {
  readonly column: number
  readonly field: string
  readonly part?: string
  readonly read: (text: string, row: number, into: Record<string, unknown>, out: Told) => void
}

/** A comma belongs to a name as often as not. */
const betweenNames = /[;；|、]/
const pointing =
  (map: ColumnMap, field: Field, to: string): Reader['read'] =>
  (text, row, into, out) => {
    const many = traitsOf(field).many === true
    for (const one of many ? splitList(text, betweenNames) : [text]) {
      out.pointers.push({ row, field: map.field, to, by: map.by ?? '', text: one, many })
    }
    into[map.field] = many ? [] : null
  }

const rememberedMax = 500
const givenUpBelow = 0.5
/** Cells of a column mostly say the same few things: a stage, a shop, a day. What was read of a text is kept, unless most texts are new. */
const remembering = <T>(read: (text: string) => T): ((text: string) => T) => {
  const kept = new Map<string, T>()
  let [asked, met] = [0, 0]
  return (text) => {
    if (asked > rememberedMax * 2 && met < asked * givenUpBelow) return read(text)
    asked += 1
    const known = kept.get(text)
    if (known !== undefined) {
      met += 1
      return known
    }
    const value = read(text)
    if (kept.size < rememberedMax) kept.set(text, value)
    return value
  }
}

const readerOf = (object: ModelObject, map: ColumnMap, types: TypeContext): Reader => {
  const { column } = map
  const [name = '', part] = map.field.split('.')
  if (name === 'source_id' || name === 'id')
    return {
      column,
      field: name,
      read: (text, _row, into) => {
        into[name] = text
      },
    }
  const field = object.fields.get(name) ?? commonField(name)
  if (!field || !fieldTypes[field.type].writable) refuse('import.unknown_field', { params: { field: map.field } })
  if (part !== undefined) {
    if (!Object.hasOwn(traitsOf(field).parts ?? {}, part)) refuse('import.unknown_field', { params: { field: map.field } })
    return {
      column,
      field: map.field,
      read: (text, _row, into) => {
        into[name] = { ...(into[name] as object | undefined), [part]: text }
      },
    }
  }
  const to = targetOf(field)
  if (to) return { column, field: name, read: pointing(map, field, to) }
  const type = fieldTypes[field.type]
  const options = map.currency ? { ...field.options, currency: map.currency } : field.options
  const readCell = remembering((text) => {
    const read = type.fromText(text, options, types)
    return 'problem' in read ? read : new ReadValue(read.value, read.raw)
  })
  return {
    column,
    field: name,
    read: (text, row, into, out) => {
      const read = readCell(text)
      if ('problem' in read && map.unreadable)
        into[map.unreadable] = [bare(into[map.unreadable]), `${field.label.zh}: ${text}`].filter(Boolean).join('\n')
      else if ('problem' in read)
        out.problems.push({ row, path: `/${name}`, code: read.problem, params: { ...read.params, value: text.slice(0, 100) } })
      else into[name] = read
    },
  }
}

/** A reader of a part's cell reads like any other; what it tells bears the part's name. */
const partReader = (model: Pick<Model, 'objects'>, object: ModelObject, map: ColumnMap, types: TypeContext): Reader => {
  const { part, object: child, path } = mappedField(model, object, map.field)
  if (!part) return readerOf(object, map, types)
  if (path === part.via || path.split('.')[0] === 'id' || path === 'source_id')
    refuse('import.unknown_field', { params: { field: map.field } })
  const own = readerOf(child, { ...map, field: path }, types)
  // One list for all cells: most tell nothing.
  const told: Told = { pointers: [], problems: [] }
  const read: Reader['read'] = (text, row, into, out) => {
    own.read(text, row, into, told)
    for (const pointer of told.pointers.splice(0)) out.pointers.push({ ...pointer, part: part.name })
    for (const problem of told.problems.splice(0)) out.problems.push({ ...problem, path: `/${part.name}${problem.path}` })
  }
  return { column: map.column, field: map.field, part: part.name, read }
}

/** Makes the reader of a block from a mapping, once per run. Refuses fields that do not exist. */
export const rowReader = (
  model: Pick<Model, 'objects'>,
  object: ModelObject,
  mapping: Mapping,
  types: TypeContext,
): ((rows: readonly (readonly string[])[]) => ReadRows) => {
  const readers = mapping.columns.map((map) => ({ ...partReader(model, object, map, types), map }))
  const fields = readers.map((reader) => reader.field)
  const twice = fields.find(
    (field, index) => fields.indexOf(field) !== index || fields.some((other) => other.startsWith(`${field}.`)),
  )
  if (twice) refuse('import.field_twice', { params: { field: twice } })
  return (rows) => {
    const values = new Map<number, Record<string, unknown>>()
    const lines = new Map<number, Map<string, Record<string, unknown>>>()
    const out: Told = { pointers: [], problems: [] }
    for (const [row, cells] of rows.entries()) {
      if (!cells.some((cell) => cell.trim() !== '')) continue
      const into: Record<string, unknown> = { ...mapping.constants }
      const own = new Map<string, Record<string, unknown>>()
      for (const reader of readers) {
        const text = bareCell((cells[reader.column] ?? '').trim())
        if (text === '') continue
        const { only, before, values: words } = reader.map
        if (only && !text.startsWith(only)) continue
        const line = reader.part === undefined ? into : (own.get(reader.part) ?? {})
        if (reader.part !== undefined) own.set(reader.part, line)
        reader.read(words?.[text] ?? `${before ?? ''}${text}`, row, line, out)
      }
      values.set(row, into)
      if (own.size > 0) lines.set(row, own)
    }
    return { values, lines, ...out }
  }
}
