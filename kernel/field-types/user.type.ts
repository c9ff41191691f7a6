import { defineFieldType } from './field-type.ts'
import { userOperators } from './operators.ts'
import { orNull } from './plain-text.ts'
import { normaliseId, referenceRead, referenceText, referenceWrite } from './record-id.ts'

/** Points to a member of staff. */
export const userType = defineFieldType({
  name: 'user',
  normalise: normaliseId,
  fromText: normaliseId,
  toText: referenceText,
  operators: userOperators,
  sortable: false,
  report: 'dimension',
  schema: (options) => ({ read: orNull(referenceRead, options), write: orNull(referenceWrite, options) }),
  writable: true,
})
