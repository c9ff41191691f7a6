import { decimalStorage } from './decimal-storage.ts'

export const decimalFieldStorage = decimalStorage('decimal')
