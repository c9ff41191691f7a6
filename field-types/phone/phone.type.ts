import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import {
  defineFieldType,
  halfWidth,
  label,
  maker,
  maskMiddle,
  type Normalised,
  normaliseText,
  sameSchema,
  share,
  textOf,
  textOperators,
  type TypeContext,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface PhoneShape {
  readonly options: object
  readonly value: string
}

/** Nearly every number here: the metadata's own pattern for mobiles of China, in the ways they are written. The library takes 12 µs, this 0.3. */
const chineseMobile = /^(?:\+86[ -]?)?(1(?:[38]\d|4[57]|[59][0-35-9]|6[25-7]|7[0-35-8]))[ -]?(\d{4})[ -]?(\d{4})$/

const read = (given: string, context: TypeContext): Normalised => {
  // 00 is how China dials abroad; spreadsheets turn long numbers into 1.38E+10 or 13800138000.0.
  const text = halfWidth(given)
    .replace(/^00(?=[1-9])/, '+')
    .replace(/^(\d{6,})\.0$/, '$1')
  const mobile = text.startsWith('+') || context.region === 'CN' ? chineseMobile.exec(text) : null
  if (mobile) return { value: `+86${mobile[1]}${mobile[2]}${mobile[3]}`, raw: given }
  const parsed = /^[+\d][\d\s().\-/#xext,;=*]*$|^\([\d\s().-]*$/i.test(text)
    ? parsePhoneNumberFromString(text, isSupportedCountry(context.region) ? context.region : undefined)
    : undefined
  return parsed?.isValid() ? { value: parsed.number, raw: given } : { problem: 'field.phone_invalid' }
}

const normalise = (input: unknown, _options: Record<string, unknown>, context: TypeContext): Normalised =>
  normaliseText(typeof input === 'number' ? String(input) : input, { max: 40, then: (text) => read(text, context) })

/** A telephone number in E.164; what was typed is kept beside it. */
export const phoneType = defineFieldType({
  name: 'phone',
  place: 140,
  label: label('电话', 'Phone'),
  help: label('自动识别国家和格式', 'Country and format are recognised'),
  normalise,
  fromText: normalise,
  toText: textOf,
  operators: textOperators,
  sortable: true,
  report: 'none',
  key: 'text',
  reaches: 11,
  resembles: (samples) => (share(samples, /^\+?[\d\s().-]{7,20}$/) > 0.8 && share(samples, /\d{7,}/) > 0.3 ? 0.45 : 0),
  contradicts: (samples) => share(samples, /\d{5,}/) < 0.3 && share(samples, /\d[\d\s()-]{6,}/) < 0.3,
  schema: sameSchema(() => ({ type: 'string', maxLength: 40 })),
  mask: (value) => maskMiddle(value, 6, 4),
  writable: true,
})
export const phone = maker('phone')
