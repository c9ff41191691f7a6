import { defineFieldType } from './field-type.ts'
import { choiceOperators } from './operators.ts'
import { orNull } from './plain-text.ts'
import { normaliseId, referenceRead, referenceText, referenceWrite } from './record-id.ts'

/** Points to another record. */
export const referenceType = defineFieldType({
  name: 'reference',
  normalise: normaliseId,
  fromText: normaliseId,
  toText: referenceText,
  operators: choiceOperators,
  sortable: false,
  report: 'dimension',
  schema: (options) => ({ read: orNull(referenceRead, options), write: orNull(referenceWrite, options) }),
  writable: true,
})
