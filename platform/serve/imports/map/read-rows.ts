import { type Field, fieldTypes, isNumeric, refuse, splitList, targetOf, traitsOf, type TypeContext } from '@lianke/kernel'
import type { Model, ModelObject } from '../../../model/model/model.ts'
import { commonField } from '../../../model/query/common-fields.ts'
import { bare, ReadValue } from '../../../model/records/read-value.ts'
import type { Block } from '../read/csv-rows.ts'
import { isLossy } from './lossy-number.rule.ts'
import { joinOf } from './joined-columns.rule.ts'
import type { ColumnMap, Mapping } from './mapping.ts'
import { mappedField } from './part-fields.ts'
import { remembering } from './remembering.ts'

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
  /** How many values of a row are kept in the remark: what could not be read, and what cells say beyond their values. */
  readonly noted: ReadonlyMap<number, number>
}

/** What cells told beside their values. */
interface Told {
  readonly pointers: Pointer[]
  readonly problems: CellProblem[]
  readonly noted: Map<number, number>
}
interface Reader {
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

/** Puts what a cell says beyond its value behind what the field holds, now and in the record. */
const keep = (into: Record<string, unknown>, name: string, line: string): void => {
  const given = into[name]
  const before = given instanceof ReadValue ? bare(given) : given
  const lines: unknown = typeof before === 'object' && before !== null && '$add' in before ? before.$add : null
  into[name] = typeof before === 'string' ? `${before}\n${line}` : { $add: [...(Array.isArray(lines) ? lines : []), line] }
}

type Cell =
  | { readonly problem: string; readonly params?: Record<string, unknown> }
  | { readonly value: unknown; readonly rest?: string | undefined }
/** What all words mean that are none of ours; null: nothing. A meaning that is none of ours either is none. */
const othersOf = (said: string | undefined, read: (text: string) => Cell): { readonly value: unknown } | undefined => {
  if (said === undefined) return undefined
  if (said === '') return { value: null }
  const meant = read(said)
  return 'problem' in meant ? undefined : { value: meant.value }
}

/** A cell through the field's own type, with what the mapping says of the column. */
const reading = (name: string, field: Field, map: ColumnMap, types: TypeContext): Reader['read'] => {
  const type = fieldTypes[field.type]
  const options = map.currency ? { ...field.options, currency: map.currency } : field.options
  const context: TypeContext = {
    ...types,
    ...(map.dates ? { dateOrder: map.dates } : {}),
    ...(map.round ? { round: true } : {}),
    ...(map.region ? { region: map.region } : {}),
  }
  const keepsText = traitsOf(field).joined !== undefined
  const said = `${field.label[types.locale === 'en' ? 'en' : 'zh']}: `
  const readCell = remembering((text) => {
    if (keepsText && !isNumeric(field) && isLossy(text)) return { problem: 'import.digits_lost', params: { max: 15 } }
    const read = type.fromText(text, options, context)
    return 'problem' in read ? read : { value: new ReadValue(read.value, read.raw), rest: read.rest }
  })
  const others = othersOf(map.others, readCell)
  return (text, row, into, out) => {
    const read = readCell(text)
    const problem = (code: string, params: Record<string, unknown> = {}) =>
      out.problems.push({ row, path: `/${name}`, code, params: { ...params, value: text.slice(0, 100) } })
    const note = (field: string, what: string) => {
      keep(into, field, `${said}${what}`)
      out.noted.set(row, (out.noted.get(row) ?? 0) + 1)
    }
    if ('problem' in read) {
      if (others !== undefined) {
        if (others.value !== null) into[name] = others.value
        return
      }
      if (map.unreadable) note(map.unreadable, text)
      else problem(read.problem, read.params)
      return
    }
    if (read.rest !== undefined && map.rest === undefined) problem('import.more_in_cell', { rest: read.rest.slice(0, 100) })
    else if (read.rest !== undefined && map.rest !== undefined) note(map.rest, read.rest)
    into[name] = read.value
  }
}

const readerOf = (object: ModelObject, map: ColumnMap, types: TypeContext): Reader => {
  const [name = '', part] = map.field.split('.')
  if (name === 'source_id') return { field: name, read: (text, _row, into) => void (into[name] = text) }
  if (name === 'id') return { field: name, read: readId }
  const field = object.fields.get(name) ?? commonField(name)
  if (!field || !fieldTypes[field.type].writable) refuse('import.unknown_field', { params: { field: map.field } })
  if (part !== undefined) {
    if (!Object.hasOwn(traitsOf(field).parts ?? {}, part)) refuse('import.unknown_field', { params: { field: map.field } })
    return {
      field: map.field,
      read: (text, _row, into) => {
        into[name] = { ...(into[name] as object | undefined), [part]: text }
      },
    }
  }
  const to = targetOf(field)
  return { field: name, read: to ? pointing(map, field, to) : reading(name, field, map, types) }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const readId: Reader['read'] = (text, row, into, out) => {
  if (uuid.test(text)) into.id = text.toLowerCase()
  else out.problems.push({ row, path: '/id', code: 'import.not_an_id', params: { value: text.slice(0, 100) } })
}

/** A reader of a part's cell reads like any other; what it tells bears the part's name. */
const partReader = (model: Pick<Model, 'objects'>, object: ModelObject, map: ColumnMap, types: TypeContext): Reader => {
  const { part, object: child, path } = mappedField(model, object, map.field)
  if (!part) return readerOf(object, map, types)
  if (path === part.via || path.split('.')[0] === 'id' || path === 'source_id')
    refuse('import.unknown_field', { params: { field: map.field } })
  const own = readerOf(child, { ...map, field: path }, types)
  // One list for all cells: most tell nothing.
  const told: Told = { pointers: [], problems: [], noted: new Map() }
  const read: Reader['read'] = (text, row, into, out) => {
    own.read(text, row, into, told)
    for (const [of, more] of told.noted) out.noted.set(of, (out.noted.get(of) ?? 0) + more)
    told.noted.clear()
    for (const pointer of told.pointers.splice(0)) out.pointers.push({ ...pointer, part: part.name })
    for (const problem of told.problems.splice(0)) out.problems.push({ ...problem, path: `/${part.name}${problem.path}` })
  }
  return { field: map.field, part: part.name, read }
}

/** The text that a column says in a row, as its mapping has it; empty where it says nothing. */
const cellOf = (row: readonly string[], { column, only, before, values, divider }: ColumnMap): string => {
  const text = (row[column] ?? '').trim()
  if (text === '' || (only && !text.startsWith(only))) return ''
  const said = values?.[text] ?? (before ? `${before}${text}` : text)
  return divider ? said.split(divider).join('|') : said
}

/** The columns of one field, and how their texts become its value. */
interface FieldReader extends Reader {
  readonly text: (row: readonly string[]) => string
}

/** How the columns of one field are read, where any of them says it. */
const together = (first: ColumnMap, maps: readonly ColumnMap[]): ColumnMap => {
  const [rest, unreadable, region] = (['rest', 'unreadable', 'region'] as const).map(
    (name) => maps.find((map) => map[name] !== undefined)?.[name],
  )
  return { ...first, ...(rest ? { rest } : {}), ...(unreadable ? { unreadable } : {}), ...(region ? { region } : {}) }
}

const fieldReaders = (
  model: Pick<Model, 'objects'>,
  object: ModelObject,
  mapping: Mapping,
  types: TypeContext,
): FieldReader[] => {
  const keepers = new Set(mapping.columns.flatMap(({ rest, unreadable }) => [rest ?? [], unreadable ?? []].flat()))
  const groups = Map.groupBy(mapping.columns, ({ field }) => field)
  // What other columns leave is put behind what a field holds: its own column is read first.
  const fields = [...groups.keys()].sort((a, b) => Number(keepers.has(b)) - Number(keepers.has(a)))
  const twice = (field: string): never => refuse('import.field_twice', { params: { field } })
  const whole = fields.find((field) => fields.some((other) => other.startsWith(`${field}.`)) && !object.parts.has(field))
  if (whole) twice(whole)
  return fields.map((field): FieldReader => {
    const maps = groups.get(field) ?? []
    const [first] = maps
    if (!first) return twice(field)
    const reader = partReader(model, object, together(first, maps), types)
    if (maps.length === 1) return { ...reader, text: (row) => cellOf(row, first) }
    const { object: owner, path, field: meant } = mappedField(model, object, field)
    const join = joinOf(meant ?? owner.fields.get(path), maps) ?? twice(field)
    return {
      ...reader,
      text: (row) =>
        join(
          maps.map((map) => cellOf(row, map)),
          maps,
        ),
    }
  })
}

const pathOf = (field: string): string => `/${field.replaceAll('.', '/')}`
/** What the reading of a file found wrong before any field was read, as problems of the fields that the columns go to. */
const faultsOf = (block: Pick<Block, 'first' | 'faults'>, mapping: Mapping): Map<number, CellProblem[]> => {
  const found = new Map<number, CellProblem[]>()
  for (const { row: number, column, code, params } of block.faults ?? []) {
    const map = column === null ? undefined : mapping.columns.find((one) => one.column === column)
    if (column !== null && !map) continue
    const row = number - block.first
    const path = map ? pathOf(map.field) : ''
    found.set(row, [...(found.get(row) ?? []), { row, path, code, params: { ...params } }])
  }
  return found
}

/** Makes the reader of a block from a mapping, once per run. Refuses fields that do not exist. */
export const rowReader = (
  model: Pick<Model, 'objects'>,
  object: ModelObject,
  mapping: Mapping,
  types: TypeContext,
): ((block: Pick<Block, 'first' | 'rows' | 'faults'>) => ReadRows) => {
  const readers = fieldReaders(model, object, mapping, types)
  // A field that was added and not filled in says nothing; it empties none.
  const same = Object.fromEntries(Object.entries(mapping.constants ?? {}).filter(([, value]) => value !== null && value !== ''))
  return (block) => {
    const values = new Map<number, Record<string, unknown>>()
    const lines = new Map<number, Map<string, Record<string, unknown>>>()
    const out: Told = { pointers: [], problems: [], noted: new Map() }
    const faults = faultsOf(block, mapping)
    for (const [row, cells] of block.rows.entries()) {
      if (!cells.some((cell) => cell.trim() !== '')) continue
      const into: Record<string, unknown> = { ...same }
      values.set(row, into)
      const wrong = faults.size > 0 ? faults.get(row) : undefined
      if (wrong) out.problems.push(...wrong)
      // A row whose cells stand elsewhere says nothing true of any field.
      if (wrong?.some(({ path }) => path === '')) continue
      const own = new Map<string, Record<string, unknown>>()
      let said = wrong !== undefined
      for (const reader of readers) {
        const text = reader.text(cells)
        if (text === '' || wrong?.some(({ path }) => path === pathOf(reader.field))) continue
        said = true
        const line = reader.part === undefined ? into : (own.get(reader.part) ?? {})
        if (reader.part !== undefined) own.set(reader.part, line)
        reader.read(text, row, line, out)
      }
      if (own.size > 0) lines.set(row, own)
      // Its columns are left out, or empty in this row: a record of nothing is none.
      else if (!said) values.delete(row)
    }
    return { values, lines, ...out }
  }
}
