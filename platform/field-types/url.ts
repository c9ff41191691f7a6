import { textStorage } from './text-storage.ts'

export const urlStorage = textStorage('url')
