import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuid } from 'uuid'
import { tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let server: HttpTenant
let admin: Person
beforeAll(async () => {
  server = await httpTenant(tinyShop)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
})
afterAll(() => server?.close())

const api = (path: string) => `/api/v1${path}`
const none = { read: 'none', update: 'none', delete: 'none', create: false } as const
const post = async (path: string, payload: object) => (await admin.send({ method: 'POST', url: api(path), payload })).json()
const roleOf = async (objects: object, rights: readonly string[] = []) =>
  (await post('/organisation/role', { name: uuid(), objects, rights })).id as string
const by = (key: string, method: 'GET' | 'POST' | 'PATCH', path: string, payload?: object) =>
  server.app.inject({ method, url: api(path), headers: { authorization: `Bearer ${key}` }, ...(payload ? { payload } : {}) })
const order = async () => {
  const person = (await post('/customer/person', { name: '林晨' })).id
  return (await post('/shop/order', { person, amount: { amount: '5', currency: 'CNY' } })).id as string
}

describe('a key with a role', () => {
  it('does what the role may do, in records and in commands alike', async () => {
    const role = await roleOf({
      'customer.person': { ...none, read: 'all' },
      'shop.order': { ...none, read: 'all', update: 'all' },
    })
    const { key } = await post('/keys', { name: '对接', roles: [role] })
    expect((await by(key, 'GET', '/customer/person')).statusCode).toBe(200)
    expect((await by(key, 'POST', '/customer/person', { name: '越权' })).json()).toMatchObject({
      status: 403,
      code: 'access.denied',
    })
    expect((await by(key, 'POST', '/commands/shop.pay', { id: await order() })).statusCode).toBe(200)
    expect((await admin.send({ url: api('/keys') })).json().data[0]).toMatchObject({ roles: [role], scopes: [] })
  })
  it('acts on no record that its role may see and not change', async () => {
    const role = await roleOf({ 'shop.order': { ...none, read: 'all', update: 'own' } })
    const { key } = await post('/keys', { name: '只看', roles: [role] })
    expect((await by(key, 'POST', '/commands/shop.pay', { id: await order() })).json()).toMatchObject({
      status: 403,
      code: 'access.denied',
    })
  })
  it('loses what the role loses', async () => {
    const role = await roleOf({ 'customer.person': { ...none, read: 'all' } })
    const { key } = await post('/keys', { name: '对接', roles: [role] })
    expect((await by(key, 'GET', '/customer/person')).statusCode).toBe(200)
    await admin.send({ method: 'PATCH', url: api(`/organisation/role/${role}`), payload: { objects: {} } })
    await expect.poll(async () => (await by(key, 'GET', '/customer/person')).statusCode).toBe(403)
  })
  it('is refused without a role or scope, and with a role that is none', async () => {
    expect((await post('/keys', { name: '空' })).problems[0]).toMatchObject({ path: '/roles', code: 'field.required' })
    expect((await post('/keys', { name: '空', roles: [uuid()] })).problems[0]).toMatchObject({
      path: '/roles',
      code: 'key.unknown_role',
    })
  })
})

describe('a key with scopes', () => {
  it('runs the commands it names with its own rights, never as the system', async () => {
    const { key } = await post('/keys', { name: '只付款', scopes: ['command:shop.pay'] })
    const id = await order()
    expect((await by(key, 'POST', '/commands/shop.pay', { id })).json()).toMatchObject({ status: 403, code: 'access.denied' })
    const { key: wider } = await post('/keys', { name: '付款', scopes: ['command:shop.pay', 'shop.order'] })
    expect((await by(wider, 'POST', '/commands/shop.pay', { id })).statusCode).toBe(200)
  })
  it('cannot give anybody more than it has', async () => {
    const { key } = await post('/keys', { name: '人事', scopes: ['organisation.staff', 'organisation.role'] })
    const role = await roleOf({ '*': everything }, ['*'])
    expect((await by(key, 'POST', '/organisation/staff', { name: '新人', roles: [role] })).json().problems[0]).toMatchObject({
      path: '/roles',
      code: 'access.beyond_own',
    })
    expect((await by(key, 'POST', '/organisation/staff', { name: '新人' })).statusCode).toBe(201)
  })
  it('made before keys had roles goes on running its commands after the upgrade, though not as the system', async () => {
    const { key, id } = await post('/keys', { name: '老', scopes: ['command:shop.pay'] })
    // As the migration leaves it.
    await server.platform.database.home.query({
      text: `update lianke.api_key set acting = '{"*": {"read": "all", "update": "all", "delete": "all", "create": true, "import": true, "export": true}}' where id = $1`,
      values: [id],
    })
    expect((await by(key, 'POST', '/commands/shop.pay', { id: await order() })).statusCode).toBe(200)
    expect((await by(key, 'GET', '/customer/person')).json().code).toBe('key.out_of_scope')
  })
})
