import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuid } from 'uuid'
import { tinyShop } from '../../../testing/index.ts'
import { plainIds, routesOf } from './routes.testing.ts'
import { cookieOf, everything, goodPassword, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let ours: HttpTenant
let theirs: HttpTenant
let admin: Person
let target: Person
beforeAll(async () => {
  ours = await httpTenant(tinyShop)
  theirs = await httpTenant(tinyShop)
  admin = await ours.person({ objects: { '*': everything }, rights: ['*'] })
  target = await theirs.person({ objects: { '*': everything }, rights: ['*'] })
})
afterAll(async () => {
  await ours?.close()
  await theirs?.close()
})

/** Their ids of each kind, and an id that nobody has. */
const theirIds = async () => {
  const make = async (url: string, payload: object) => (await target.send({ method: 'POST', url, payload })).json().id as string
  const person = await make('/api/v1/customer/person', { name: '别家的客户' })
  const order = await make('/api/v1/shop/order', { person, amount: { amount: '5', currency: 'CNY' } })
  const sessions = (await target.send({ url: '/api/v1/me/sessions' })).json().data
  const { id: key } = await theirs.auth.keys.make({
    tenant: theirs.tenant,
    name: '别家的',
    scopes: ['*'],
    expiresAt: null,
    by: null,
  })
  return {
    'customer.person': person,
    'shop.order': order,
    'organisation.staff': target.staff,
    session: sessions[0].id as string,
    key,
    account: target.account,
  }
}
const ask = (options: InjectOptions) =>
  admin.send({ ...options, ...(options.method === 'GET' ? {} : { payload: options.payload ?? {} }) })

describe('a tenant', () => {
  it('gets for the ids of another tenant exactly what it gets for ids that nobody has, on every route', async () => {
    const ids = await theirIds()
    const before = (await target.send({ url: `/api/v1/customer/person/${ids['customer.person']}` })).json()
    const all = routesOf(ours.app).filter(({ url }) => url.startsWith('/api/v1/') && /:(id|object|name)/.test(url))
    expect(all.length).toBeGreaterThan(18)
    let compared = 0
    for (const { method, url } of all) {
      const kinds =
        url.includes(':noun') || url.includes('/explain/')
          ? (['customer.person', 'shop.order', 'organisation.staff'] as const)
          : url.includes('/sessions/')
            ? (['session'] as const)
            : url.includes('/keys/')
              ? (['key'] as const)
              : url.includes('/accounts/')
                ? (['account'] as const)
                : (['customer.person'] as const)
      for (const kind of kinds) {
        const fillIn = (id: string) => {
          const [room = '', noun = ''] = kind.split('.')
          return url
            .replace(':room', room)
            .replace(':noun', noun)
            .replace(':object', kind)
            .replace(':id', id)
            .replace(':name', id)
            .replace(':provider', id)
            .replace('*', '')
        }
        const foreign = await ask({ method, url: fillIn(ids[kind]) })
        const nobody = await ask({ method, url: fillIn(uuid()) })
        expect({ status: foreign.statusCode, body: plainIds(foreign.body) }, `${method} ${url} ${kind}`).toEqual({
          status: nobody.statusCode,
          body: plainIds(nobody.body),
        })
        compared++
      }
    }
    expect(compared).toBeGreaterThan(30)
    expect((await target.send({ url: `/api/v1/customer/person/${ids['customer.person']}` })).json()).toEqual(before)
  })
  it('cannot point to, bulk-change or filter by records of another', async () => {
    const ids = await theirIds()
    const order = (person: string) =>
      admin.send({ method: 'POST', url: '/api/v1/shop/order', payload: { person, amount: { amount: '1', currency: 'CNY' } } })
    expect(plainIds((await order(ids['customer.person'])).body)).toBe(plainIds((await order(uuid())).body))
    const bulk = (id: string) =>
      admin.send({ method: 'POST', url: '/api/v1/customer/person/bulk', payload: { update: [{ id, city: '改' }] } })
    expect(plainIds((await bulk(ids['customer.person'])).body)).toBe(plainIds((await bulk(uuid())).body))
    const filter = { field: 'id', op: 'eq', value: ids['customer.person'] }
    expect((await admin.send({ method: 'POST', url: '/api/v1/customer/person/query', payload: { filter } })).json().data).toEqual(
      [],
    )
  })
  it('needs a sign-in on every route that is not the way to one', async () => {
    const open = /^\/(healthz|readyz|metrics|docs|docs\/docs\.js|\*)$|^\/api\/v1\/(sign-in|sign-out|setup)/
    for (const { method, url } of routesOf(ours.app)) {
      if (open.test(url)) continue
      const answer = await ours.app.inject({
        method,
        url: url.replace(':room', 'customer').replace(':noun', 'person').replace(/:\w+/g, uuid()),
        ...(method === 'GET' ? {} : { payload: {} }),
      })
      expect(answer.statusCode, `${method} ${url}`).toBe(401)
    }
  })
  it('is changed by its own people only: membership decides, not the wish', async () => {
    expect(
      (await admin.send({ method: 'POST', url: '/api/v1/me/tenant', payload: { tenant: theirs.tenant } })).json(),
    ).toMatchObject({ status: 404, code: 'account.no_such_tenant' })
    await ours.platform.database.home.query({
      text: 'insert into lianke.membership (account, tenant) values ($1, $2)',
      values: [admin.account, theirs.tenant],
    })
    const signed = await ours.app.inject({
      method: 'POST',
      url: '/api/v1/sign-in',
      payload: { login: admin.email, password: goodPassword },
    })
    const cookie = cookieOf(signed)
    const send = (options: InjectOptions) => ours.app.inject({ ...options, headers: { cookie } })
    expect((await send({ url: '/api/v1/me' })).json()).toMatchObject({
      tenant: { id: ours.tenant },
      tenants: expect.arrayContaining([expect.objectContaining({ id: theirs.tenant })]),
    })
    expect((await send({ method: 'POST', url: '/api/v1/me/tenant', payload: { tenant: theirs.tenant } })).statusCode).toBe(204)
    const there = (await send({ url: '/api/v1/me' })).json()
    expect(there).toMatchObject({ tenant: { id: theirs.tenant }, staff: null, rights: [] })
    expect((await send({ url: '/api/v1/customer/person' })).statusCode).toBe(403)
  })
})
