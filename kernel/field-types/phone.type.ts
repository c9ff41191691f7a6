import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { defineFieldType, type Normalised, type TypeContext } from './field-type.ts'
import { textOperators } from './operators.ts'
import { halfWidth, maskMiddle, normaliseText, sameSchema, textOf } from './plain-text.ts'

const read = (given: string, context: TypeContext): Normalised => {
  // 00 is how China dials abroad; spreadsheets turn long numbers into 1.38E+10 or 13800138000.0.
  const text = halfWidth(given)
    .replace(/^00(?=[1-9])/, '+')
    .replace(/^(\d{6,})\.0$/, '$1')
  const parsed = /^[+\d][\d\s().\-/#xext,;=*]*$|^\([\d\s().\-]*$/i.test(text)
    ? parsePhoneNumberFromString(text, context.region as CountryCode)
    : undefined
  return parsed?.isValid() ? { value: parsed.number, raw: given } : { problem: 'field.phone_invalid' }
}

const normalise = (input: unknown, _options: Record<string, unknown>, context: TypeContext): Normalised =>
  normaliseText(typeof input === 'number' ? String(input) : input, { max: 40, then: (text) => read(text, context) })

/** A telephone number in E.164; what was typed is kept beside it. */
export const phoneType = defineFieldType({
  name: 'phone',
  normalise,
  fromText: normalise,
  toText: textOf,
  operators: textOperators,
  sortable: true,
  report: 'none',
  schema: sameSchema(() => ({ type: 'string', maxLength: 40 })),
  mask: (value) => maskMiddle(value, 6, 4),
  writable: true,
})
