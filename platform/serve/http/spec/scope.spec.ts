import type { InjectOptions } from 'fastify'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'
import { plainIds, routesOf } from './routes.testing.ts'

let company: HttpTenant
let boss: Person
let ann: Person
let bob: Person
const own = { read: 'own', update: 'own', delete: 'own', create: true, import: true, export: true } as const
const hers = { person: '', order: '' }
const make = async (by: Person, url: string, payload: object) =>
  (await by.send({ method: 'POST', url, payload })).json().id as string

beforeAll(async () => {
  company = await httpTenant(tinyShop)
  boss = await company.person({ objects: { '*': everything }, rights: ['*'] })
  ann = await company.person({ objects: { '*': own }, rights: ['*'] })
  bob = await company.person({ objects: { '*': own }, rights: ['*'] })
  hers.person = await make(ann, '/api/v1/customer/person', { name: '安的客户', phone: '19912340001', owner: ann.staff })
  hers.order = await make(ann, '/api/v1/shop/order', {
    person: hers.person,
    amount: { amount: '5', currency: 'CNY' },
    owner: ann.staff,
  })
})
afterAll(() => company?.close())

const ask = (options: InjectOptions) =>
  bob.send({ ...options, ...(options.method === 'GET' ? {} : { payload: options.payload ?? {} }) })

describe('what a colleague of another team owns', () => {
  it('is there for its owner and for who may see everything', async () => {
    for (const one of [ann, boss])
      expect((await one.send({ url: `/api/v1/customer/person/${hers.person}` })).json()).toMatchObject({ name: '安的客户' })
  })

  it('is answered like something that nobody has, on every route that takes a record', async () => {
    const before = (await ann.send({ url: `/api/v1/customer/person/${hers.person}` })).json()
    const all = routesOf(company.app).filter(
      ({ url }) => url.startsWith('/api/v1/') && /:id/.test(url) && /:noun|:object/.test(url),
    )
    expect(all.length).toBeGreaterThan(6)
    for (const { method, url } of all) {
      // Explaining is an administrator's; it tells him why, and is refused below.
      if (url.includes('/explain/')) continue
      for (const [kind, id] of [
        ['customer.person', hers.person],
        ['shop.order', hers.order],
      ] as const) {
        const [room = '', noun = ''] = kind.split('.')
        const at = (one: string) =>
          url
            .replace(':room', room)
            .replace(':noun', noun)
            .replace(':object', kind)
            .replace(':id', one)
            .replace(/:\w+/g, one)
            .replace('*', '')
        const [foreign, nobody] = [await ask({ method, url: at(id) }), await ask({ method, url: at(uuid()) })]
        expect({ status: foreign.statusCode, body: plainIds(foreign.body) }, `${method} ${url} ${kind}`).toEqual({
          status: nobody.statusCode,
          body: plainIds(nobody.body),
        })
      }
    }
    expect((await ann.send({ url: `/api/v1/customer/person/${hers.person}` })).json()).toEqual(before)
  })

  it('is in no list, count, filter, sort, export or child of his', async () => {
    const filter = { field: 'name', op: 'eq', value: '安的客户' }
    const answers = [
      await bob.send({ url: '/api/v1/customer/person?count=true' }),
      await bob.send({ method: 'POST', url: '/api/v1/customer/person/query', payload: { filter, count: true } }),
      await bob.send({
        method: 'POST',
        url: '/api/v1/shop/order/query',
        payload: { filter: { field: 'person.name', op: 'eq', value: '安的客户' }, fields: ['person'] },
      }),
      await bob.send({ url: '/api/v1/exports/customer/person.csv' }),
      await bob.send({ url: '/api/v1/search?q=%E5%AE%89%E7%9A%84' }),
    ]
    for (const answer of answers) {
      expect(answer.body).not.toContain(hers.person)
      expect(answer.body).not.toContain('安的')
      expect(answer.body).not.toContain('19912340001')
    }
    expect(answers[0]?.json().count.value).toBe(answers[0]?.json().data.length)
    expect(answers[1]?.json()).toMatchObject({ data: [], count: { value: 0 } })
  })

  it('is not on the timeline of a customer whom both may see', async () => {
    const shared = await make(boss, '/api/v1/customer/person', { name: '大家的客户', owner: bob.staff })
    const guest = await company.person({
      objects: { 'customer.person': { ...own, read: 'all' }, 'shop.line': own, 'shop.guide': own },
      rights: [],
    })
    const note = await make(boss, '/api/v1/shop/guide', { person: shared, staff: ann.staff, note: '安的备忘', owner: ann.staff })
    const timeline = async (by: Person, id: string) => (await by.send({ url: `/api/v1/customer/person/${id}/timeline` })).body
    expect(await timeline(boss, shared)).toContain(note)
    expect(await timeline(guest, shared)).not.toContain('安的备忘')
    expect(await timeline(guest, shared)).not.toContain(note)
    expect(await timeline(guest, shared)).toContain('customer.person.created')
  })

  it('cannot be pointed to, changed in bulk, or taken over by naming him its owner', async () => {
    const order = (person: string) =>
      bob.send({ method: 'POST', url: '/api/v1/shop/order', payload: { person, amount: { amount: '1', currency: 'CNY' } } })
    expect(plainIds((await order(hers.person)).body)).toBe(plainIds((await order(uuid())).body))
    const bulk = (id: string) =>
      bob.send({ method: 'POST', url: '/api/v1/customer/person/bulk', payload: { update: [{ id, owner: bob.staff }] } })
    expect(plainIds((await bulk(hers.person)).body)).toBe(plainIds((await bulk(uuid())).body))
    expect((await ann.send({ url: `/api/v1/customer/person/${hers.person}` })).json().owner).toMatchObject({ id: ann.staff })
  })

  it('has its reason: the bench says which rule lets the owner in and that none lets him in', async () => {
    const why = async (staff: string) =>
      (await boss.send({ url: `/api/v1/explain/customer.person/${hers.person}?user=${staff}` })).json()
    expect(await why(ann.staff)).toMatchObject({ read: true })
    expect(await why(bob.staff)).toMatchObject({ read: false })
  })
})
