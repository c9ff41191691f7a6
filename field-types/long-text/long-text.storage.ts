import { textColumn } from '@lianke/platform/field-storage'

export const longTextStorage = textColumn('long_text')
