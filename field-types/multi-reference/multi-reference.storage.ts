import { type FieldStorage, setStorage } from '@lianke/platform/field-storage'

export const multiReferenceStorage: FieldStorage = {
  ...setStorage('multi_reference', 'uuid'),
  index: { kind: 'members', always: true },
}
