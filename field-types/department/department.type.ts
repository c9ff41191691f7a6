import {
  choiceOperators,
  defineFieldType,
  label,
  maker,
  normaliseId,
  orNull,
  referenceRead,
  referenceText,
  referenceWrite,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface DepartmentShape {
  readonly options: object
  readonly value: string
}

/** Points to a department. */
export const departmentType = defineFieldType({
  name: 'department',
  place: 220,
  label: label('部门', 'Department'),
  help: label('一个部门', 'A department'),
  normalise: normaliseId,
  fromText: normaliseId,
  toText: referenceText,
  operators: choiceOperators,
  sortable: false,
  report: 'dimension',
  target: { object: 'organisation.department' },
  firstAsk: ['in', 'any_of'],
  account: true,
  schema: (options) => ({ read: orNull(referenceRead, options), write: orNull(referenceWrite, options) }),
  writable: true,
})
export const department = maker('department')
