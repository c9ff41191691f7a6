import { textColumn } from '@lianke/platform/field-storage'

export const textStorage = textColumn('text')
