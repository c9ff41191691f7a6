import { defineFieldType, type Normalised } from './field-type.ts'
import { setOperators } from './operators.ts'
import { sameSchema } from './plain-text.ts'
import { normaliseSet } from './text-set.ts'

const tagMax = 64
const tagsMax = 500
const normalise = (input: unknown): Normalised =>
  normaliseSet(input, {
    max: tagsMax,
    each: (text) => ([...text].length > tagMax ? { problem: 'field.too_long', params: { max: tagMax } } : { value: text }),
  })

/** Free labels, at most 500 of at most 64 characters. */
export const tagsType = defineFieldType({
  name: 'tags',
  normalise,
  fromText: normalise,
  toText: (value) => (Array.isArray(value) ? value.join('|') : ''),
  operators: setOperators,
  sortable: false,
  report: 'dimension',
  schema: sameSchema(() => ({ type: 'array', items: { type: 'string', maxLength: tagMax }, maxItems: tagsMax })),
  writable: true,
})
