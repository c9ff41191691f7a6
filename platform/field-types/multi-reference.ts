import { setStorage } from './set-storage.ts'

export const multiReferenceStorage = setStorage('multi_reference', 'uuid')
