import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuid } from 'uuid'
import { addressPlace } from '../../auth/known-places.ts'
import { tinyShop } from '../../../testing/index.ts'
import { cookieOf, everything, goodPassword, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let server: HttpTenant
let admin: Person
beforeAll(async () => {
  server = await httpTenant(tinyShop)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
})
afterAll(() => server?.close())

const api = (path: string) => `/api/v1${path}`
const mail = () => `${uuid()}@example.com`
const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) =>
  admin.send({ method, url: api(path), ...(payload ? { payload } : {}) })
const post = (path: string, payload: object, headers: Record<string, string> = {}, remoteAddress?: string) =>
  server.app.inject({ method: 'POST', url: api(path), payload, headers, remoteAddress })
const tokenOf = (link: { url: string }) => link.url.split('#')[1] ?? ''
const accounts = async () => (await ask('GET', '/accounts')).json().data as { email: string }[]
const colleague = async () => (await ask('POST', '/organisation/staff', { name: '陈雨' })).json().id as string

describe('a sign-in for a colleague', () => {
  it('is given to a staff record, by a link that works once', async () => {
    const staff = await colleague()
    const email = mail()
    const made = await ask('POST', '/accounts', { name: '陈雨', email, staff })
    expect(made.statusCode).toBe(201)
    expect((await post('/sign-in', { login: email, password: goodPassword })).json().code).toBe('sign_in.wrong')
    const token = tokenOf(made.json().link)
    expect((await post('/sign-in/link', { token })).json()).toEqual({ name: '陈雨', email, company: server.tenant })
    expect((await post('/sign-in/link/use', { token, password: 'short' })).json().problems[0].code).toBe('account.password_short')
    const used = await post('/sign-in/link/use', { token, password: goodPassword })
    expect(used.json()).toEqual({ status: 'signed_in' })
    const me = (await server.app.inject({ url: api('/me'), headers: { cookie: cookieOf(used) } })).json()
    expect(me).toMatchObject({ staff: { id: staff }, account: { email, must_change: false } })
    for (const dead of [token, uuid() + uuid()])
      expect((await post('/sign-in/link/use', { token: dead, password: goodPassword })).json()).toMatchObject({
        status: 404,
        code: 'link.invalid',
      })
    expect((await post('/sign-in', { login: email, password: goodPassword })).statusCode).toBe(200)
  })

  it('leaves nothing behind when it is refused', async () => {
    const before = (await accounts()).length
    const email = mail()
    const refused = async (input: object, status: number) =>
      expect((await ask('POST', '/accounts', { name: '陈雨', email, ...input })).statusCode, JSON.stringify(input)).toBe(status)
    await refused({ staff: uuid() }, 404)
    await refused({ staff: admin.staff }, 409)
    await refused({ password: 'short' }, 422)
    await refused({ staff: await colleague(), colleague: { roles: [uuid()] } }, 422)
    const staff = await colleague()
    await refused({ email: admin.email, staff }, 409)
    expect(await accounts()).toHaveLength(before)
    const { rows } = {
      rows: await server.platform.database.home.query({ text: 'select 1 from lianke.login where mail = $1', values: [email] }),
    }
    expect(rows).toEqual([])
    expect((await ask('POST', '/accounts', { name: '陈雨', email, staff })).statusCode).toBe(201)
  })

  it('is moved to another staff record, and taken from it', async () => {
    const [first, second] = [await colleague(), await colleague()]
    const { id } = (await ask('POST', '/accounts', { name: '陈雨', email: mail(), staff: first })).json()
    expect((await ask('PATCH', `/accounts/${id}`, { staff: second })).statusCode).toBe(200)
    const tied = async (staff: string) =>
      (
        await server.platform.work(server.tenant, { kind: 'system', id: 'spec' }, (work) =>
          work.records.get('organisation.staff', staff, { fields: ['account'] }),
        )
      ).account
    expect([await tied(first), await tied(second)]).toEqual([null, id])
    expect((await ask('PATCH', `/accounts/${id}`, { staff: null })).statusCode).toBe(200)
    expect(await tied(second)).toBeNull()
  })

  it('with a password that somebody else chose opens nothing before it is changed', async () => {
    const email = mail()
    expect((await ask('POST', '/accounts', { name: '陈雨', email, password: goodPassword })).statusCode).toBe(201)
    const cookie = cookieOf(await post('/sign-in', { login: email, password: goodPassword }))
    const send = (method: 'GET' | 'POST', path: string, payload?: object) =>
      server.app.inject({ method, url: api(path), headers: { cookie }, ...(payload ? { payload } : {}) })
    expect((await send('GET', '/me')).json()).toMatchObject({ account: { must_change: true } })
    for (const path of ['/customer/person', '/meta', '/me/sessions', '/openapi.json'])
      expect((await send('GET', path)).json(), path).toMatchObject({ status: 403, code: 'account.password_change_needed' })
    expect((await send('POST', '/me/password', { current: goodPassword, password: 'Eigenes-Kennwort-9' })).statusCode).toBe(204)
    expect((await send('GET', '/meta')).statusCode).toBe(200)
  })

  it('is helped by a new link, a second factor switched off, sessions ended', async () => {
    const person = await server.person({})
    await server.platform.database.home.query({
      text: `with on_ as (update lianke.login set two_factor_enabled = true where id = $1)
        insert into lianke.login_two_factor (id, secret, backup_codes, user_id) values ($1, 'x', 'x', $1)`,
      values: [person.account],
    })
    expect((await post('/sign-in', { login: person.email, password: goodPassword })).json()).toEqual({ status: 'code_needed' })
    expect((await ask('DELETE', `/accounts/${person.account}/two-factor`)).statusCode).toBe(204)
    expect((await person.send({ url: api('/me') })).statusCode).toBe(401)
    const again = await post('/sign-in', { login: person.email, password: goodPassword })
    expect(again.json()).toEqual({ status: 'signed_in' })
    expect((await ask('DELETE', `/accounts/${person.account}/sessions`)).statusCode).toBe(204)
    expect((await server.app.inject({ url: api('/me'), headers: { cookie: cookieOf(again) } })).statusCode).toBe(401)
    const [first, second] = [
      (await ask('POST', `/accounts/${person.account}/link`)).json(),
      (await ask('POST', `/accounts/${person.account}/link`)).json(),
    ]
    expect((await post('/sign-in/link', { token: tokenOf(first) })).json().code).toBe('link.invalid')
    expect((await post('/sign-in/link/use', { token: tokenOf(second), password: 'Neues-Kennwort-8' })).statusCode).toBe(200)
    expect((await post('/sign-in', { login: person.email, password: goodPassword })).statusCode).toBe(401)
    const kinds = (await ask('GET', '/audit/sign-ins?limit=30')).json().data.map(({ kind }: { kind: string }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['two_factor_reset', 'link_made', 'revoked', 'password_changed']))
  })

  it('does not tell whether an address or a user name signs in to another tenant', async () => {
    const other = await httpTenant(tinyShop)
    try {
      const boss = await other.person({ objects: { '*': everything }, rights: ['*'] })
      const [taken, username] = [mail(), `u${uuid().slice(-10)}`]
      await ask('POST', '/accounts', { name: '陈雨', email: taken, username, password: goodPassword })
      const make = async (input: object) => {
        const answer = await boss.send({
          method: 'POST',
          url: api('/accounts'),
          payload: { name: '陈雨', password: 'Ganz-anderes-5', ...input },
        })
        const { id: _id, email: _email, username: _username, ...rest } = answer.json()
        return { status: answer.statusCode, rest }
      }
      expect(await make({ email: taken, username })).toEqual(await make({ email: mail(), username: `u${uuid().slice(-10)}` }))
      // Each signs in to the own company, by the own password.
      const tenantOf = async (password: string) => {
        const cookie = cookieOf(await post('/sign-in', { login: taken, password }))
        return (await server.app.inject({ url: api('/me'), headers: { cookie } })).json().tenant.id
      }
      expect(await tenantOf('Ganz-anderes-5')).toBe(other.tenant)
      expect(await tenantOf(goodPassword)).toBe(server.tenant)
      expect((await make({ email: taken })).status).toBe(409)
    } finally {
      await other.close()
    }
  })
})

describe('wrong passwords', () => {
  const wrong = (login: string, from: string, headers: Record<string, string> = {}) =>
    post('/sign-in', { login, password: 'wrong password' }, headers, from)
  const right = (login: string, from: string, headers: Record<string, string> = {}) =>
    post('/sign-in', { login, password: goodPassword }, headers, from)

  it('from elsewhere keep nobody out, neither by name nor by address', async () => {
    const email = mail()
    const username = `u${uuid().slice(-10)}`
    await ask('POST', '/accounts', { name: '陈雨', email, username, password: goodPassword })
    for (let time = 0; time < 3; time++) expect((await wrong(email, '203.0.113.7')).statusCode).toBe(401)
    // Name and address are one account: together they are five.
    for (let time = 0; time < 2; time++) expect((await wrong(username, '203.0.113.7')).statusCode).toBe(401)
    for (const login of [email, username]) expect((await right(login, '203.0.113.7')).json().code).toBe('sign_in.locked')
    expect((await right(email, '198.51.100.4')).json()).toEqual({ status: 'signed_in' })
  })

  it('wait longer each time, and tries at the same time count together', async () => {
    const { email, account } = await server.person({})
    const at = addressPlace('203.0.113.8')
    const answers = await Promise.all(Array.from({ length: 12 }, () => wrong(email, '203.0.113.8')))
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5)
    const waits: number[] = []
    for (let time = 0; time < 7; time++) {
      waits.push(Number((await wrong(email, '203.0.113.8')).headers['retry-after']))
      await server.platform.database.home.query({
        text: `update lianke.login_try set tried_at = now() - interval '16 minutes' where who = $1 and place = $2`,
        values: [account, at],
      })
      expect((await wrong(email, '203.0.113.8')).statusCode).toBe(401)
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900])
  })

  it('from many addresses slow down every stranger, but not a device or an address that has signed in', async () => {
    const { email } = await server.person({})
    const first = await right(email, '198.51.100.9')
    const device = cookieOf(first)
    expect(device).toContain('lianke.device=')
    for (let host = 1; host <= 30; host++) expect((await wrong(email, `203.0.113.${100 + host}`)).statusCode).toBe(401)
    expect((await right(email, '203.0.113.200')).json().code).toBe('sign_in.locked')
    expect((await right(email, '198.51.100.9')).json()).toEqual({ status: 'signed_in' })
    expect((await right(email, '192.0.2.33', { cookie: device })).json()).toEqual({ status: 'signed_in' })
  })

  it('of one colleague do not hold up a device that has signed in behind the same address', async () => {
    const { email } = await server.person({})
    const device = cookieOf(await right(email, '198.51.100.20'))
    for (let time = 0; time < 6; time++) await wrong(email, '198.51.100.20')
    expect((await right(email, '198.51.100.20')).json().code).toBe('sign_in.locked')
    expect((await right(email, '198.51.100.20', { cookie: device })).json()).toEqual({ status: 'signed_in' })
  })

  it('of an office behind one address do not throttle right ones', async () => {
    const office = await httpTenant(tinyShop, { limits: { signIn: { perSecond: 0.01, burst: 5 } } })
    try {
      const people = []
      for (let n = 0; n < 8; n++) people.push(await office.person({}))
      const send = (login: string, password: string) =>
        office.app.inject({ method: 'POST', url: api('/sign-in'), payload: { login, password } })
      for (const { email } of people) expect((await send(email, goodPassword)).statusCode).toBe(200)
      for (let n = 0; n < 5; n++) expect((await send(mail(), 'wrong password')).statusCode).toBe(401)
      expect((await send(mail(), 'wrong password')).json().code).toBe('request.too_many')
      for (const { email } of people) expect((await send(email, goodPassword)).statusCode).toBe(200)
    } finally {
      await office.close()
    }
  })
})

describe('roles to hand on', () => {
  it('are those that hold no more than one does', async () => {
    const none = { read: 'none', update: 'none', delete: 'none', create: false } as const
    const roles = [
      { name: `少 ${uuid()}`, objects: { 'customer.person': { ...none, read: 'own' } }, rights: [] },
      { name: `多 ${uuid()}`, objects: { 'customer.person': { ...none, read: 'all' } }, rights: [] },
    ]
    for (const role of roles) expect((await ask('POST', '/organisation/role', role)).statusCode).toBe(201)
    const seller = await server.person({ objects: { 'customer.person': { ...none, read: 'team' } } })
    const named = async (who: Person) =>
      (await who.send({ url: api('/me/roles') })).json().data.map(({ name }: { name: string }) => name) as string[]
    expect(roles.map(({ name }) => name).filter((name) => name.startsWith('少'))).toEqual(
      (await named(seller)).filter((name) => roles.some((role) => role.name === name)),
    )
    expect(await named(admin)).toEqual(expect.arrayContaining(roles.map(({ name }) => name)))
  })
})
