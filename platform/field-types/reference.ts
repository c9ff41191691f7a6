import { idStorage } from './id-storage.ts'

export const referenceStorage = idStorage('reference')
