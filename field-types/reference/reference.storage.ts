import { type FieldStorage, idStorage } from '@lianke/platform/field-storage'

export const referenceStorage: FieldStorage = { ...idStorage('reference'), index: { kind: 'equal', always: true } }
