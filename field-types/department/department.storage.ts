import { type FieldStorage, idStorage } from '@lianke/platform/field-storage'

export const departmentStorage: FieldStorage = { ...idStorage('department'), index: { kind: 'equal', always: true } }
