import { textStorage } from './text-storage.ts'

export const richTextStorage = textStorage('rich_text')
