import { decimalColumn } from '@lianke/platform/field-storage'

export const percentStorage = decimalColumn('percent')
