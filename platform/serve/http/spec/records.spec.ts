import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let server: HttpTenant
let admin: Person
beforeAll(async () => {
  server = await httpTenant(tinyShop)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
})
afterAll(() => server?.close())

const people = '/api/v1/customer/person'
const create = async (values: Record<string, unknown>) =>
  (await admin.send({ method: 'POST', url: people, payload: values })).json()

describe('REST for every object', () => {
  it('creates, reads, changes, deletes and restores a record', async () => {
    const made = await admin.send({
      method: 'POST',
      url: people,
      payload: { name: '  陈雨桐 ', phone: '138 0013 8000', city: '杭州' },
    })
    expect(made.statusCode).toBe(201)
    const row = made.json()
    expect(row).toMatchObject({
      name: '陈雨桐',
      phone: '+8613800138000',
      stage: 'new',
      version: 1,
      owner: { id: admin.staff, title: '林小满' },
    })
    expect(made.headers.location).toBe(`${people}/${row.id}`)
    expect(made.headers.etag).toBe('"1"')
    const read = await admin.send({ url: `${people}/${row.id}` })
    expect(read.json()).toEqual(row)
    const changed = await admin.send({ method: 'PATCH', url: `${people}/${row.id}`, payload: { stage: 'buyer', version: 1 } })
    expect(changed.json()).toMatchObject({ stage: 'buyer', version: 2, name: '陈雨桐' })
    expect((await admin.send({ method: 'DELETE', url: `${people}/${row.id}` })).statusCode).toBe(204)
    expect((await admin.send({ url: `${people}/${row.id}` })).json()).toMatchObject({ status: 404, code: 'record.not_found' })
    expect((await admin.send({ method: 'POST', url: `${people}/${row.id}/restore` })).json()).toMatchObject({
      id: row.id,
      stage: 'buyer',
    })
  })
  it('lists by query string and by body alike, page by page, with a count', async () => {
    const city = `城市${Math.random()}`
    for (let index = 0; index < 5; index++) await create({ name: `翻页${index}`, city })
    const filter = { field: 'city', op: 'eq', value: city }
    const first = (
      await admin.send({
        url: people,
        query: { filter: JSON.stringify(filter), sort: 'name', limit: '3', count: 'true', fields: 'name,owner' },
      })
    ).json()
    expect(first.data.map((row: { name: string }) => row.name)).toEqual(['翻页0', '翻页1', '翻页2'])
    expect(first.count).toEqual({ value: 5, capped: false })
    expect(Object.keys(first.data[0]).sort()).toEqual(['id', 'name', 'owner', 'version'])
    const second = (
      await admin.send({
        method: 'POST',
        url: `${people}/query`,
        payload: { filter, sort: ['name'], limit: 3, cursor: first.next, fields: ['name', 'owner'] },
      })
    ).json()
    expect(second.data.map((row: { name: string }) => row.name)).toEqual(['翻页3', '翻页4'])
    expect(second.next).toBeNull()
  })
  it('answers 409 with both versions when somebody else was first, by body or by If-Match', async () => {
    const row = await create({ name: '先来后到' })
    const url = `${people}/${row.id}`
    await admin.send({ method: 'PATCH', url, payload: { city: '苏州' } })
    const byBody = await admin.send({ method: 'PATCH', url, payload: { city: '宁波', version: 1 } })
    expect(byBody.statusCode).toBe(409)
    expect(byBody.json()).toMatchObject({ code: 'record.stale_version', current_version: 2, given_version: 1 })
    const byHeader = await admin.send({ method: 'PATCH', url, payload: { city: '宁波' }, headers: { 'if-match': '"1"' } })
    expect(byHeader.statusCode).toBe(409)
    expect((await admin.send({ method: 'DELETE', url, headers: { 'if-match': '"1"' } })).statusCode).toBe(409)
    expect((await admin.send({ url })).json()).toMatchObject({ city: '苏州', version: 2 })
  })
  it('writes sets in one transaction and undoes all of it at the first refusal', async () => {
    const done = await admin.send({
      method: 'POST',
      url: `${people}/bulk`,
      payload: { create: [{ name: '批一' }, { name: '批二' }] },
    })
    expect(done.json()).toMatchObject({
      created: 2,
      results: [
        { action: 'create', row: 0 },
        { action: 'create', row: 1 },
      ],
    })
    const ids = done.json().results.map((result: { id: string }) => result.id)
    const bad = await admin.send({
      method: 'POST',
      url: `${people}/bulk`,
      payload: { update: [{ id: ids[0], city: '上海' }], create: [{ name: 'x'.repeat(60) }] },
    })
    expect(bad.statusCode).toBe(422)
    expect((await admin.send({ url: `${people}/${ids[0]}` })).json().city).toBeNull()
    const partial = await admin.send({
      method: 'POST',
      url: `${people}/bulk`,
      payload: { create: [{ name: 'x'.repeat(60) }, { name: '好的' }], partial: true },
    })
    expect(partial.json()).toMatchObject({
      created: 1,
      results: [{ row: 0, id: null, problems: [{ code: 'field.too_long', path: '/name' }] }, { row: 1 }],
    })
    expect((await admin.send({ method: 'POST', url: `${people}/bulk`, payload: { delete: ids } })).json()).toMatchObject({
      deleted: 2,
    })
    expect((await admin.send({ url: `${people}/${ids[1]}` })).statusCode).toBe(404)
  })
  it('leaves rows of an upsert out that say nothing of the key, where that is asked, and says which', async () => {
    const upsert = { key: ['phone'], keyless: 'skip', rows: [{ name: '有号的', phone: '19931000001' }, { name: '没有号的' }] }
    const done = await admin.send({ method: 'POST', url: `${people}/bulk`, payload: { upsert } })
    expect(done.json()).toMatchObject({
      created: 1,
      keyless: 1,
      results: [{ row: 0 }, { row: 1, id: null, keyless: true }],
    })
  })
  it('runs a command with its input checked, and refuses one that does not exist', async () => {
    const person = await create({ name: '付款的人' })
    const order = (
      await admin.send({
        method: 'POST',
        url: '/api/v1/shop/order',
        payload: { person: person.id, amount: { amount: '88.00', currency: 'CNY' } },
      })
    ).json()
    expect(order.person).toEqual({ id: person.id, title: '付款的人' })
    const paid = await admin.send({ method: 'POST', url: '/api/v1/commands/shop.pay', payload: { id: order.id } })
    expect(paid.statusCode).toBe(200)
    expect((await admin.send({ url: `/api/v1/shop/order/${order.id}` })).json().paid).toBe(true)
    const wrong = (
      await admin.send({ method: 'POST', url: '/api/v1/commands/shop.pay', payload: { id: order.id, amuont: 1 } })
    ).json()
    expect(wrong).toMatchObject({ status: 422, problems: [{ path: '/amuont', code: 'input.unknown_field' }] })
    expect((await admin.send({ method: 'POST', url: '/api/v1/commands/shop.pya', payload: {} })).json()).toMatchObject({
      status: 404,
      code: 'command.unknown',
    })
  })
  it('gives the stored answer for a repeated key, and refuses the key with another body', async () => {
    const headers = { 'idempotency-key': `spec-${Math.random()}` }
    const payload = { name: '只建一次' }
    const [one, two] = await Promise.all([1, 2].map(() => admin.send({ method: 'POST', url: people, payload, headers })))
    expect(one?.statusCode).toBe(201)
    expect(two?.body).toBe(one?.body)
    expect([one, two].filter((answer) => answer?.headers['idempotency-replayed'] === 'true')).toHaveLength(1)
    expect(
      (
        await admin.send({ url: people, query: { filter: JSON.stringify({ field: 'name', op: 'eq', value: '只建一次' }) } })
      ).json().data,
    ).toHaveLength(1)
    expect((await admin.send({ method: 'POST', url: people, payload: { name: '另一个' }, headers })).json()).toMatchObject({
      status: 409,
      code: 'idempotency.other_body',
    })
    const mended = { 'idempotency-key': `spec-${Math.random()}` }
    expect((await admin.send({ method: 'POST', url: people, payload: {}, headers: mended })).statusCode).toBe(422)
    expect((await admin.send({ method: 'POST', url: people, payload, headers: mended })).statusCode).toBe(201)
  })
  it('describes the model as the caller may use it, and says when nothing has changed', async () => {
    const answer = await admin.send({ url: '/api/v1/meta' })
    const meta = answer.json()
    expect(meta.objects.map((object: { name: string }) => object.name)).toContain('shop.order')
    expect(meta.commands).toContainEqual(
      expect.objectContaining({ name: 'shop.pay', on: 'shop.order', input: expect.objectContaining({ required: ['id'] }) }),
    )
    expect(
      (await admin.send({ url: '/api/v1/meta', headers: { 'if-none-match': String(answer.headers.etag) } })).statusCode,
    ).toBe(304)
    const seller = await server.person({
      objects: {
        'customer.person': { ...everything, delete: 'none', create: false, fields: { phone: 'hidden', birthday: 'read' } },
      },
    })
    const seen = (await seller.send({ url: '/api/v1/meta' })).json()
    const person = seen.objects.find((object: { name: string }) => object.name === 'customer.person')
    expect(person.may).toMatchObject({ read: true, create: false, update: true, delete: false })
    expect(person.fields.phone).toBeUndefined()
    expect(person.fields.birthday.access).toBe('read')
    expect(seen.objects.map((object: { name: string }) => object.name)).not.toContain('shop.order')
    expect(seen.commands).toEqual([])
  })
})
