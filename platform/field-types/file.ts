import { setStorage } from './set-storage.ts'

export const fileStorage = setStorage('file', 'uuid')
