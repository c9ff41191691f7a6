import { type FieldStorage, setStorage } from '@lianke/platform/field-storage'

export const multiSelectStorage: FieldStorage = { ...setStorage('multi_select', 'text'), index: { kind: 'members' } }
