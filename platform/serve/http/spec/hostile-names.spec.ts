import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { syncAnalyticsSchema } from '../../../store/analytics/index.ts'
import { tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let server: HttpTenant
let admin: Person
beforeAll(async () => {
  server = await httpTenant(tinyShop)
  await syncAnalyticsSchema(server.platform.analytics, await server.platform.model(server.tenant))
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
})
afterAll(() => server?.close())

const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__']
const post = (url: string, payload: unknown) =>
  server.app.inject({
    method: 'POST',
    url,
    headers: { cookie: admin.cookie, 'content-type': 'application/json' },
    payload: JSON.stringify(payload),
  })
const get = (url: string) => server.app.inject({ url, headers: { cookie: admin.cookie } })
const person = 'customer.person'

/** Every place where a name from outside chooses something of ours. */
const places = (name: string): readonly (readonly [string, () => ReturnType<typeof get>])[] => {
  const query = (filter: unknown) => () => post('/api/v1/customer/person/query', { filter })
  const figures = (question: unknown) => () => post('/api/v1/reports/aggregate', question)
  return [
    ['object', () => get(`/api/v1/customer/${name}`)],
    ['room', () => get(`/api/v1/${name}/person`)],
    ['fields', () => get(`/api/v1/customer/person?fields=${name}`)],
    ['sort', () => get(`/api/v1/customer/person?sort=-${name}`)],
    ['query member', () => get(`/api/v1/customer/person?${name}=1`)],
    ['truth', () => get(`/api/v1/customer/person?count=${name}`)],
    ['filter field', query({ field: name, op: 'eq', value: '1' })],
    ['filter path', query({ field: `owner.${name}`, op: 'eq', value: '1' })],
    ['operator', query({ field: 'name', op: name, value: '1' })],
    ['value', query({ field: 'name', op: 'eq', value: { [`x${name}`]: 1 } })],
    ['unit', query({ field: 'created_at', op: 'within', value: { last: 1, unit: name } })],
    ['this', query({ field: 'created_at', op: 'within', value: { this: name } })],
    ['child', query({ child: name, via: 'person' })],
    ['via', query({ child: 'shop.order', via: name })],
    ['measure', query({ child: 'shop.order', via: 'person', measure: { fn: name, of: 'amount', op: 'gte', value: 1 } })],
    ['measure operator', query({ child: 'shop.order', via: 'person', measure: { fn: 'sum', of: 'amount', op: name, value: 1 } })],
    ['measured field', query({ child: 'shop.order', via: 'person', measure: { fn: 'sum', of: name, op: 'gte', value: 1 } })],
    ['event', query({ event: name })],
    ['event measure', query({ event: 'page.viewed', measure: { fn: name, of: 'url', op: 'gte', value: 1 } })],
    ['event operator', query({ event: 'page.viewed', measure: { fn: 'count', op: name, value: 1 } })],
    ['event field', query({ event: 'page.viewed', measure: { fn: 'sum', of: name, op: 'gte', value: 1 } })],
    ['event condition', query({ event: 'page.viewed', where: { field: name, op: 'eq', value: '1' } })],
    ['segment', query({ segment: name })],
    ['report object', figures({ object: name, measures: [{ fn: 'count' }] })],
    ['report event', figures({ event: name, measures: [{ fn: 'count' }] })],
    ['report group', figures({ object: person, group: [{ field: name }], measures: [{ fn: 'count' }] })],
    ['report bucket', figures({ object: person, group: [{ field: 'created_at', bucket: name }], measures: [{ fn: 'count' }] })],
    ['report measure', figures({ object: person, measures: [{ fn: name }] })],
    ['report field', figures({ event: 'page.viewed', group: [{ field: name }], measures: [{ fn: 'count' }] })],
    ['report sort', figures({ object: person, measures: [{ fn: 'count' }], sort: [name] })],
    ['member of a record', () => post('/api/v1/customer/person', { name: 'x', [name]: 1 })],
    ['upsert key', () => post('/api/v1/customer/person/bulk', { upsert: { key: [name], rows: [{ name: 'x' }] } })],
    ['command', () => post(`/api/v1/commands/${name}`, {})],
    [
      'custom field type',
      () => post('/api/v1/settings/fields', { on: person, name: 'c_x', field: { type: name, label: { zh: 'x', en: 'x' } } }),
    ],
    [
      'custom field object',
      () => post('/api/v1/settings/fields', { on: name, name: 'c_x', field: { type: 'text', label: { zh: 'x', en: 'x' } } }),
    ],
    [
      'custom field option',
      () =>
        post('/api/v1/settings/fields', {
          on: person,
          name: 'c_x',
          field: { type: 'text', label: { zh: 'x', en: 'x' }, options: { [name]: 1 } },
        }),
    ],
    [
      'formula',
      () =>
        post('/api/v1/settings/fields', {
          on: person,
          name: 'c_x',
          field: { type: 'formula', label: { zh: 'x', en: 'x' }, options: { expression: name, result: 'text' } },
        }),
    ],
    [
      'formula result',
      () =>
        post('/api/v1/settings/fields', {
          on: person,
          name: 'c_x',
          field: { type: 'formula', label: { zh: 'x', en: 'x' }, options: { expression: '1', result: name } },
        }),
    ],
    [
      'roll-up measure',
      () =>
        post('/api/v1/settings/fields', {
          on: person,
          name: 'c_x',
          field: {
            type: 'roll_up',
            label: { zh: 'x', en: 'x' },
            options: { child: 'shop.order', via: 'person', measure: name },
          },
        }),
    ],
    ['setting', () => get(`/api/v1/settings/${name}`)],
    ['explain', () => get(`/api/v1/explain/${name}/0190a000-0000-7000-8000-000000000000`)],
  ]
}

describe.each(names)('the name %s', (name) => {
  it('is unknown wherever a name from outside chooses', async () => {
    const served: string[] = []
    for (const [place, ask] of places(name)) {
      const answer = await ask()
      if (answer.statusCode < 400 || answer.statusCode >= 500)
        served.push(`${place}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
      else expect(answer.json().code, place).toMatch(/^[a-z_]+\.[a-z_.]+$/)
    }
    expect(served).toEqual([])
  })
})

describe('a body nested too deep', () => {
  const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
  const send = (url: string, text: string) =>
    server.app.inject({
      method: 'POST',
      url,
      headers: { cookie: admin.cookie, 'content-type': 'application/json' },
      payload: text,
    })
  it.each([
    '/api/v1/customer/person',
    '/api/v1/customer/person/query',
    '/api/v1/reports/aggregate',
    '/api/v1/settings/fields',
    '/api/v1/commands/x.y',
  ])('is refused at %s', async (url) => {
    for (const text of [`{"name":${deep(100_000)}}`, `{"filter":{"field":"name","op":"eq","value":${deep(100_000)}}}`]) {
      const answer = await send(url, text)
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'body.too_deep'])
    }
  })
  it('is refused in a question of the address too', async () => {
    const answer = await get(
      `/api/v1/customer/person?filter=${encodeURIComponent(`{"field":"name","op":"eq","value":${deep(3000)}}`)}`,
    )
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'body.too_deep'])
  })
  it('does not count brackets in texts', async () => {
    const value = `${'['.repeat(100)}"\\${'{'.repeat(100)}`
    const answer = await post('/api/v1/customer/person/query', { filter: { field: 'name', op: 'eq', value } })
    expect(answer.json().data).toEqual([])
  })
})

it('a measure is one of ours, never a piece of a statement', async () => {
  const answer = await post('/api/v1/customer/person/query', {
    filter: { event: 'page.viewed', measure: { fn: '(select 1)::text || sum', of: 'duration', op: 'gte', value: 1 } },
  })
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'filter.unknown_measure'])
})
