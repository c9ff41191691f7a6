import { defineFieldType } from './field-type.ts'
import { longTextOperators } from './operators.ts'
import { maskMiddle, normaliseText, sameSchema, textOf } from './plain-text.ts'

const maxOf = (options: Record<string, unknown>): number => (options.max as number | undefined) ?? 20_000

/** Text of several lines. */
export const longTextType = defineFieldType({
  name: 'long_text',
  normalise: (input, options) => normaliseText(input, { max: maxOf(options), lines: true }),
  fromText: (text, options) => normaliseText(text, { max: maxOf(options), lines: true }),
  toText: textOf,
  operators: longTextOperators,
  sortable: false,
  report: 'none',
  schema: sameSchema((options) => ({ type: 'string', maxLength: maxOf(options) })),
  mask: (value) => maskMiddle(value, 1, 0),
  writable: true,
})
