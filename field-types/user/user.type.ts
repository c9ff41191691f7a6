import {
  defineFieldType,
  label,
  maker,
  normaliseId,
  orNull,
  referenceRead,
  referenceText,
  referenceWrite,
  userOperators,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface UserShape {
  readonly options: { readonly where?: unknown }
  readonly value: string
}

/** Points to a member of staff. */
export const userType = defineFieldType({
  name: 'user',
  place: 210,
  label: label('员工', 'Staff'),
  help: label('一位同事', 'A colleague'),
  normalise: normaliseId,
  fromText: normaliseId,
  toText: referenceText,
  operators: userOperators,
  sortable: false,
  report: 'dimension',
  target: { object: 'organisation.staff' },
  firstAsk: ['me', 'in'],
  account: true,
  schema: (options) => ({ read: orNull(referenceRead, options), write: orNull(referenceWrite, options) }),
  writable: true,
})
export const user = maker('user')
