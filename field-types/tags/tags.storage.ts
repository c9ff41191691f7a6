import { type FieldStorage, setStorage } from '@lianke/platform/field-storage'

export const tagsStorage: FieldStorage = { ...setStorage('tags', 'text'), index: { kind: 'members', always: true } }
