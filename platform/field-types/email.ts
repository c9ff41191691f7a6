import { textStorage } from './text-storage.ts'

export const emailStorage = textStorage('email')
