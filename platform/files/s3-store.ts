import { createHash, createHmac } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { request } from 'undici'
import type { FileStore } from './file-store.ts'

/** An S3-compatible bucket, from the installation's configuration (`S3_ENDPOINT`, …). Path-style addresses work everywhere. */
export interface S3Options {
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  readonly accessKey: string
  readonly secretKey: string
}
const emptyHash = createHash('sha256').update('').digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const requestTimeoutMs = 60_000

/** AWS signature version 4 for one object request. `at` is `YYYYMMDDTHHMMSSZ`; `query` as it is sent. */
export const signS3 = (
  options: S3Options,
  method: string,
  path: string,
  payloadHash: string,
  at: string,
  query = '',
): Record<string, string> => {
  const { host } = new URL(options.endpoint)
  const day = at.slice(0, 8)
  const scope = `${day}/${options.region}/s3/aws4_request`
  const headers = { host, 'x-amz-content-sha256': payloadHash, 'x-amz-date': at }
  const signed = Object.keys(headers).join(';')
  const canonical = [
    method,
    path,
    query,
    ...Object.entries(headers).map(([name, value]) => `${name}:${value}`),
    '',
    signed,
    payloadHash,
  ].join('\n')
  const text = ['AWS4-HMAC-SHA256', at, scope, createHash('sha256').update(canonical).digest('hex')].join('\n')
  const key = ['s3', 'aws4_request'].reduce<Buffer>(
    (last, part) => hmac(last, part),
    hmac(hmac(`AWS4${options.secretKey}`, day), options.region),
  )
  const signature = createHmac('sha256', key).update(text).digest('hex')
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${options.accessKey}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
  }
}

/** Bytes in a bucket. */
export const s3Store = (options: S3Options): FileStore => {
  const ask = async (method: 'PUT' | 'GET' | 'DELETE', place: string, body?: Readable, length?: number) => {
    const path = `/${options.bucket}/${place}`
    const at = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
    const headers = signS3(options, method, path, body ? 'UNSIGNED-PAYLOAD' : emptyHash, at)
    const response = await request(new URL(path, options.endpoint), {
      method,
      headers: { ...headers, ...(length === undefined ? {} : { 'content-length': String(length) }) },
      body: body ?? null,
      headersTimeout: requestTimeoutMs,
      bodyTimeout: requestTimeoutMs,
    })
    if (response.statusCode < 300 || (method === 'DELETE' && response.statusCode === 404)) return response
    const said = (await response.body.text()).slice(0, 300)
    throw new Error(`the bucket answered ${response.statusCode} to ${method}: ${said}`)
  }
  return {
    async keep(place, temporary) {
      const { size } = await stat(temporary)
      await (await ask('PUT', place, createReadStream(temporary), size)).body.dump()
      await rm(temporary)
    },
    read: async (place) => (await ask('GET', place)).body as Readable,
    async remove(place) {
      await (await ask('DELETE', place)).body.dump()
    },
  }
}
