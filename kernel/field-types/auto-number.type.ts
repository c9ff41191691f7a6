import { defineFieldType } from './field-type.ts'
import { textOperators } from './operators.ts'
import { normaliseText, textOf } from './plain-text.ts'

/** The next number of a series, given once when the record is made: `ORD-202403-00042`. */
export const autoNumberType = defineFieldType({
  name: 'auto_number',
  normalise: (input) => normaliseText(input, { max: 100 }),
  fromText: (text) => normaliseText(text, { max: 100 }),
  toText: textOf,
  operators: textOperators,
  sortable: true,
  report: 'none',
  schema: () => ({ read: { type: ['string', 'null'] }, write: { type: 'null' } }),
  writable: false,
})
