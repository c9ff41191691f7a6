import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { guardedFetch, isPublicAddress } from '../guarded-fetch.ts'

let server: Server
let host: string
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
    else if (request.url === '/circle') response.writeHead(302, { location: '/circle' }).end()
    else if (request.url === '/slow') setTimeout(() => response.end('late'), 2_000)
    else if (request.url === '/long') response.end(Buffer.alloc(5_000, 97))
    else response.end(JSON.stringify({ method: request.method, secret: request.headers.authorization ?? null }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

describe('outgoing calls', () => {
  it('go to public addresses only, however the private one is written', async () => {
    const fetch = guardedFetch()
    for (const address of [
      `http://${host}/`,
      'http://localhost/',
      'http://[::1]/',
      'http://[::ffff:127.0.0.1]/',
      'http://2130706433/',
      'http://0x7f.1/',
      'http://10.1.2.3/',
      'http://169.254.169.254/',
      'http://100.64.0.1/',
      'http://[fd00::1]/',
      'http://0.0.0.0/',
    ]) {
      await expect(fetch(address), address).rejects.toMatchObject({ code: 'outgoing.private_address' })
    }
    for (const address of ['file:///etc/passwd', 'ftp://example.com/', 'http://user:pass@example.com/', 'not an address'])
      await expect(fetch(address), address).rejects.toMatchObject({ code: 'outgoing.bad_url' })
    expect(isPublicAddress('114.114.114.114')).toBe(true)
  })
  it('reach a private address that the configuration allows, and only that one', async () => {
    const fetch = guardedFetch({ allowPrivate: [host] })
    expect(
      await (await fetch(`http://${host}/`, { method: 'POST', body: 'x', headers: { authorization: 'Bearer x' } })).json(),
    ).toEqual({ method: 'POST', secret: 'Bearer x' })
    await expect(fetch(`http://${host}/away`)).rejects.toMatchObject({ code: 'outgoing.private_address' })
    await expect(fetch(`http://${host}/circle`)).rejects.toMatchObject({ code: 'outgoing.too_many_redirects' })
  })
  it('follow no redirect where that is asked', async () => {
    const { status, headers } = await guardedFetch({ allowPrivate: [host] })(`http://${host}/circle`, { redirect: 'manual' })
    expect([status, headers.get('location')]).toEqual([302, '/circle'])
  })
  it('end when they take too long or say too much', async () => {
    await expect(guardedFetch({ allowPrivate: [host], timeoutMs: 200 })(`http://${host}/slow`)).rejects.toThrow(/abort|time/i)
    await expect(
      guardedFetch({ allowPrivate: [host], bytesMax: 1_000 })(`http://${host}/long`).then((response) => response.text()),
    ).rejects.toThrow(/longer/)
  })
})
