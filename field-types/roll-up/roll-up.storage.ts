import { rollUpScale } from '@lianke/kernel'
import { decimalColumn } from '@lianke/platform/field-storage'

export const rollUpStorage = decimalColumn('roll_up', () => rollUpScale)
