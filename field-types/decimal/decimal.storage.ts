import { decimalColumn } from '@lianke/platform/field-storage'

export const decimalStorage = decimalColumn('decimal')
