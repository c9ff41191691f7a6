import { textStorage } from './text-storage.ts'

export const autoNumberStorage = textStorage('auto_number')
