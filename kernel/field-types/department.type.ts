import { defineFieldType } from './field-type.ts'
import { choiceOperators } from './operators.ts'
import { orNull } from './plain-text.ts'
import { normaliseId, referenceRead, referenceText, referenceWrite } from './record-id.ts'

/** Points to a department. */
export const departmentType = defineFieldType({
  name: 'department',
  normalise: normaliseId,
  fromText: normaliseId,
  toText: referenceText,
  operators: choiceOperators,
  sortable: false,
  report: 'dimension',
  schema: (options) => ({ read: orNull(referenceRead, options), write: orNull(referenceWrite, options) }),
  writable: true,
})
