import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tinyShop } from '../../../testing/index.ts'
import { cookieOf, everything, goodPassword, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'
import { totp } from './totp.testing.ts'

let server: HttpTenant
let admin: Person
beforeAll(async () => {
  server = await httpTenant(tinyShop)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
})
afterAll(() => server?.close())

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'POST', url: `/api/v1${url}`, payload, headers })

describe('sign-in', () => {
  it('opens a session by cookie that scripts cannot read and other sites do not send', async () => {
    const answer = await post('/sign-in', { login: admin.email.toUpperCase(), password: goodPassword })
    expect(answer.json()).toEqual({ status: 'signed_in' })
    const [cookie] = answer.cookies as { name: string; httpOnly?: boolean; sameSite?: string }[]
    expect(cookie).toMatchObject({ name: 'lianke.session_token', httpOnly: true, sameSite: 'Lax' })
    const me = (await server.app.inject({ url: '/api/v1/me', headers: { cookie: cookieOf(answer) } })).json()
    expect(me).toMatchObject({
      account: { email: admin.email },
      staff: { id: admin.staff, name: '林小满' },
      tenant: { id: server.tenant },
      rights: ['*'],
      administrator: true,
    })
  })
  it('answers the same for a wrong password and for a name nobody has, and lets both wait after five', async () => {
    const victim = await server.person({})
    for (const login of [victim.email, 'nobody.at.all@example.com']) {
      for (let time = 0; time < 5; time++)
        expect((await post('/sign-in', { login, password: 'wrong password' })).json()).toMatchObject({
          status: 401,
          code: 'sign_in.wrong',
        })
      const locked = await post('/sign-in', { login, password: goodPassword })
      expect(locked.statusCode).toBe(429)
      expect(locked.json()).toMatchObject({ code: 'sign_in.locked', detail: '尝试次数太多，请 1 分钟后再试' })
      expect(Number(locked.headers['retry-after'])).toBeGreaterThan(25)
    }
    await admin.send({ method: 'PATCH', url: `/api/v1/accounts/${victim.account}`, payload: { password: 'Neues-Kennwort-1' } })
    expect((await post('/sign-in', { login: victim.email, password: 'Neues-Kennwort-1' })).statusCode).toBe(200)
  })
  it('asks for a code once two-factor is on, takes each backup code once, and lets it be switched off', async () => {
    const person = await server.person({})
    expect(
      (await person.send({ method: 'POST', url: '/api/v1/me/two-factor', payload: { password: 'not mine' } })).json(),
    ).toMatchObject({ problems: [{ path: '/password', code: 'account.wrong_password' }] })
    const begun = (
      await person.send({ method: 'POST', url: '/api/v1/me/two-factor', payload: { password: goodPassword } })
    ).json()
    const confirmed = await person.send({
      method: 'POST',
      url: '/api/v1/me/two-factor/confirm',
      payload: { code: totp(begun.uri) },
    })
    expect(confirmed.statusCode).toBe(204)
    const half = await post('/sign-in', { login: person.email, password: goodPassword })
    expect(half.json()).toEqual({ status: 'code_needed' })
    const cookie = cookieOf(half)
    expect((await server.app.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode).toBe(401)
    expect((await post('/sign-in/code', { code: '000000' }, { cookie })).json()).toMatchObject({
      status: 401,
      code: 'sign_in.wrong_code',
    })
    const whole = await post('/sign-in/code', { code: begun.backup_codes[0] }, { cookie })
    expect(whole.json()).toEqual({ status: 'signed_in' })
    const again = cookieOf(await post('/sign-in', { login: person.email, password: goodPassword }))
    expect((await post('/sign-in/code', { code: begun.backup_codes[0] }, { cookie: again })).json().code).toBe(
      'sign_in.wrong_code',
    )
    const byApp = await post('/sign-in/code', { code: totp(begun.uri, Date.now() + 30_000) }, { cookie: again })
    expect(byApp.json()).toEqual({ status: 'signed_in' })
    const off = await server.app.inject({
      method: 'DELETE',
      url: '/api/v1/me/two-factor',
      payload: { password: goodPassword },
      headers: { cookie: cookieOf(byApp) },
    })
    expect(off.statusCode).toBe(204)
    expect((await post('/sign-in', { login: person.email, password: goodPassword })).json()).toEqual({ status: 'signed_in' })
  })
  it('lists sessions and ends them at once, also where they are cached', async () => {
    const person = await server.person({})
    const other = cookieOf(await post('/sign-in', { login: person.email, password: goodPassword }))
    const me = (cookie: string) => server.app.inject({ url: '/api/v1/me', headers: { cookie } })
    expect((await me(other)).statusCode).toBe(200)
    const list = (await person.send({ url: '/api/v1/me/sessions' })).json().data
    expect(list.map((session: { current: boolean }) => session.current).sort()).toEqual([false, true])
    const id = list.find((session: { current: boolean }) => !session.current).id
    expect((await admin.send({ method: 'DELETE', url: `/api/v1/me/sessions/${id}` })).json().code).toBe('session.not_found')
    expect((await person.send({ method: 'DELETE', url: `/api/v1/me/sessions/${id}` })).statusCode).toBe(204)
    expect((await me(other)).json().code).toBe('sign_in.needed')
    expect((await person.send({ method: 'POST', url: '/api/v1/sign-out' })).statusCode).toBe(204)
    expect((await person.send({ url: '/api/v1/me' })).statusCode).toBe(401)
  })
  it('ends every session of an account that is disabled, and opens none', async () => {
    const person = await server.person({})
    expect((await person.send({ url: '/api/v1/me' })).statusCode).toBe(200)
    await admin.send({ method: 'PATCH', url: `/api/v1/accounts/${person.account}`, payload: { disabled: true } })
    expect((await person.send({ url: '/api/v1/me' })).statusCode).toBe(401)
    expect((await post('/sign-in', { login: person.email, password: goodPassword })).json()).toMatchObject({
      status: 403,
      code: 'sign_in.disabled',
    })
    expect(
      (await admin.send({ method: 'PATCH', url: `/api/v1/accounts/${admin.account}`, payload: { disabled: true } })).json().code,
    ).toBe('account.not_yourself')
  })
  it('refuses weak passwords and taken names, and says where', async () => {
    const make = (change: object) =>
      admin.send({
        method: 'POST',
        url: '/api/v1/accounts',
        payload: { name: '新人甲', email: `new${Math.random()}@example.com`, password: goodPassword, ...change },
      })
    expect((await make({ password: 'short' })).json().problems).toEqual([
      { path: '/password', code: 'account.password_short', detail: '密码至少 10 个字符' },
    ])
    expect((await make({ password: 'Password123' })).json().problems[0].code).toBe('account.password_common')
    expect((await make({ email: admin.email })).json()).toMatchObject({ status: 409, problems: [{ path: '/email' }] })
    const made = await make({ username: 'Xin.Ren' })
    expect(made.statusCode).toBe(201)
    expect((await post('/sign-in', { login: 'xin.ren', password: goodPassword })).json()).toEqual({ status: 'signed_in' })
    const person = await server.person({})
    expect((await person.send({ method: 'POST', url: '/api/v1/accounts', payload: {} })).json()).toMatchObject({
      status: 403,
      code: 'access.right_needed',
    })
  })
  it('refuses a write that another site has a browser send', async () => {
    const send = (headers: Record<string, string>) =>
      admin.send({ method: 'POST', url: '/api/v1/customer/person', payload: { name: '跨站' }, headers })
    expect((await send({ origin: 'https://evil.example' })).json()).toMatchObject({ status: 403, code: 'request.foreign_origin' })
    expect((await send({ origin: 'null' })).statusCode).toBe(403)
    expect((await send({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
    expect((await send({ origin: 'http://localhost:3000' })).statusCode).toBe(201)
    expect(
      (await post('/sign-in', { login: admin.email, password: goodPassword }, { origin: 'https://evil.example' })).statusCode,
    ).toBe(403)
  })
  it('keeps a record of every try for administrators', async () => {
    const person = await server.person({})
    await post('/sign-in', { login: person.email, password: 'wrong password' })
    const audit = (await admin.send({ url: '/api/v1/audit/sign-ins', query: { limit: '5' } })).json()
    expect(audit.data[0]).toMatchObject({ kind: 'wrong_password', login: person.email, address: '127.0.0.1' })
    expect(audit.data[1]).toMatchObject({ kind: 'signed_in', account: person.account })
    const next = (await admin.send({ url: '/api/v1/audit/sign-ins', query: { limit: '5', cursor: audit.next } })).json()
    expect(Number(next.data[0].id)).toBeLessThan(Number(audit.data.at(-1).id))
    expect((await person.send({ url: '/api/v1/audit/sign-ins' })).statusCode).toBe(403)
    const changes = (
      await admin.send({ url: '/api/v1/audit/changes', query: { object: 'organisation.staff', record: person.staff } })
    ).json()
    expect(changes.data.map((fact: { name: string }) => fact.name)).toEqual(['organisation.staff.created'])
  })
})

describe('first run', () => {
  it('is over as soon as one account exists', async () => {
    expect((await server.app.inject({ url: '/api/v1/sign-in/ways' })).json()).toEqual({ setup_needed: false, providers: [] })
    expect(
      (await post('/setup', { company: '连客', name: '王', email: 'w@example.com', password: goodPassword })).json(),
    ).toMatchObject({ status: 409, code: 'setup.done' })
  })
})

describe('API keys', () => {
  const make = async (scopes: string[], more: object = {}) =>
    (await admin.send({ method: 'POST', url: '/api/v1/keys', payload: { name: '对接', scopes, ...more } })).json()
  const get = (key: string, url = '/api/v1/customer/person') =>
    server.app.inject({ url, headers: { authorization: `Bearer ${key}` } })

  it('does what its scopes name and nothing else', async () => {
    const { key } = await make(['customer.person:read'])
    expect(key).toMatch(new RegExp(`^lk_${server.tenant}_`))
    expect((await get(key)).statusCode).toBe(200)
    const write = await server.app.inject({
      method: 'POST',
      url: '/api/v1/customer/person',
      payload: { name: '越权' },
      headers: { authorization: `Bearer ${key}` },
    })
    expect(write.json()).toMatchObject({
      status: 403,
      code: 'key.out_of_scope',
      detail: 'API 密钥没有此权限：customer.person:create',
    })
    expect((await get(key, '/api/v1/shop/order')).statusCode).toBe(403)
    expect((await get(key, '/api/v1/keys')).statusCode).toBe(403)
    expect((await get(key, '/api/v1/me')).json().code).toBe('sign_in.people_only')
    expect((await admin.send({ url: '/api/v1/keys' })).body).not.toContain(key)
  })
  it('says precisely why a key is not accepted', async () => {
    const { id, key } = await make(['*'])
    expect((await get(key)).statusCode).toBe(200)
    expect((await admin.send({ method: 'DELETE', url: `/api/v1/keys/${id}` })).statusCode).toBe(204)
    expect((await get(key)).json()).toMatchObject({ status: 401, code: 'key.revoked' })
    const other = await httpTenant(tinyShop)
    try {
      const { key: living } = await make(['*'])
      const foreign = await get(living.replace(`lk_${server.tenant}_`, `lk_${other.tenant}_`))
      expect(foreign.json()).toMatchObject({ status: 401, code: 'key.foreign_tenant' })
    } finally {
      await other.close()
    }
    const { id: soon, key: old } = await make(['*'], { expires_at: new Date(Date.now() + 60_000).toISOString() })
    await server.platform.database.home.query({
      text: `update lianke.api_key set expires_at = now() - interval '1 second' where id = $1`,
      values: [soon],
    })
    expect((await get(old)).json()).toMatchObject({ status: 401, code: 'key.expired' })
    expect((await get(`lk_${server.tenant}_${'x'.repeat(43)}`)).json().code).toBe('key.unknown')
    expect((await get('hunter2')).json().code).toBe('key.malformed')
    expect(
      (
        await admin.send({
          method: 'POST',
          url: '/api/v1/keys',
          payload: { name: '过去', scopes: ['*'], expires_at: '2020-01-01T00:00:00Z' },
        })
      ).json().problems[0].path,
    ).toBe('/expires_at')
    expect(
      (await admin.send({ method: 'POST', url: '/api/v1/keys', payload: { name: '乱写', scopes: ['drop table'] } })).statusCode,
    ).toBe(422)
  })
  it('is limited in its rate and told so', async () => {
    const slow = await httpTenant(tinyShop, { limits: { key: { perSecond: 0.5, burst: 3 } } })
    try {
      const { key } = await slow.auth.keys.make({ tenant: slow.tenant, name: '快', scopes: ['*'], expiresAt: null, by: null })
      const ask = () => slow.app.inject({ url: '/api/v1/customer/person', headers: { authorization: `Bearer ${key}` } })
      const answers = [await ask(), await ask(), await ask(), await ask()]
      expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 429])
      expect(answers[0]?.headers).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-remaining': '2' })
      expect(answers[3]?.json().code).toBe('request.too_many')
      expect(Number(answers[3]?.headers['retry-after'])).toBeGreaterThan(0)
    } finally {
      await slow.close()
    }
  })
})
