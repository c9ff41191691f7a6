import { textColumn } from '@lianke/platform/field-storage'

export const richTextStorage = textColumn('rich_text')
