import { textColumn } from '@lianke/platform/field-storage'

export const autoNumberStorage = textColumn('auto_number')
