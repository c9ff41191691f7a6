import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'

/** Why a callback body could not be opened; the vendor's own numbers in comments. */
type CryptoFault = 'bad_key' | 'bad_base64' | 'bad_cipher' | 'bad_buffer' | 'wrong_receiver'
export class CallbackCryptoError extends Error {
  readonly fault: CryptoFault
  constructor(fault: CryptoFault) {
    super(fault)
    this.fault = fault
  }
}

const blockBytes = 32
const randomBytes = 16
const lengthBytes = 4

/** The 32-byte key of a 43-character EncodingAESKey. Lenient about the trailing bits of the 43rd character, which real keys leave non-zero. */
export const aesKeyOf = (encodingAesKey: string): Buffer => {
  if (!/^[A-Za-z0-9+/]{43}$/.test(encodingAesKey)) throw new CallbackCryptoError('bad_key')
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  if (key.length !== 32) throw new CallbackCryptoError('bad_key')
  return key
}

/** sha1 over the sorted token, timestamp, nonce and cipher text. */
export const callbackSignature = (token: string, timestamp: string, nonce: string, encrypted: string): string =>
  createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex')

/** Compares in constant time, whatever the lengths. */
export const sameSignature = (given: string, expected: string): boolean => {
  const left = createHash('sha256').update(given.toLowerCase()).digest()
  const right = createHash('sha256').update(expected).digest()
  return timingSafeEqual(left, right)
}

/** Opens a cipher text; the receiver inside it must be one of these. Throws {@link CallbackCryptoError}. */
export const openCallback = (encodingAesKey: string, encrypted: string, receivers: readonly string[]): string => {
  const key = aesKeyOf(encodingAesKey)
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(encrypted)) throw new CallbackCryptoError('bad_base64')
  const cipher = Buffer.from(encrypted, 'base64')
  if (cipher.length === 0 || cipher.length % 16 !== 0) throw new CallbackCryptoError('bad_cipher')
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(cipher), decipher.final()])
  // The vendor pads to 32 bytes, which a library's 16-byte unpadding refuses.
  const pad = padded[padded.length - 1] ?? 0
  if (pad < 1 || pad > blockBytes || pad > padded.length) throw new CallbackCryptoError('bad_cipher')
  if (!padded.subarray(padded.length - pad).every((byte) => byte === pad)) throw new CallbackCryptoError('bad_cipher')
  const plain = padded.subarray(0, padded.length - pad)
  if (plain.length < randomBytes + lengthBytes) throw new CallbackCryptoError('bad_buffer')
  const length = plain.readUInt32BE(randomBytes)
  const start = randomBytes + lengthBytes
  if (start + length > plain.length) throw new CallbackCryptoError('bad_buffer')
  const inside = plain.subarray(start + length).toString('utf8')
  if (!receivers.includes(inside)) throw new CallbackCryptoError('wrong_receiver')
  return plain.subarray(start, start + length).toString('utf8')
}

/** The opposite of {@link openCallback}, for passive replies; `random` is 16 bytes of chance from outside. */
export const sealCallback = (encodingAesKey: string, message: string, receiver: string, random: Buffer): string => {
  const key = aesKeyOf(encodingAesKey)
  const text = Buffer.from(message, 'utf8')
  const length = Buffer.alloc(lengthBytes)
  length.writeUInt32BE(text.length)
  const body = Buffer.concat([random.subarray(0, randomBytes), length, text, Buffer.from(receiver, 'utf8')])
  const pad = blockBytes - (body.length % blockBytes)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([body, Buffer.alloc(pad, pad)])), cipher.final()]).toString('base64')
}
