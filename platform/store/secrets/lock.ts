import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scryptSync } from 'node:crypto'
import { check } from '@lianke/kernel'

const algorithm = 'aes-256-gcm'

/** The master key made from LIANKE_SECRET. */
export const masterKeyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'lianke', 'lianke data keys', 32))

/** AES-256-GCM with the purpose as additional data, so that a value cannot be moved to another place. Text: `iv.tag.cipher`. */
export const lock = (key: Buffer, plain: Buffer, purpose: string): string => {
  const iv = randomBytes(12)
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(purpose))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return [iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url')).join('.')
}

/** The reverse; throws when key or purpose are others. */
export const unlock = (key: Buffer, text: string, purpose: string): Buffer => {
  const [iv, tag, body] = text.split('.').map((part) => Buffer.from(part, 'base64url'))
  check(iv && tag && body && tag.length === 16, 'a sealed value has three parts')
  const decipher = createDecipheriv(algorithm, key, iv).setAAD(Buffer.from(purpose)).setAuthTag(tag)
  return Buffer.concat([decipher.update(body), decipher.final()])
}

const passphrasePurpose = 'lianke secret'
// 64 MB and a quarter of a second for each guess.
const keyOfPassphrase = (passphrase: string, salt: Buffer) =>
  scryptSync(passphrase, salt, 32, { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 ** 2 })

/** LIANKE_SECRET under a passphrase, to be kept beside what it seals. Text: `salt.iv.tag.cipher`. */
export const lockSecret = (secret: string, passphrase: string): string => {
  const salt = randomBytes(16)
  return `${salt.toString('base64url')}.${lock(keyOfPassphrase(passphrase, salt), Buffer.from(secret), passphrasePurpose)}`
}

/** The secret again; null: the passphrase is another one. */
export const unlockSecret = (sealed: string, passphrase: string): string | null => {
  const [salt = '', ...rest] = sealed.split('.')
  const key = keyOfPassphrase(passphrase, Buffer.from(salt, 'base64url'))
  try {
    return unlock(key, rest.join('.'), passphrasePurpose).toString()
  } catch {
    return null
  }
}
