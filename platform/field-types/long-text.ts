import { textStorage } from './text-storage.ts'

export const longTextStorage = textStorage('long_text')
