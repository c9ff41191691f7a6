import { type Field, fieldTypes, type Label, personObject, targetOf, traitsOf } from '@lianke/kernel'
import type { Model, ModelObject } from '../../../model/model/model.ts'
import type { Column } from '../read/layout.rule.ts'
import { isForeign, keptAsText, readingOf, restFieldOf } from './kept-texts.rule.ts'
import { titleColumn } from './title-column.rule.ts'
import { suggestedAddress } from './suggest-address.rule.ts'
import { firstOfPhones, idWords, nameWords, noField, nouns, ownQuestion } from './header-kinds.ts'
import { headerWords, lineWords, type Words } from './header-words.ts'
import { likeness, tight } from './likeness.rule.ts'
import type { ColumnMap } from './mapping.ts'

/** A column of numbers is no place for an email, whatever it is called. */
const against = ({ type }: Field, samples: readonly string[]): boolean =>
  samples.length > 0 && (fieldTypes[type].contradicts?.(samples) ?? false)

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
  /** Where the company dials numbers without a country. */
  readonly region?: string
  readonly object?: ModelObject
  readonly parts?: readonly SuggestedPart[]
  readonly objects?: Model['objects']
  /** The field that a record is called by. */
  readonly title?: string
  /** Different texts of each column; absent: its samples. */
  readonly texts?: readonly (readonly string[])[]
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
const quantities = new Set(headerWords['lines.quantity']?.sure.map(tight))
const prices = new Set(headerWords['lines.price']?.sure.map(tight))
/** Rows with a quantity and a price are lines: what they describe is sold. */
const ofLines = ({ parts = [] }: SuggestFor, columns: readonly Column[]): boolean =>
  parts.length > 0 && [quantities, prices].every((words) => columns.some(({ name }) => words.has(tight(name))))

const targetFor = (name: string, field: Field | undefined, meant: Readonly<Record<string, Words>> = headerWords): Target => {
  const { sure = [], perhaps = [] } = meant[name] ?? {}
  const own = [name, field?.label.zh ?? '', field?.label.en ?? ''].map(tight).filter(Boolean)
  return { name, field, own, sure: sure.map(tight), perhaps: perhaps.map(tight) }
}

const isIdLike = (header: string): boolean => idWords.some((word) => header.endsWith(tight(word)))
const scoreOf = (
  { field, own, sure, perhaps }: Target,
  header: string,
  { samples, region }: { readonly samples: readonly string[]; readonly region: string | undefined },
): number => {
  if (keptAsText(field, samples, region)) {
    if (own.includes(header) || sure.includes(header)) return 0.9
    return isIdLike(header) ? 0 : likeness(header, own, sure)
  }
  if (field && against(field, samples)) return 0
  if (own.includes(header)) return 1
  if (field && isForeign(field, samples, region)) return 0
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
  if (header === 'id' && samples.length > 0) return { column: index, field: 'source_id' }
  const own = object?.name ?? 'customer.person'
  const number = fields.has('external_number')
  if (namesId(header, own)) return { column: index, field: number ? 'external_number' : 'source_id' }
  const pointing = [...fields].flatMap(([field, one]) => {
    const to = targetOf(one)
    return to && to !== own && isOffered(one) && namesId(header, to) ? [{ field, to }] : []
  })
  // `LeadId` beside a field for leads is no customer's.
  const found = pointing.find(({ to }) => header.startsWith(tight(to.split('.')[1] ?? ''))) ?? pointing[0]
  if (found) return { column: index, field: found.field, by: 'source' }
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

/** The likeliest field for each column; columns that mean nothing to us are left out. Several numbers or addresses of somebody go to one field. */
export const suggestMapping = (
  fields: ReadonlyMap<string, Field>,
  columns: readonly Column[],
  given: SuggestFor = {},
): ColumnMap[] => {
  const { parts = [] } = given
  const named = columns.flatMap((column) => idColumn(fields, column, given) ?? [])
  // `Id` is the record's own, whatever else is called after it.
  const first = (map: ColumnMap) => named.find(({ field }) => field === map.field)
  const plain = named.filter(({ column }) => tight(columns.find(({ index }) => index === column)?.name ?? '') === 'id')
  const ids = named.filter((map) => (plain.find(({ field }) => field === map.field) ?? first(map)) === map)
  const left = columns.filter(({ index, name }) => !ids.some(({ column }) => column === index) && !noField.test(tight(name)))
  const addresses = suggestedAddress(fields, left)
  const rest = left.filter(({ index }) => !addresses.some(({ column }) => column === index))
  const words = ofLines(given, columns) ? lineWords : headerWords
  const targets: Target[] = [
    ...[...fields]
      .filter(([name, field]) => isOffered(field) && !addresses.some((one) => one.field.startsWith(`${name}.`)))
      .map(([name, field]) => targetFor(name, field, words)),
    ...['owner', 'created_at', ...(ids.some(({ field }) => field === 'source_id') ? [] : ['source_id'])].map((name) =>
      targetFor(name, undefined),
    ),
    ...parts.flatMap(({ name: part, label: said, fields: own }) =>
      [...own]
        .filter(([, field]) => isOffered(field))
        .map(([name, field]) => targetFor(`${part}.${name}`, { ...field, label: partLabel(said, field.label) }, words)),
    ),
  ]
  const offers = rest
    .flatMap(({ index, name, samples }) =>
      targets.flatMap((target) => {
        const asked = ownQuestion.test(name) && !target.own.includes(tight(name))
        const score = asked ? 0 : scoreOf(target, tight(name), { samples, region: given.region })
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
  const called = whole ? [] : names
  // A number tells a buyer more surely than a name does.
  const buyers = ids.some(({ field }) => field === 'person') ? [] : buyerColumn(fields, rest, given)
  const taken = new Set([...ids, ...called, ...buyers].map(({ field }) => field))
  const placed = new Set([...called, ...buyers].map(({ column }) => column))
  const chosen = offers.flatMap(({ column, target: { name, field }, score }): ColumnMap[] => {
    const again = field && traitsOf(field).reaches !== undefined && score >= 0.9
    if ((taken.has(name) && !again) || placed.has(column)) return []
    taken.add(name)
    placed.add(column)
    const texts = given.texts?.[column] ?? columns.find(({ index }) => index === column)?.samples ?? []
    return [{ column, field: name, ...(name.includes('.') ? {} : readingOf(field, texts, restFieldOf(fields), given.region)) }]
  })
  const found = inOrder([...ids, ...addresses, ...called, ...chosen, ...buyers], columns).map((map) => withDates(map, columns))
  return [...found, ...titleColumn(fields, found, given.title)]
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
