import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rebuildSearch } from '../../../store/search/index.ts'
import { tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let server: HttpTenant
let admin: Person
let base: string
beforeAll(async () => {
  server = await httpTenant(tinyShop)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
  base = await server.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => server?.close())

interface Told {
  readonly event: string
  readonly data: Record<string, unknown>
}
/** Opens a stream and collects what it says until it is closed. */
const listen = async (person: Person, topics: string) => {
  const controller = new AbortController()
  const response = await fetch(`${base}/api/v1/live?topics=${encodeURIComponent(topics)}`, {
    headers: { cookie: person.cookie },
    signal: controller.signal,
  })
  const told: Told[] = []
  const reading = (async () => {
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString()
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      for (const part of parts) {
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(part) ?? []
        if (event && data) told.push({ event, data: JSON.parse(data) as Record<string, unknown> })
      }
    }
  })().catch((error: Error) => {
    if (error.name !== 'AbortError') throw error
  })
  return {
    response,
    told,
    close: async () => {
      controller.abort()
      await reading
    },
  }
}
const until = async (holds: () => boolean) => {
  for (let time = 0; time < 200 && !holds(); time++) await new Promise((resolve) => setTimeout(resolve, 50))
}
const make = async (name: string) =>
  (await admin.send({ method: 'POST', url: '/api/v1/customer/person', payload: { name } })).json().id as string

describe('live updates', () => {
  it('say what changed, to those who may see it, and nothing of what it holds', async () => {
    const seller = await server.person({ objects: { 'customer.person': { ...everything, read: 'own' } } })
    const all = await listen(admin, '*')
    const own = await listen(seller, 'customer.person')
    const orders = await listen(admin, 'shop.order')
    expect(all.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    const foreign = await make('别人的客户')
    const mine = (await seller.send({ method: 'POST', url: '/api/v1/customer/person', payload: { name: '自己的客户' } })).json()
      .id
    await until(() => all.told.length >= 2 && own.told.length >= 1)
    expect(all.told.map(({ event, data }) => [event, data.name, data.record])).toEqual([
      ['fact', 'customer.person.created', foreign],
      ['fact', 'customer.person.created', mine],
    ])
    expect(own.told.map(({ data }) => data.record)).toEqual([mine])
    expect(JSON.stringify([all.told, own.told])).not.toContain('客户')
    expect(orders.told).toEqual([])
    for (const stream of [all, own, orders]) await stream.close()
  })
  it('need a sign-in', async () => {
    expect((await fetch(`${base}/api/v1/live`)).status).toBe(401)
  })
})

describe('search', () => {
  it('finds what may be seen and nothing else', async () => {
    const seller = await server.person({ objects: { 'customer.person': { ...everything, read: 'own' } } })
    const id = await make('诸葛孔明')
    const hits = async (person: Person, q: string) => (await person.send({ url: '/api/v1/search', query: { q } })).json().data
    await rebuildSearch({
      database: server.platform.database,
      model: await server.platform.model(server.tenant),
      tenant: server.tenant,
    })
    expect(await hits(admin, '诸葛')).toEqual([{ object: 'customer.person', id, title: '诸葛孔明', pooled: false }])
    expect(await hits(seller, '诸葛')).toEqual([])
    expect((await admin.send({ url: '/api/v1/search', query: { q: ' ' } })).json()).toMatchObject({
      status: 400,
      problems: [{ path: '/q' }],
    })
  })
})

describe('figures', () => {
  it('are refused where the records may not be read, and where the question is none', async () => {
    const stranger = await server.person({ objects: { 'shop.order': everything } })
    const ask = (person: Person, payload: object, url = '/api/v1/customer/person/aggregate') =>
      person.send({ method: 'POST', url, payload })
    expect((await ask(stranger, { measures: [{ fn: 'count' }] })).json()).toMatchObject({ status: 403, code: 'access.denied' })
    expect((await ask(admin, { measures: [] })).json()).toMatchObject({ status: 422, problems: [{ path: '/measures' }] })
    expect((await ask(admin, { measures: [{ fn: 'median', field: 'city' }] })).json().problems[0].path).toBe('/measures/0/fn')
    expect((await ask(admin, { measures: [{ fn: 'count' }] }, '/api/v1/reports/aggregate')).json().code).toBe(
      'report.object_or_event',
    )
  })
})
