import { presenceStorage } from './presence-storage.ts'

/** Keeps ciphertext; the write path seals the value before it comes here. */
export const encryptedStorage = presenceStorage('encrypted', 'text')
