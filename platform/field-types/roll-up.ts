import { rollUpScale } from '@lianke/kernel'
import { decimalStorage } from './decimal-storage.ts'

export const rollUpStorage = decimalStorage('roll_up', () => rollUpScale)
