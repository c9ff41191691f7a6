import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { s3Store, signS3 } from '../s3-store.ts'

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

describe('files in a bucket', () => {
  it('are asked for with the signature that Amazon documents for its example', async () => {
    const options = {
      region: 'us-east-1',
      accessKey: 'AKIAIOSFODNN7EXAMPLE',
      secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    }
    const url = new URL('https://examplebucket.s3.amazonaws.com/?lifecycle=')
    const headers = await signS3(options, 'GET', url, emptyHash, '20130524T000000Z')
    expect(headers.get('authorization')).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    )
  })
  it('go up, come back unchanged and go away, and a refusal of the bucket is a fault that says what it said', async () => {
    const kept = new Map<string, Buffer>()
    const server = createServer(async (request: IncomingMessage, response) => {
      const name = String(request.url)
      const body = await buffer(request)
      if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=key/'))
        return void response.writeHead(403).end('AccessDenied')
      if (request.method === 'PUT') kept.set(name, body)
      else if (request.method === 'DELETE') kept.delete(name)
      else if (!kept.has(name)) return void response.writeHead(404).end('NoSuchKey')
      response.end(request.method === 'GET' ? kept.get(name) : undefined)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const folder = await mkdtemp(join(tmpdir(), 'lianke-s3-'))
    try {
      const store = s3Store({
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        region: 'cn',
        bucket: 'files',
        accessKey: 'key',
        secretKey: 'secret',
      })
      const place = 'main/ab/01900000-0000-7000-8000-0000000000ab'
      const temporary = join(folder, 'up')
      await writeFile(temporary, '内容')
      const bytes = await readFile(temporary)
      await store.keep(place, temporary)
      await expect(stat(temporary)).rejects.toMatchObject({ code: 'ENOENT' })
      expect([...kept.keys()]).toEqual([`/files/${place}`])
      expect(await buffer(await store.read(place))).toEqual(bytes)
      await store.remove(place)
      await store.remove(place)
      await expect(store.read(place)).rejects.toThrow('NoSuchKey')
    } finally {
      await rm(folder, { recursive: true })
      await new Promise((resolve) => server.close(resolve))
    }
  })

  it('that say nothing, or are away, end in bounded time with a problem of their own; no room is said as such', async () => {
    let status = 0
    const server = createServer((_request, response) => {
      if (status) response.writeHead(status).end('SlowDown')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const store = s3Store({ endpoint, region: 'cn', bucket: 'files', accessKey: 'key', secretKey: 'secret', silentMs: 500 })
    const place = 'main/ab/01900000-0000-7000-8000-0000000000ab'
    await expect(store.read(place)).rejects.toMatchObject({ says: 'files.no_answer' })
    status = 503
    await expect(store.read(place)).rejects.toMatchObject({ says: 'files.no_answer' })
    status = 507
    await expect(store.read(place)).rejects.toMatchObject({ says: 'storage.full' })
    server.closeAllConnections()
    server.close()
    await expect(store.read(place)).rejects.toMatchObject({ says: 'files.no_answer' })
  })
})
