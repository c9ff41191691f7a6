import { everything, goodPassword, type HttpTenant, httpTenant, type Person } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuid } from 'uuid'
import { definitions } from '../../definitions.ts'
import { tenantDoor } from '../doors/tenant.door.ts'
import { listTenants } from '../tenants.ts'

let server: HttpTenant
let installer: Person
let other: Person
beforeAll(async () => {
  server = await httpTenant(definitions, {
    publishedPassword: 'published-password-1',
    doors: (app, { platform, auth }) => app.register(tenantDoor({ platform, auth, publicUrl: 'http://localhost:3000' })),
  })
  installer = await server.person({ objects: { '*': everything }, rights: ['*'] })
  other = await server.person({ objects: { '*': everything }, rights: ['*'] })
  await server.platform.database.home.query({
    text: 'update lianke.login set installation = true where id = $1',
    values: [installer.account],
  })
  await server.auth.sessions.changed(installer.account)
})
afterAll(async () => {
  await server?.close()
})

const path = '/api/v1/installation/tenants'
const newId = () => `s${uuid().replaceAll('-', '').slice(-12)}`
/** Doors of the application stand outside the description of the platform's own routes. */
const ask = (who: Person, method: 'GET' | 'POST', url: string, payload?: object) =>
  server.app.inject({ method, url, headers: { cookie: who.cookie }, ...(payload ? { payload } : {}) })
const make = (who: Person, payload: object) => ask(who, 'POST', path, payload)
const post = (url: string, payload: object) => server.app.inject({ method: 'POST', url: `/api/v1${url}`, payload })
const signIn = async (login: string, password: string) => {
  const answer = await post('/sign-in', { login, password })
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  return (url: string) => server.app.inject({ url: `/api/v1${url}`, headers: { cookie } })
}

describe('a second company', () => {
  it('is made for its own administrator, who sets a password by a link and sees nothing of the first', async () => {
    const [id, email] = [newId(), `${uuid()}@example.com`]
    const made = await make(installer, { id, name: '艾可', administrator: { name: '周艾', email } })
    expect(made.statusCode).toBe(201)
    const token = made.json().link.split('#')[1]
    expect((await post('/sign-in/link/use', { token, password: goodPassword })).json()).toEqual({ status: 'signed_in' })
    const get = await signIn(email, goodPassword)
    expect((await get('/me')).json()).toMatchObject({
      tenant: { id, name: '艾可' },
      administrator: true,
      staff: { name: '周艾' },
    })
    expect((await get('/customer/person')).json()).toMatchObject({ data: [] })
    expect((await get('/organisation/role')).json().data.length).toBeGreaterThan(4)
    expect((await get('/installation/tenants')).statusCode).toBe(403)
    expect((await listTenants(server.platform.database)).find((one) => one.id === id)).toMatchObject({
      accounts: 1,
      status: 'active',
    })
  })

  it('is refused where the id is taken or none, and to those who administer a company only', async () => {
    const id = newId()
    expect((await make(installer, { id, name: '一' })).statusCode).toBe(201)
    expect((await make(installer, { id, name: '二' })).json()).toMatchObject({ status: 409, code: 'tenant.exists' })
    expect((await make(installer, { id: 'No Good', name: '二' })).json().problems[0].path).toBe('/id')
    expect((await make(installer, { id: newId(), name: '二', zone: 'Mars/Base' })).json().problems[0].path).toBe('/zone')
    for (const request of [() => make(other, { id: newId(), name: '三' }), () => ask(other, 'GET', path)])
      expect((await request()).json()).toMatchObject({ status: 403, code: 'tenant.installation_needed' })
    // Whoever makes it without naming anybody administers it too.
    expect((await installer.send({ url: '/api/v1/me' })).json().tenants.map((one: { id: string }) => one.id)).toContain(id)
  })

  it('that is paused lets nobody in and runs nothing, and goes on as it was', async () => {
    const [id, email] = [newId(), `${uuid()}@example.com`]
    const token = (await make(installer, { id, name: '艾可', administrator: { name: '周艾', email } })).json().link.split('#')[1]
    await post('/sign-in/link/use', { token, password: goodPassword })
    const get = await signIn(email, goodPassword)
    const { key } = await server.auth.keys.make({ tenant: id, name: '对接', scopes: ['*'], expiresAt: null, by: null })
    const byKey = () => server.app.inject({ url: '/api/v1/customer/person', headers: { authorization: `Bearer ${key}` } })
    expect([(await get('/me')).statusCode, (await byKey()).statusCode]).toEqual([200, 200])
    expect((await ask(installer, 'POST', `${path}/${id}/pause`, {})).statusCode).toBe(204)
    await expect.poll(async () => [(await get('/me')).statusCode, (await byKey()).statusCode]).toEqual([403, 401])
    expect(await server.platform.tenants()).not.toContain(id)
    expect((await ask(installer, 'POST', `${path}/${id}/resume`, {})).statusCode).toBe(204)
    await expect.poll(async () => [(await get('/me')).statusCode, (await byKey()).statusCode]).toEqual([200, 200])
    expect((await ask(installer, 'POST', `${path}/main/pause`, {})).json().code).toBe('tenant.first_stays')
    expect((await ask(installer, 'POST', `${path}/${newId()}/pause`, {})).json().code).toBe('tenant.unknown')
  })
})

describe('a published password', () => {
  it('is refused where others reach the installation, for every name alike', async () => {
    for (const login of [installer.email, 'nobody@example.com'])
      expect((await post('/sign-in', { login, password: 'published-password-1' })).json()).toMatchObject({
        status: 403,
        code: 'sign_in.published_password',
      })
  })
})
