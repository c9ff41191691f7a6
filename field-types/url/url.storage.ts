import { textColumn } from '@lianke/platform/field-storage'

export const urlStorage = textColumn('url')
