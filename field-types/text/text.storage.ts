import { type FieldStorage, textColumn } from '@lianke/platform/field-storage'

export const textStorage: FieldStorage = { ...textColumn('text'), words: () => true }
