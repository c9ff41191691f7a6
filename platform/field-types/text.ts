import { textStorage } from './text-storage.ts'

export const plainTextStorage = textStorage('text')
