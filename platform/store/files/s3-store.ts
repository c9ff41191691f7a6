import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { RetryLater, codeOfError } from '@lianke/kernel'
import { AwsV4Signer } from 'aws4fetch'
import type { FileStore } from './file-store.ts'

/** An S3-compatible bucket, from the installation's configuration (`S3_ENDPOINT`, …). Path-style addresses work everywhere. */
export interface S3Options {
  readonly endpoint: string
  readonly region: string
  readonly bucket: string
  readonly accessKey: string
  readonly secretKey: string
  /** A bucket that says nothing for this long is taken for away. */
  readonly silentMs?: number
}
const emptyHash = createHash('sha256').update('').digest('hex')
const silentMsDefault = 15_000
const network = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|UND_ERR_(CONNECT_TIMEOUT|HEADERS_TIMEOUT|BODY_TIMEOUT|SOCKET))/

const away = (reason: string, cause?: unknown) => new RetryLater(`the bucket ${reason}`, 2_000, cause, 'files.no_answer')
const outward = (error: unknown): unknown => (network.test(String(codeOfError(error))) ? away('does not answer', error) : error)

/** The headers of one signed request (AWS signature version 4). `at` is `YYYYMMDDTHHMMSSZ`, default: now. */
export const signS3 = async (
  options: Omit<S3Options, 'endpoint' | 'bucket'>,
  method: string,
  url: URL,
  payloadHash: string,
  at?: string,
): Promise<Headers> => {
  const signer = new AwsV4Signer({
    method,
    url: url.href,
    headers: { 'x-amz-content-sha256': payloadHash },
    accessKeyId: options.accessKey,
    secretAccessKey: options.secretKey,
    service: 's3',
    region: options.region,
    ...(at ? { datetime: at } : {}),
  })
  return (await signer.sign()).headers
}

/** Bytes in a bucket. */
export const s3Store = (options: S3Options): FileStore => {
  const silentMs = options.silentMs ?? silentMsDefault
  const ask = async (method: 'PUT' | 'GET' | 'DELETE', place: string, body?: Readable, length?: number) => {
    const url = new URL(`/${options.bucket}/${place}`, options.endpoint)
    const headers = await signS3(options, method, url, body ? 'UNSIGNED-PAYLOAD' : emptyHash)
    if (length !== undefined) headers.set('content-length', String(length))
    const { request } = await import('undici')
    const response = await request(url, {
      method,
      headers: Object.fromEntries(headers),
      body: body ?? null,
      headersTimeout: silentMs,
      bodyTimeout: silentMs,
    }).catch((error: unknown) => {
      throw outward(error)
    })
    if (response.statusCode < 300 || (method === 'DELETE' && response.statusCode === 404)) return response
    const said = `answered ${response.statusCode} to ${method}: ${(await response.body.text()).slice(0, 300)}`
    if (response.statusCode === 507) throw new RetryLater(`the bucket ${said}`, 5_000, undefined, 'storage.full')
    if (response.statusCode >= 500) throw away(said)
    throw new Error(`the bucket ${said}`)
  }
  return {
    async keep(place, temporary) {
      const { size } = await stat(temporary)
      await (await ask('PUT', place, createReadStream(temporary), size)).body.dump()
      await rm(temporary)
    },
    read: async (place) => (await ask('GET', place)).body,
    async remove(place) {
      await (await ask('DELETE', place)).body.dump()
    },
  }
}
