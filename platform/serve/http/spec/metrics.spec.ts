import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tinyShop } from '../../../testing/tiny-shop.ts'
import { type HttpTenant, httpTenant } from './http-tenant.testing.ts'
import { readHttpConfig } from '../http-config.ts'

const token = 'a-token-of-the-operators'
let plain: HttpTenant
let proxied: HttpTenant
let guarded: HttpTenant
beforeAll(async () => {
  plain = await httpTenant(tinyShop)
  proxied = await httpTenant(tinyShop, { trustProxy: ['127.0.0.1'] })
  guarded = await httpTenant(tinyShop, { metricsToken: token })
})
afterAll(async () => {
  for (const each of [plain, proxied, guarded]) await each?.close()
})

const ask = (server: HttpTenant, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  server.app.inject({ url: '/metrics', headers: { host: 'localhost:3000', ...headers }, remoteAddress })

describe('/metrics', () => {
  it('answers this machine when it asks by itself', async () => {
    for (const host of ['localhost:3000', '127.0.0.1', '[::1]:3000', 'LOCALHOST']) {
      const answer = await ask(plain, { host })
      expect(answer.statusCode, host).toBe(200)
      expect(answer.body).toContain('lianke_process_cpu_user_seconds_total')
    }
    expect((await ask(plain, {}, '::1')).statusCode).toBe(200)
    expect((await ask(plain, {}, '::ffff:127.0.0.1')).statusCode).toBe(200)
  })

  it.each([
    [{ 'x-forwarded-for': '203.0.113.9' }],
    [{ 'x-forwarded-for': '127.0.0.1' }],
    [{ forwarded: 'for=203.0.113.9' }],
    [{ via: '1.1 proxy' }],
    [{ 'x-real-ip': '203.0.113.9' }],
    [{ 'x-forwarded-proto': 'https' }],
    [{ 'x-forwarded-host': 'crm.example.com' }],
    [{ host: 'crm.example.com' }],
    [{ host: '10.0.0.5:3000' }],
    [{ host: 'localhost.example.com' }],
    [{ host: '127.0.0.1.example.com' }],
  ])('is not there for what a proxy on the same machine passes on: %j', async (headers) => {
    const answer = await ask(plain, headers)
    expect(answer.statusCode).toBe(404)
    expect(answer.json()).toMatchObject({ code: 'route.unknown' })
    expect(answer.body).not.toContain('lianke_')
  })

  it('is not there for other machines, nor by any way where a proxy is said to stand in front', async () => {
    for (const address of ['10.0.0.7', '192.168.1.4', '203.0.113.9', 'fd00::1'])
      expect((await ask(plain, {}, address)).statusCode, address).toBe(404)
    expect((await ask(proxied)).statusCode).toBe(404)
  })

  it('asks everybody for the token once there is one', async () => {
    expect((await ask(guarded)).json()).toMatchObject({ status: 401, code: 'metrics.token_needed' })
    expect((await ask(guarded, { authorization: `Bearer ${token}x` })).statusCode).toBe(401)
    expect(
      (await ask(guarded, { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.9' }, '10.0.0.7')).statusCode,
    ).toBe(200)
  })

  it('does not start with a token that can be guessed', () => {
    expect(() => readHttpConfig({ LIANKE_METRICS_TOKEN: 'short' })).toThrow(/LIANKE_METRICS_TOKEN/)
    expect(readHttpConfig({ LIANKE_METRICS_TOKEN: token }).metricsToken).toBe(token)
    expect(readHttpConfig({}).metricsToken).toBeNull()
  })
})
