import { presenceStorage } from '@lianke/platform/field-storage'

/** Keeps ciphertext; the write path seals the value before it comes here. */
export const encryptedStorage = presenceStorage('encrypted', 'text')
