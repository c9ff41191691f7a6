import { setStorage } from './set-storage.ts'

export const multiSelectStorage = setStorage('multi_select', 'text')
