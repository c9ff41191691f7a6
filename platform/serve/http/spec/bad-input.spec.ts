import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuid } from 'uuid'
import { tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let server: HttpTenant
let admin: Person
let total: () => Promise<number>
beforeAll(async () => {
  server = await httpTenant(tinyShop, { bodyBytesMax: 200_000 })
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
  total = async () => {
    const [row] = await server.platform.database.query<{ n: number }>(server.tenant, {
      text: `select (select count(*) from customer_person) + (select count(*) from fact) as n`,
    })
    return Number(row?.n)
  }
})
afterAll(() => server?.close())

const people = '/api/v1/customer/person'
const raw = (payload: string | Buffer, headers: Record<string, string> = {}) =>
  admin.send({ method: 'POST', url: people, payload, headers: { 'content-type': 'application/json', ...headers } })

/** Refused precisely, as a problem document, and nothing is left behind. */
const refuses = async (
  send: () => Promise<{ statusCode: number; headers: Record<string, unknown>; json: () => Record<string, unknown> }>,
  status: number,
  code: string,
  problem?: object,
) => {
  const before = await total()
  const answer = await send()
  expect(answer.json()).toMatchObject({ status, code, type: `urn:lianke:problem:${code}` })
  expect(answer.statusCode).toBe(status)
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(answer.json().detail).not.toBe(code)
  if (problem) expect(answer.json().problems).toEqual(expect.arrayContaining([expect.objectContaining(problem)]))
  expect(await total()).toBe(before)
  return answer.json()
}
const creates = (values: object) => () => admin.send({ method: 'POST', url: people, payload: values })

describe('bad bodies', () => {
  it('names what is wrong with the bytes', async () => {
    await refuses(() => raw('{"name": "没有关'), 400, 'body.bad_json')
    await refuses(() => raw(''), 400, 'body.empty')
    await refuses(() => raw('["a"]'), 400, 'body.not_an_object')
    await refuses(() => raw('null'), 400, 'body.not_an_object')
    await refuses(() => raw(Buffer.from([0x7b, 0x22, 0x6e, 0xff, 0xfe, 0x22, 0x7d])), 400, 'body.wrong_encoding')
    await refuses(() => raw(Buffer.from('{"name":"\u4e2d\ud83d\ude00"}', 'utf16le')), 400, 'body.wrong_encoding')
    await refuses(() => raw('{"name":"a"}', { 'content-type': 'application/json; charset=gb18030' }), 415, 'body.wrong_encoding')
    await refuses(() => raw('{"name":"a\\u0000b"}'), 400, 'body.null_character')
    await refuses(() => raw('{"__proto__":{"admin":true},"name":"a"}'), 400, 'body.bad_json')
    await refuses(() => raw(JSON.stringify({ name: 'x'.repeat(300_000) })), 413, 'body.too_large')
    await refuses(() => raw('name=a', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'body.wrong_type')
    await refuses(() => raw('<a/>', { 'content-type': 'text/xml' }), 415, 'body.wrong_type')
  })
})

describe('bad values', () => {
  it('names every wrong field at once, with a suggestion for a misspelt one', async () => {
    await refuses(creates({ nmae: '张三', city: 5 }), 422, 'record.invalid', {
      path: '/nmae',
      code: 'field.unknown',
      suggestion: 'name',
      detail: '没有这个字段：nmae。是否想写 name',
    })
    await refuses(creates({ nmae: '张三' }), 422, 'record.invalid', { path: '/name', code: 'field.required' })
    await refuses(creates({ name: { a: 1 } }), 422, 'record.invalid', { path: '/name', code: 'field.wrong_type' })
    await refuses(creates({ name: '长'.repeat(41) }), 422, 'record.invalid', { path: '/name', code: 'field.too_long' })
    await refuses(creates({ name: 'a', stage: 'vip' }), 422, 'record.invalid', { path: '/stage', code: 'field.not_an_option' })
    await refuses(creates({ name: 'a', phone: '12' }), 422, 'record.invalid', { path: '/phone', code: 'field.phone_invalid' })
    await refuses(creates({ name: 'a', birthday: '2024-02-30' }), 422, 'record.invalid', {
      path: '/birthday',
      code: 'field.no_such_date',
    })
    await refuses(creates({ name: 'a', order_count: 7 }), 422, 'record.invalid', { path: '/order_count' })
    await refuses(creates({ name: 'a', id: uuid() }), 422, 'input.invalid', { path: '/id' })
    await refuses(
      () =>
        admin.send({
          method: 'POST',
          url: '/api/v1/shop/order',
          payload: { person: uuid(), amount: { amount: '1', currency: 'CNY' } },
        }),
      422,
      'record.invalid',
      { path: '/person', code: 'field.reference_not_found' },
    )
    await refuses(
      () =>
        admin.send({
          method: 'POST',
          url: '/api/v1/shop/order',
          payload: { person: uuid(), amount: { amount: '9'.repeat(60), currency: 'CNY' } },
        }),
      422,
      'record.invalid',
      { path: '/amount' },
    )
  })
  it('speaks the language that was asked for', async () => {
    const answer = (language: string) =>
      admin.send({ method: 'POST', url: people, payload: {}, headers: { 'accept-language': language } })
    expect((await answer('en')).json()).toMatchObject({ title: 'Not valid', problems: [{ detail: 'Required' }] })
    expect((await answer('zh-CN')).json()).toMatchObject({ title: '内容有误', problems: [{ detail: '必填' }] })
  })
  it('names the field of a duplicate, never the record that has it', async () => {
    const first = (await admin.send({ method: 'POST', url: people, payload: { name: '独一', phone: '13900139000' } })).json()
    const said = await refuses(creates({ name: '无二', phone: '+86 139 0013 9000' }), 409, 'record.duplicate', {
      path: '/phone',
      code: 'field.duplicate',
    })
    expect(JSON.stringify(said)).not.toContain(first.id)
  })
  it('answers the same for a record that does not exist, is deleted, or has no id at all', async () => {
    const gone = (await admin.send({ method: 'POST', url: people, payload: { name: '已删' } })).json()
    await admin.send({ method: 'DELETE', url: `${people}/${gone.id}` })
    const bodies = new Set<string>()
    for (const id of [uuid(), gone.id, 'robert-tables', '1%27%20or%201=1', '..%2f..%2fetc']) {
      for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
        const answer = await admin.send({
          method,
          url: `${people}/${id}`,
          ...(method === 'PATCH' ? { payload: { city: '无' } } : {}),
        })
        expect(answer.statusCode, `${method} ${id}`).toBe(404)
        bodies.add(answer.body)
      }
    }
    expect(bodies.size).toBe(1)
  })
})

describe('bad questions', () => {
  const asks = (filter: unknown) => () => admin.send({ method: 'POST', url: `${people}/query`, payload: { filter } as object })
  it('judges filters, sorts, cursors and limits', async () => {
    await refuses(asks({ field: 'name', op: 'resembles', value: 'a' }), 422, 'filter.unknown_operator')
    await refuses(asks({ field: 'nmae', op: 'eq', value: 'a' }), 422, 'filter.unknown_field')
    await refuses(
      asks({ or: Array.from({ length: 10_000 }, () => ({ field: 'name', op: 'eq', value: 'a' })) }),
      413,
      'body.too_large',
    )
    await refuses(asks({ or: Array.from({ length: 3_000 }, () => ({ field: 'name', op: 'eq' })) }), 422, 'filter.too_large')
    const nested = (open: string, depth: number) => `${open.repeat(depth)}1${'}'.repeat(depth)}`
    const sent = (url: string, payload: string) =>
      admin.send({ method: 'POST', url, payload, headers: { 'content-type': 'application/json' } })
    await refuses(() => sent(`${people}/query`, `{"filter":${nested('{"not":', 20_000)}}`), 400, 'body.too_deep')
    await refuses(() => sent(`${people}/query`, `{"filter":${nested('{"not":', 50)}}`), 422, 'filter.too_deep')
    await refuses(
      () => sent('/api/v1/organisation/role', `{"name":"深","objects":${nested('{"a":', 20_000)}}`),
      400,
      'body.too_deep',
    )
    await refuses(
      () => sent('/api/v1/organisation/role', `{"name":"深","objects":${nested('{"a":', 50)}}`),
      422,
      'record.invalid',
      { path: '/objects' },
    )
    await refuses(() => admin.send({ url: people, query: { filter: '{broken' } }), 400, 'filter.bad_json')
    await refuses(() => admin.send({ url: people, query: { cursor: 'bm9wZQ' } }), 400, 'cursor.malformed')
    await refuses(() => admin.send({ url: people, query: { limit: '100000' } }), 400, 'input.invalid', { path: '/limit' })
    await refuses(() => admin.send({ url: people, query: { limti: '5' } }), 400, 'input.invalid', {
      path: '/limti',
      suggestion: 'limit',
    })
    await refuses(() => admin.send({ url: `${people}?search=%00` }), 400, 'body.null_character')
  })
  it('refuses a cursor of another question', async () => {
    for (let index = 0; index < 3; index++) await admin.send({ method: 'POST', url: people, payload: { name: `游标${index}` } })
    const { next } = (await admin.send({ url: people, query: { limit: '1', sort: 'name' } })).json()
    expect(next).not.toBeNull()
    await refuses(() => admin.send({ url: people, query: { limit: '1', sort: '-name', cursor: next } }), 400, 'cursor.foreign')
  })
  it('says what does not exist: routes, objects, methods', async () => {
    await refuses(() => admin.send({ url: '/api/v1/nowhere' }), 404, 'route.unknown')
    const said = await refuses(() => admin.send({ url: '/api/v1/customer/persn' }), 404, 'object.unknown')
    expect(said.detail).toContain('customer.person')
    await refuses(() => admin.send({ method: 'PUT', url: `${people}/${uuid()}`, payload: {} }), 405, 'request.wrong_method')
    await refuses(() => admin.send({ method: 'DELETE', url: people }), 405, 'request.wrong_method')
    await refuses(() => admin.send({ url: '/api/v1/%zz' }), 400, 'request.bad_url')
    await refuses(() => server.app.inject({ url: people }), 401, 'sign_in.needed')
    await refuses(
      () => server.app.inject({ url: people, headers: { cookie: 'lianke.session_token=forged.signature' } }),
      401,
      'sign_in.needed',
    )
  })
  it('sends headers that keep a browser from guessing, framing and caching', async () => {
    const answer = await admin.send({ url: people })
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-frame-options': 'SAMEORIGIN',
    })
    const page = await server.app.inject({ url: '/docs' })
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
    expect(page.headers['content-security-policy']).not.toContain("script-src 'self' 'unsafe-inline'")
  })
})
