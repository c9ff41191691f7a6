import { createCipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import vectors from '../fixtures/crypto_vectors.json' with { type: 'json' }
import {
  aesKeyOf,
  CallbackCryptoError,
  callbackSignature,
  openCallback,
  sameSignature,
  sealCallback,
} from '../sign/callback-crypto.rule.ts'
import { jsapiSignature } from '../sign/jsapi.rule.ts'

interface Sealed {
  id: string
  token: string
  timestamp: string
  nonce: string
  encrypt: string
  msg_signature: string
  encoding_aes_key: string
  receive_id_in_payload: string
  plaintext: string
  random16_hex: string
}
const sealed = vectors.filter((vector) => 'plaintext' in vector) as unknown as Sealed[]
const signed = vectors.filter((vector) => 'msg_signature' in vector) as unknown as Sealed[]
const keys = vectors.find((vector) => vector.kind === 'invalid_key') as unknown as { invalid: string[]; valid: string[] }
const js = vectors.find((vector) => vector.kind === 'jsapi_signature') as unknown as {
  jsapi_ticket: string
  noncestr: string
  timestamp: string
  url: string
  signature: string
}
const first = sealed[0]!
const faultOf = (work: () => unknown): string => {
  try {
    work()
  } catch (cause) {
    if (cause instanceof CallbackCryptoError) return cause.fault
    throw cause
  }
  return 'none'
}
const cipherOf = (plain: Buffer): string => {
  const key = aesKeyOf(first.encoding_aes_key)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
}

describe('callback cryptography', () => {
  it.each(signed)('signs $id as published', (vector) => {
    expect(callbackSignature(vector.token, vector.timestamp, vector.nonce, vector.encrypt)).toBe(vector.msg_signature)
  })
  it.each(sealed)('opens $id', (vector) => {
    expect(openCallback(vector.encoding_aes_key, vector.encrypt, [vector.receive_id_in_payload])).toBe(vector.plaintext)
  })
  it.each(sealed)('seals $id to the same bytes, given the same chance', (vector) => {
    expect(
      sealCallback(
        vector.encoding_aes_key,
        vector.plaintext,
        vector.receive_id_in_payload,
        Buffer.from(vector.random16_hex, 'hex'),
      ),
    ).toBe(vector.encrypt)
  })
  it.each(keys.invalid)('refuses the key %j', (key) => {
    expect(faultOf(() => aesKeyOf(key))).toBe('bad_key')
  })
  it.each(keys.valid)('takes the key %j', (key) => {
    expect(aesKeyOf(key)).toHaveLength(32)
  })
  it('takes a key whose last character carries loose bits', () => {
    const loose = `${first.encoding_aes_key.slice(0, 42)}D`
    expect(aesKeyOf(loose).equals(aesKeyOf(first.encoding_aes_key))).toBe(true)
  })
  it('refuses a message for another receiver', () => {
    expect(faultOf(() => openCallback(first.encoding_aes_key, first.encrypt, ['ww0000000000000000']))).toBe('wrong_receiver')
  })
  it('refuses what is not base64, cut short, or opened with another key', () => {
    expect(faultOf(() => openCallback(first.encoding_aes_key, '&&&&', [first.receive_id_in_payload]))).toBe('bad_base64')
    expect(faultOf(() => openCallback(first.encoding_aes_key, first.encrypt.slice(0, 40), [first.receive_id_in_payload]))).toBe(
      'bad_cipher',
    )
    expect(['bad_cipher', 'bad_buffer', 'wrong_receiver']).toContain(
      faultOf(() => openCallback(keys.valid[0]!, first.encrypt, [first.receive_id_in_payload])),
    )
  })
  it('refuses padding outside 1 to 32 and lengths beyond the message', () => {
    expect(faultOf(() => openCallback(first.encoding_aes_key, cipherOf(Buffer.alloc(64, 33)), ['x']))).toBe('bad_cipher')
    expect(faultOf(() => openCallback(first.encoding_aes_key, cipherOf(Buffer.alloc(64, 0)), ['x']))).toBe('bad_cipher')
    const lying = Buffer.alloc(64, 4)
    lying.writeUInt32BE(0xfffffff0, 16)
    expect(faultOf(() => openCallback(first.encoding_aes_key, cipherOf(lying), ['x']))).toBe('bad_buffer')
  })
  it('compares signatures of any length without throwing', () => {
    expect(sameSignature('', first.msg_signature)).toBe(false)
    expect(sameSignature(`${first.msg_signature}0`, first.msg_signature)).toBe(false)
    expect(sameSignature(first.msg_signature.toUpperCase(), first.msg_signature)).toBe(true)
  })
})

describe('JS-SDK signature', () => {
  it('equals the published one and ignores the fragment of the page', () => {
    const input = { ticket: js.jsapi_ticket, nonce: js.noncestr, timestamp: js.timestamp, url: js.url }
    expect(jsapiSignature(input)).toBe(js.signature)
    expect(jsapiSignature({ ...input, url: `${js.url}#/deep` })).toBe(js.signature)
    expect(jsapiSignature({ ...input, url: `${js.url}&x=1` })).not.toBe(js.signature)
  })
})
