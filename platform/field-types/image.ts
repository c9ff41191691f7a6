import { setStorage } from './set-storage.ts'

export const imageStorage = setStorage('image', 'uuid')
