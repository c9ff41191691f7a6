import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tinyShop } from '../../../testing/index.ts'
import { cookieOf, goodPassword, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'
import { totp } from './totp.testing.ts'

let server: HttpTenant
beforeAll(async () => {
  server = await httpTenant(tinyShop)
})
afterAll(() => server?.close())

const post = (path: string, payload: object, options: { cookie?: string; from?: string } = {}) =>
  server.app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    payload,
    headers: options.cookie ? { cookie: options.cookie } : {},
    remoteAddress: options.from,
  })
/** Somebody with a second factor, and the codes around one moment; the one before it is spent on switching it on. */
const guarded = async (): Promise<{ person: Person; codeAt: (seconds: number) => string }> => {
  const person = await server.person({})
  const send = (path: string, payload: object) => person.send({ method: 'POST', url: `/api/v1${path}`, payload })
  const { uri } = (await send('/me/two-factor', { password: goodPassword })).json()
  // Were the half minute about to end, the code before it would be too old when it is used. Passwords take their time: they come before.
  const left = 30_000 - (Date.now() % 30_000)
  if (left < 10_000) await new Promise((resolve) => setTimeout(resolve, left + 100))
  const moment = Date.now()
  const codeAt = (seconds: number) => totp(uri, moment + seconds * 1000)
  expect((await send('/me/two-factor/confirm', { code: codeAt(-30) })).statusCode).toBe(204)
  return { person, codeAt }
}
const half = async (person: Person, from: string) =>
  cookieOf(await post('/sign-in', { login: person.email, password: goodPassword }, { from }))
const code = (cookie: string, given: string, from: string) => post('/sign-in/code', { code: given }, { cookie, from })

describe('a second factor', () => {
  it('takes a code once within its window, also one that switched it on', async () => {
    const { person, codeAt } = await guarded()
    const [used, now] = [codeAt(-30), codeAt(0)]
    const from = '198.51.100.30'
    expect((await code(await half(person, from), used, from)).json().code).toBe('sign_in.wrong_code')
    expect((await code(await half(person, from), now, from)).json()).toEqual({ status: 'signed_in' })
    expect((await code(await half(person, from), now, from)).json()).toMatchObject({ status: 401, code: 'sign_in.wrong_code' })
    const both = await Promise.all(
      [await half(person, from), await half(person, from)].map((cookie) => code(cookie, codeAt(30), from)),
    )
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 401])
  })

  it('counts wrong codes over any number of password steps', async () => {
    const { person, codeAt } = await guarded()
    const from = '203.0.113.40'
    for (let step = 0; step < 5; step++)
      expect((await code(await half(person, from), `10000${step}`, from)).json().code).toBe('sign_in.wrong_code')
    const next = await code(await half(person, from), codeAt(0), from)
    expect(next.json()).toMatchObject({ status: 429, code: 'sign_in.locked' })
    expect(Number(next.headers['retry-after'])).toBeGreaterThan(25)
  })

  it('does not let wrong codes from elsewhere keep its owner out', async () => {
    const { person, codeAt } = await guarded()
    const own = '198.51.100.41'
    expect((await code(await half(person, own), codeAt(0), own)).statusCode).toBe(200)
    for (let step = 0; step < 6; step++) await code(await half(person, '203.0.113.41'), `20000${step}`, '203.0.113.41')
    expect((await code(await half(person, own), codeAt(30), own)).json()).toEqual({ status: 'signed_in' })
  })

  it('needs the password step of the same browser', async () => {
    const { codeAt } = await guarded()
    for (const cookie of ['', 'lianke.two_factor=abc.def', 'lianke.two_factor=abc'])
      expect((await post('/sign-in/code', { code: codeAt(0) }, cookie ? { cookie } : {})).json().code).toBe('sign_in.start_again')
  })
})
