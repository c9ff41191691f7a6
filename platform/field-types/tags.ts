import { setStorage } from './set-storage.ts'

export const tagsStorage = setStorage('tags', 'text')
