import {
  defineFieldType,
  isObject,
  label,
  maker,
  maskMiddle,
  type Normalised,
  normaliseText,
  orNull,
  partOf,
  wrongType,
} from '@lianke/kernel/field-type'
import { readAddress, wholeNames } from './read-address.ts'

export interface AddressValue {
  readonly country?: string
  readonly province?: string
  readonly city?: string
  readonly district?: string
  readonly street?: string
  readonly detail?: string
  readonly postcode?: string
  /** GB/T 2260 code of the lowest known level. */
  readonly code?: string
}

/** What a field of this type may say of itself, and its value. */
export interface AddressShape {
  readonly options: object
  readonly value: AddressValue
}

/** What an address consists of, from the large to the small. */
const addressParts = {
  country: label('国家', 'Country'),
  province: label('省份', 'Province'),
  city: label('城市', 'City'),
  district: label('区县', 'District'),
  street: label('街道', 'Street'),
  detail: label('详细地址', 'Detail'),
  postcode: label('邮编', 'Postcode'),
  code: label('区划代码', 'Region code'),
} as const
const parts = Object.keys(addressParts)
const spoken = ['country', 'province', 'city', 'district', 'street', 'detail'] as const

const cleaned = (
  input: object,
  then: (parts: Record<string, string>) => Record<string, string> = (parts) => parts,
): Normalised => {
  const value: Record<string, string> = {}
  for (const [part, given] of Object.entries(input)) {
    if (!parts.includes(part)) return { problem: 'field.unknown_part', params: { part: part.slice(0, 50) } }
    const answer = normaliseText(given, { max: part === 'detail' ? 255 : 100 })
    if ('problem' in answer) return answer
    if (answer.value !== null) value[part] = answer.value as string
  }
  return { value: Object.keys(value).length === 0 ? null : then(value) }
}

const normalise = (input: unknown): Normalised => {
  if (input === null || input === undefined) return { value: null }
  if (typeof input === 'string') return fromText(input)
  return isObject(input) ? cleaned(input, wholeNames) : wrongType('address')
}

/** Other systems write an address as JSON, with names of their own. */
const foreignParts: Readonly<Record<string, string>> = {
  state: 'province',
  street: 'detail',
  postalCode: 'postcode',
  zip: 'postcode',
}
const fromJson = (text: string): Normalised | null => {
  if (!text.startsWith('{')) return null
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return null
  }
  if (!isObject(read)) return null
  const own = Object.keys(read).every((name) => parts.includes(name))
  return cleaned(
    own
      ? read
      : Object.fromEntries(
          Object.entries(read).flatMap(([name, value]) => {
            const part = foreignParts[name] ?? name
            return parts.includes(part) && typeof value === 'string' ? [[part, value]] : []
          }),
        ),
  )
}

/** A line as people write it; what it does not name as a region is the detail. */
const fromText = (text: string): Normalised => {
  const line = normaliseText(text, { max: 2000 })
  if ('problem' in line || typeof line.value !== 'string') return line
  return fromJson(line.value) ?? cleaned(readAddress(line.value))
}

/** The parts in one line, from the large to the small. */
const addressLine = (value: unknown): string => {
  return spoken
    .map((part) => partOf(value, part))
    .filter(Boolean)
    .join(' ')
}

const sameParts = (one: unknown, other: object): boolean =>
  isObject(one) && parts.every((part) => (partOf(one, part) ?? '') === (partOf(other, part) ?? ''))

/** A postal address by parts. */
export const addressType = defineFieldType({
  name: 'address',
  place: 170,
  label: label('地址', 'Address'),
  help: label('省市区与街道', 'Province, city, street'),
  normalise,
  fromText,
  // A line that would be read as something else is written by its parts, so that it comes back as it is.
  toText: (value) => {
    if (!isObject(value)) return ''
    const line = [addressLine(value), partOf(value, 'postcode')].filter(Boolean).join(' ')
    const back = fromText(line)
    return 'value' in back && sameParts(back.value, value) ? line : JSON.stringify(value)
  },
  operators: ['contains', 'not_contains', 'empty', 'not_empty'],
  sortable: false,
  report: 'none',
  expression: 'dyn',
  parts: addressParts,
  schema: (options) => {
    const properties = Object.fromEntries(parts.map((part) => [part, { type: 'string' }]))
    return {
      read: orNull({ type: 'object', properties }, options),
      write: orNull({ type: ['object', 'string'], properties, additionalProperties: false }, options),
    }
  },
  mask: (value) => {
    if (!isObject(value)) return value && {}
    const { detail, street: _street, ...rest } = value
    return { ...rest, ...(detail ? { detail: maskMiddle(String(detail), 0, 0) } : {}) }
  },
  writable: true,
})
export const address = maker('address')
