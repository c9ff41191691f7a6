import { chosen, labelOf, valuesOf } from './choice-text.ts'
import { defineFieldType, type Normalised } from './field-type.ts'
import { setOperators } from './operators.ts'
import { orNull } from './plain-text.ts'
import { normaliseSet } from './text-set.ts'

const normalise = (input: unknown, options: Record<string, unknown>): Normalised =>
  normaliseSet(input, {
    max: 200,
    each: (text) => {
      const value = chosen(text, options)
      return value === undefined ? { problem: 'field.not_an_option', params: { value: text.slice(0, 100) } } : { value }
    },
  })

/** Several of a list. */
export const multiSelectType = defineFieldType({
  name: 'multi_select',
  normalise,
  // A whole cell may be one label that itself holds a comma.
  fromText: (text, options) => {
    const whole = chosen(text.trim(), options)
    return whole === undefined ? normalise(text, options) : { value: [whole] }
  },
  toText: (value, options, context) =>
    Array.isArray(value) ? value.map((v) => labelOf(v, options, context.locale)).join('|') : '',
  operators: setOperators,
  sortable: false,
  report: 'dimension',
  schema: (options) => ({
    read: orNull({ type: 'array', items: { type: 'string' } }, options),
    write: orNull({ type: 'array', items: { type: 'string', enum: valuesOf(options) } }, options),
  }),
  writable: true,
})
