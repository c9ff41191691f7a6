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
const levels = [
  { part: 'province', ends: /(?:省|自治区|特别行政区|^(?:北京|上海|天津|重庆)市)$/ },
  { part: 'city', ends: /(?:市|自治州|盟|地区)$/ },
  { part: 'district', ends: /(?:区|县|旗|市)$/ },
  { part: 'street', ends: /(?:街道|镇|乡)$/ },
] as const

const normalise = (input: unknown): Normalised => {
  if (input === null || input === undefined) return { value: null }
  if (typeof input === 'string') return fromText(input)
  if (typeof input !== 'object' || Array.isArray(input)) return wrongType('address')
  const value: Record<string, string> = {}
  for (const [part, given] of Object.entries(input)) {
    if (!parts.includes(part)) return { problem: 'field.unknown_part', params: { part: part.slice(0, 50) } }
    const answer = normaliseText(given, { max: part === 'detail' ? 255 : 100 })
    if ('problem' in answer) return answer
    if (answer.value !== null) value[part] = answer.value as string
  }
  return { value: Object.keys(value).length === 0 ? null : value }
}

/** Parts divided by spaces, recognised by how Chinese names of regions end; all the rest is the detail. */
const fromText = (text: string): Normalised => {
  const cleaned = normaliseText(text, { max: 600 })
  if ('problem' in cleaned || cleaned.value === null) return cleaned
  const words = (cleaned.value as string).split(' ')
  const value: Record<string, string> = {}
  for (const { part, ends } of levels) {
    const word = words[0]
    if (word === undefined || !ends.test(word) || (part === 'city' && words.length === 1)) continue
    value[part] = word
    words.shift()
  }
  return normalise({ ...value, detail: words.join(' ') })
}

/** The parts in one line, from the large to the small. */
export const addressLine = (value: unknown): string => {
  return spoken
    .map((part) => partOf(value, part))
    .filter(Boolean)
    .join(' ')
}

/** A postal address by parts. */
export const addressType = defineFieldType({
  name: 'address',
  place: 170,
  label: label('地址', 'Address'),
  help: label('省市区与街道', 'Province, city, street'),
  normalise,
  fromText,
  toText: addressLine,
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
