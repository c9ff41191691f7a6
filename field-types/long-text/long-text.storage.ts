import { type FieldStorage, textColumn } from '@lianke/platform/field-storage'

export const longTextStorage: FieldStorage = { ...textColumn('long_text'), words: () => true }
