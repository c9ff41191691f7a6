import { chosen, labelOf, valuesOf } from './choice-text.ts'
import { defineFieldType, type Normalised } from './field-type.ts'
import { choiceOperators } from './operators.ts'
import { cleanText, orNull } from './plain-text.ts'

const normalise = (input: unknown, options: Record<string, unknown>): Normalised => {
  if (input === null || input === undefined) return { value: null }
  const text = cleanText(input)
  if (typeof text !== 'string') return text
  if (text === '') return { value: null }
  const value = chosen(text, options)
  return value === undefined ? { problem: 'field.not_an_option', params: { value: text.slice(0, 100) } } : { value }
}

/** One of a list; taken by value or by label in either language. */
export const selectType = defineFieldType({
  name: 'select',
  normalise,
  fromText: normalise,
  toText: (value, options, context) => (value === null || value === undefined ? '' : labelOf(value, options, context.locale)),
  operators: choiceOperators,
  sortable: true,
  report: 'dimension',
  schema: (options) => ({
    read: orNull({ type: 'string' }, options),
    write: orNull({ type: 'string', enum: valuesOf(options) }, options),
  }),
  writable: true,
})
