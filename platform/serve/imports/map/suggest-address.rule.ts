import { type Field, traitsOf } from '@lianke/kernel'
import type { Column } from '../read/layout.rule.ts'
import { addressKinds, addressWords, deliveredTo } from './header-kinds.ts'
import { tight } from './likeness.rule.ts'
import type { ColumnMap } from './mapping.ts'

/** `Mailing City` → the city of the mailing address. */
const partOfHeader = (header: string): { readonly kind: string; readonly part: string } | null => {
  for (const kind of addressKinds.toReversed()) {
    const front = tight(kind)
    if (front !== '' && !header.startsWith(front)) continue
    const behind = header.slice(front.length)
    for (const [part, words] of Object.entries(addressWords))
      if (words.some((word) => tight(word) === behind)) return { kind, part }
  }
  return null
}

/** `+1` is how one dials a country, not what it is called. */
const isDialled = (samples: readonly string[]): boolean =>
  samples.length > 0 && samples.every((cell) => /^\+?\d{1,4}$/.test(cell))

/** The columns that hold parts of an address; of several addresses the first, and what is delivered to where there is a field for it. */
export const suggestedAddress = (fields: ReadonlyMap<string, Field>, columns: readonly Column[]): ColumnMap[] => {
  const whole = (name: string): boolean => {
    const field = fields.get(name)
    return field !== undefined && traitsOf(field).parts !== undefined && !field.options.readOnly
  }
  const found = columns.flatMap(({ index, name, samples }) => {
    const said = partOfHeader(tight(name))
    // A field of that very name is meant by it.
    const own = [...fields].some(
      ([field, { label }]) => !whole(field) && [field, label.zh, label.en].some((word) => tight(word) === tight(name)),
    )
    return said && !own && !(said.part === 'country' && isDialled(samples))
      ? [{ ...said, column: index, filled: samples.length > 0 }]
      : []
  })
  const to = (kinds: readonly string[], field: string): ColumnMap[] => {
    const some = found.filter(({ kind }) => kinds.includes(kind))
    const byKind = Map.groupBy(some, ({ kind }) => kind)
    const first = kinds.find((kind) => byKind.get(kind)?.some(({ filled }) => filled)) ?? kinds.find((kind) => byKind.has(kind))
    const maps = first === undefined ? [] : (byKind.get(first) ?? [])
    // A state or a country alone, without anything smaller, is as often a state of affairs.
    if (maps.every(({ part }) => part === 'province' || part === 'district') && maps.length === 1 && first === '') return []
    return maps.map(({ column, part }) => ({ column, field: `${field}.${part}` }))
  }
  const delivered = whole('shipping_address')
  const own = whole('address')
  const shipping = delivered ? to(deliveredTo, 'shipping_address') : []
  const address = own ? to(delivered ? addressKinds.filter((kind) => !deliveredTo.includes(kind)) : addressKinds, 'address') : []
  return [...address, ...shipping, ...detailOf(columns, [...address, ...shipping])]
}

const addressHeaders = ['地址', '收货地址', '详细收货地址', '联系地址', 'address', 'address 1', 'full address'].map(tight)
/** Beside columns for city or postcode, the column called address holds what is left: street and number. */
const detailOf = (columns: readonly Column[], maps: readonly ColumnMap[]): ColumnMap[] => {
  const field = maps[0]?.field.split('.')[0]
  if (!field || maps.some((one) => one.field.endsWith('.detail'))) return []
  const column = columns.find(
    ({ index, name }) => addressHeaders.includes(tight(name)) && !maps.some((one) => one.column === index),
  )
  return column ? [{ column: column.index, field: `${field}.detail` }] : []
}
