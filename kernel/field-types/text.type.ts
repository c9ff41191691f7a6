import { linearPattern } from '../linear-pattern.ts'
import { defineFieldType } from './field-type.ts'
import { textOperators } from './operators.ts'
import { maskMiddle, normaliseText, sameSchema, textOf } from './plain-text.ts'

const maxOf = (options: Record<string, unknown>): number => (options.max as number | undefined) ?? 255

const matching = (pattern: unknown) => (text: string) =>
  typeof pattern === 'string' && linearPattern(pattern)?.whole(text) === false
    ? { problem: 'field.pattern_mismatch', params: { pattern } }
    : { value: text }

/** One line of text, at most 255 characters unless said. */
export const textType = defineFieldType({
  name: 'text',
  normalise: (input, options) => normaliseText(input, { max: maxOf(options), then: matching(options.pattern) }),
  fromText: (text, options) => normaliseText(text, { max: maxOf(options), then: matching(options.pattern) }),
  toText: textOf,
  operators: textOperators,
  sortable: true,
  report: 'dimension',
  schema: sameSchema((options) => ({
    type: 'string',
    maxLength: maxOf(options),
    ...(options.pattern ? { pattern: `^(?:${options.pattern})$` } : {}),
  })),
  mask: (value) => maskMiddle(value, 1, 0),
  writable: true,
})
