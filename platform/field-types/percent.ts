import { decimalStorage } from './decimal-storage.ts'

export const percentStorage = decimalStorage('percent')
