import { textColumn } from '@lianke/platform/field-storage'

export const emailStorage = textColumn('email')
