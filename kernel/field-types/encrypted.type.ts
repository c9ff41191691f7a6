import { defineFieldType } from './field-type.ts'
import { presenceOperators } from './operators.ts'
import { normaliseText, sameSchema, textOf } from './plain-text.ts'

const maxOf = (options: Record<string, unknown>): number => (options.max as number | undefined) ?? 1000

/** Text that lies in the database only as ciphertext: the write path seals it, the reader with the right opens it. */
export const encryptedType = defineFieldType({
  name: 'encrypted',
  normalise: (input, options) => normaliseText(input, { max: maxOf(options), lines: true }),
  fromText: (text, options) => normaliseText(text, { max: maxOf(options), lines: true }),
  toText: textOf,
  operators: presenceOperators,
  sortable: false,
  report: 'none',
  schema: sameSchema((options) => ({ type: 'string', maxLength: maxOf(options) })),
  mask: (value) => (value === null || value === undefined ? value : '••••••'),
  writable: true,
})
