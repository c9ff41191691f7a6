import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

// OWASP's second row for argon2id: 19 MiB, two passes, one lane: about 30 ms on one core.
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
const tagLength = 32

const derive = (password: string, nonce: Buffer, { memory, passes, parallelism }: typeof cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    argon2(
      'argon2id',
      { message: Buffer.from(password.normalize('NFKC')), nonce, memory, passes, parallelism, tagLength },
      (error, key) => (error ? reject(error) : resolve(Buffer.from(key))),
    )
  })
const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

/** Password → PHC string (`$argon2id$v=19$m=…`). */
export const hashPassword = async (password: string): Promise<string> => {
  const nonce = randomBytes(16)
  const hash = await derive(password, nonce, cost)
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${text(nonce)}$${text(hash)}`
}

/** Compares in constant time; a string that is not ours is simply not equal. */
export const verifyPassword = async ({ hash, password }: { hash: string; password: string }): Promise<boolean> => {
  const parts = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(hash)
  if (!parts) return false
  const [, memory, passes, parallelism, nonce, expected] = parts as unknown as [string, string, string, string, string, string]
  const given = await derive(password, Buffer.from(nonce, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  })
  const kept = Buffer.from(expected, 'base64')
  return kept.length === given.length && timingSafeEqual(kept, given)
}

const passwordLengthMin = 10
export const passwordLengthMax = 128
/** The commonest passwords of ten letters or more; anything else that is long enough is accepted. */
const commonest = new Set([
  '1234567890',
  '0123456789',
  'qwertyuiop',
  'password12',
  'password123',
  '1q2w3e4r5t',
  'iloveyou123',
  '1111111111',
  '0000000000',
  'woaini1314',
  'a123456789',
  '123456789a',
  'q123456789',
  'zxcvbnm123',
  '1qaz2wsx3edc',
  'administrator',
  'password1234',
])

/** Why a new password is not good enough; null when it is. */
export const passwordProblem = (password: string, about: readonly string[]): string | null => {
  if (password.length < passwordLengthMin) return 'account.password_short'
  if (password.length > passwordLengthMax) return 'account.password_long'
  const lower = password.toLowerCase()
  if (commonest.has(lower) || new Set(lower).size < 4) return 'account.password_common'
  if (about.some((word) => word.length >= 5 && lower.includes(word.toLowerCase()))) return 'account.password_personal'
  return null
}
