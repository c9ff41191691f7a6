import { type Field, fieldTypes, type Label, personObject, targetOf, traitsOf, type TypeContext } from '@lianke/kernel'
import type { Model, ModelObject } from '../../../model/model/model.ts'
import type { Column } from '../read/layout.rule.ts'
import { suggestedAddress } from './suggest-address.rule.ts'
import { firstOfPhones, idWords, nameWords, noField, nouns } from './header-kinds.ts'
import { headerWords } from './header-words.ts'
import { likeness, tight } from './likeness.rule.ts'
import type { ColumnMap } from './mapping.ts'

/** A column of numbers is no place for an email, whatever it is called. */
const against = ({ type }: Field, samples: readonly string[]): boolean =>
  samples.length > 0 && (fieldTypes[type].contradicts?.(samples) ?? false)

const context: TypeContext = { zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY', region: 'CN' }
/** Not one of some cells can be read as the field's: then another word than its own means something else. */
const isForeign = (field: Field, samples: readonly string[]): boolean => unreadShare(field, samples) === 1
const unreadShare = (field: Field, samples: readonly string[]): number => {
  if (samples.length === 0 || targetOf(field) !== undefined) return 0
  const unread = samples.filter((cell) => {
    const read = fieldTypes[field.type].fromText(cell, field.options, context)
    return 'problem' in read && read.problem !== 'field.ambiguous_date' && read.problem !== 'field.too_many_decimals'
  })
  return unread.length / samples.length
}

/** Numbers by which nobody is reached are kept as they are written, rather than refuse every row. */
const keptAsText = (field: Field | undefined, samples: readonly string[]): boolean =>
  field !== undefined && traitsOf(field).reaches !== undefined && unreadShare(field, samples) > 0.5

const isOffered = ({ type, options }: Field): boolean =>
  !options.readOnly && !options.hidden && !fieldTypes[type].computed && fieldTypes[type].cell !== 'none'

/** The lines that a record is written with. */
export interface SuggestedPart {
  readonly name: string
  readonly label: Label
  readonly fields: ReadonlyMap<string, Field>
}
/** For what records columns are looked at. */
interface SuggestFor {
  readonly object?: ModelObject
  readonly parts?: readonly SuggestedPart[]
  readonly objects?: Model['objects']
  /** May records of an object be named by this field of theirs? */
  readonly named?: (object: string, field: string) => boolean
}
/** What a column of an export over lines is called: `订单明细 · 数量`. */
export const partLabel = (part: Label, field: Label): Label => ({
  zh: `${part.zh} · ${field.zh}`,
  en: `${part.en} · ${field.en}`,
})

interface Target {
  readonly name: string
  readonly field: Field | undefined
  readonly own: readonly string[]
  readonly sure: readonly string[]
  readonly perhaps: readonly string[]
}
const targetFor = (name: string, field: Field | undefined): Target => {
  const { sure = [], perhaps = [] } = headerWords[name] ?? {}
  const own = [name, field?.label.zh ?? '', field?.label.en ?? ''].map(tight).filter(Boolean)
  return { name, field, own, sure: sure.map(tight), perhaps: perhaps.map(tight) }
}

const isIdLike = (header: string): boolean => idWords.some((word) => header.endsWith(tight(word)))
const scoreOf = ({ field, own, sure, perhaps }: Target, header: string, samples: readonly string[]): number => {
  if (keptAsText(field, samples)) return own.includes(header) || sure.includes(header) ? 0.9 : 0
  if (field && against(field, samples)) return 0
  if (own.includes(header)) return 1
  if (field && isForeign(field, samples)) return 0
  if (sure.includes(header)) return 0.95
  const looks = field ? (fieldTypes[field.type].resembles?.(samples) ?? 0) : 0
  if (perhaps.includes(header)) return Math.max(0.6, looks)
  // An id of something is not the thing; and of the words of others only a whole one counts.
  const near = isIdLike(header) ? 0 : likeness(header, own, sure)
  return Math.max(near, looks)
}

const isUuid = (cell: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(cell)
const nounOf = (object: string): readonly string[] => nouns[object.split('.')[1] ?? ''] ?? []
const namesId = (header: string, object: string): boolean =>
  nounOf(object).some((noun) =>
    idWords.some((word) => header === `${tight(noun)}${tight(word)}` || header === `donotmodify${tight(noun)}`),
  )

/** Ids: our own, those of the file's system, and ids by which a row names another record. */
const idColumn = (
  fields: ReadonlyMap<string, Field>,
  { index, name, samples }: Column,
  { object }: SuggestFor,
): ColumnMap | null => {
  const header = tight(name)
  if ((header === 'id' || header === '编号') && samples.length > 0 && samples.every(isUuid)) return { column: index, field: 'id' }
  const own = object?.name ?? 'customer.person'
  const number = fields.has('external_number')
  if (namesId(header, own)) return { column: index, field: number ? 'external_number' : 'source_id' }
  for (const [field, one] of fields) {
    const to = targetOf(one)
    if (to && to !== own && isOffered(one) && namesId(header, to)) return { column: index, field, by: 'source' }
  }
  return null
}

/** First and last names make one, where no column holds the whole. */
const nameColumns = (fields: ReadonlyMap<string, Field>, columns: readonly Column[]): ColumnMap[] => {
  const field = fields.get('name')
  if (!field || traitsOf(field).joined === undefined) return []
  const at = (words: readonly string[]) => columns.find(({ name }) => words.some((word) => tight(word) === tight(name)))
  const [given, family, between] = [at(nameWords.given), at(nameWords.family), at(nameWords.between)]
  if (!given || !family) return []
  return [
    { column: given.index, field: 'name', part: 'given' as const },
    ...(between ? [{ column: between.index, field: 'name' }] : []),
    { column: family.index, field: 'name', part: 'family' as const },
  ]
}

/** Where a record has no number of its own, one in its file is the customer's. */
const buyerColumn = (fields: ReadonlyMap<string, Field>, columns: readonly Column[], { named }: SuggestFor): ColumnMap[] => {
  const person = fields.get('person')
  if (!person || !isOffered(person) || targetOf(person) !== personObject || fields.has('phone') || !named) return []
  for (const by of ['phone', 'email'] as const) {
    const words = (headerWords[by]?.sure ?? []).map(tight)
    const [first] = columns
      .filter(({ name }) => words.includes(tight(name)) || likeness(tight(name), [], words) >= 0.8)
      .sort((a, b) => rankOf(tight(a.name)) - rankOf(tight(b.name)))
    if (first && named(personObject, by)) return [{ column: first.index, field: 'person', by }]
  }
  return []
}

const phones = new Set(headerWords.phone?.sure.map(tight))
const rankOf = (header: string): number => {
  if (!phones.has(header)) return 0
  const at = firstOfPhones.findIndex((one) => one.test(header))
  return at < 0 ? firstOfPhones.length : at
}

/** Where what a cell says beyond its value is kept. */
const restFieldOf = (fields: ReadonlyMap<string, Field>): string | undefined =>
  [...fields].find(([, field]) => isOffered(field) && traitsOf(field).joined === '\n')?.[0]

/** The likeliest field for each column; columns that mean nothing to us are left out. Several numbers or addresses of somebody go to one field. */
export const suggestMapping = (
  fields: ReadonlyMap<string, Field>,
  columns: readonly Column[],
  given: SuggestFor = {},
): ColumnMap[] => {
  const { parts = [] } = given
  const ids = columns.flatMap((column) => idColumn(fields, column, given) ?? [])
  const left = columns.filter(({ index, name }) => !ids.some(({ column }) => column === index) && !noField.test(tight(name)))
  const addresses = suggestedAddress(fields, left)
  const rest = left.filter(({ index }) => !addresses.some(({ column }) => column === index))
  const targets: Target[] = [
    ...[...fields]
      .filter(([name, field]) => isOffered(field) && !addresses.some((one) => one.field.startsWith(`${name}.`)))
      .map(([name, field]) => targetFor(name, field)),
    ...['owner', 'created_at', ...(ids.some(({ field }) => field === 'source_id') ? [] : ['source_id'])].map((name) =>
      targetFor(name, undefined),
    ),
    ...parts.flatMap(({ name: part, label: said, fields: own }) =>
      [...own]
        .filter(([, field]) => isOffered(field))
        .map(([name, field]) => targetFor(`${part}.${name}`, { ...field, label: partLabel(said, field.label) })),
    ),
  ]
  const offers = rest
    .flatMap(({ index, name, samples }) =>
      targets.flatMap((target) => {
        const score = scoreOf(target, tight(name), samples)
        return score > 0 ? [{ column: index, target, score }] : []
      }),
    )
    .sort(
      (a, b) =>
        b.score - a.score ||
        rankOf(tight(columns[a.column]?.name ?? '')) - rankOf(tight(columns[b.column]?.name ?? '')) ||
        a.column - b.column,
    )
  const names = nameColumns(fields, rest)
  const whole = offers.find(({ target, score }) => target.name === 'name' && score >= 0.95)
  const named = whole ? [] : names
  const taken = new Set([...ids, ...named].map(({ field }) => field))
  const placed = new Set(named.map(({ column }) => column))
  const chosen = offers.flatMap(({ column, target: { name, field }, score }): ColumnMap[] => {
    const again = field && traitsOf(field).reaches !== undefined && score >= 0.9
    if ((taken.has(name) && !again) || placed.has(column)) return []
    taken.add(name)
    placed.add(column)
    const keeps = field && traitsOf(field).reaches !== undefined ? restFieldOf(fields) : undefined
    if (!keeps || name.includes('.')) return [{ column, field: name }]
    const samples = columns.find(({ index }) => index === column)?.samples ?? []
    return [{ column, field: name, rest: keeps, ...(keptAsText(field, samples) ? { unreadable: keeps } : {}) }]
  })
  const buyers = taken.has('person')
    ? []
    : buyerColumn(
        fields,
        rest.filter(({ index }) => !placed.has(index)),
        given,
      )
  return inOrder([...ids, ...addresses, ...named, ...chosen, ...buyers], columns).map((map) => withDates(map, columns))
}

/** By the columns of the file; several numbers of somebody by how surely they reach him. */
const inOrder = (maps: readonly ColumnMap[], columns: readonly Column[]): ColumnMap[] => {
  const rank = ({ column }: ColumnMap) => rankOf(tight(columns.find(({ index }) => index === column)?.name ?? ''))
  const groups = [...Map.groupBy(maps, ({ field }) => field).values()].map((group) => group.toSorted((a, b) => rank(a) - rank(b)))
  const first = (group: readonly ColumnMap[]) => Math.min(...group.map(({ column }) => column))
  return groups.sort((a, b) => first(a) - first(b)).flat()
}

/** Dates in the one order that their column allows. */
const withDates = (map: ColumnMap, columns: readonly Column[]): ColumnMap => {
  const orders = columns.find(({ index }) => index === map.column)?.dates?.orders
  return orders?.length === 1 && orders[0] ? { ...map, dates: orders[0] } : map
}
