import { defineFieldType } from './field-type.ts'
import { setOperators } from './operators.ts'
import { orNull } from './plain-text.ts'
import { normaliseIds, referenceRead, referenceText, referenceWrite } from './record-id.ts'

const referencesMax = 200

/** Points to several records of one object. */
export const multiReferenceType = defineFieldType({
  name: 'multi_reference',
  normalise: (input) => normaliseIds(input, referencesMax),
  fromText: (text) => normaliseIds(text, referencesMax),
  toText: (value) => (Array.isArray(value) ? value.map(referenceText).join('|') : ''),
  operators: setOperators,
  sortable: false,
  report: 'dimension',
  schema: (options) => ({
    read: orNull({ type: 'array', items: referenceRead }, options),
    write: orNull({ type: 'array', items: referenceWrite, maxItems: referencesMax }, options),
  }),
  writable: true,
})
