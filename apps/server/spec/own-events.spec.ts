import { everything, type Person } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSources, type SourcesWorld } from './sources-world.testing.ts'

let world: SourcesWorld
let admin: Person
let count = 0
beforeAll(async () => {
  world = await openSources({ analytics: true })
  admin = await world.server.person({ objects: { '*': everything }, rights: ['*'] })
}, 120_000)
afterAll(() => world?.close())

type Method = 'GET' | 'POST' | 'PATCH'
const ask = async (method: Method, url: string, payload?: object, who = admin) => {
  const answer = await who.send({ method, url: `/api/v1${url}`, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}
const said = (zh: string, en: string) => ({ zh, en })
const described = (name: string, fields: object = {}, more: object = {}) => ({
  name,
  label: said('发货', 'Shipped'),
  from: ['page', 'program'],
  fields,
  ...more,
})
const define = (...given: Parameters<typeof described>) => ask('POST', '/platform/events', described(...given))
const property = (type: string, options: object = {}) => ({ type, label: said(type, type), options })
const carriers = ['sf', 'jd'].map((value) => ({ value, label: said(value, value) }))
const shipped = {
  number: property('text', { required: true }),
  weight: property('decimal'),
  pieces: property('integer'),
  express: property('boolean'),
  promised: property('datetime'),
  carrier: property('select', { options: carriers }),
}
const told = (event: string, user: string, properties: object = {}, more: object = {}) => ({
  message_id: `own-${++count}`,
  type: 'track',
  event,
  user_id: user,
  properties,
  ...more,
})
const tell = async (...events: Record<string, unknown>[]) => {
  const answer = await world.collect(world.keys.program, events)
  await world.run()
  return answer
}
const factsOf = (name: string) =>
  world.sql<{ occurred_at: string; person: string; payload: Record<string, unknown> }>(
    'select occurred_at, person, payload from fact where name = $1 order by seq',
    [name],
  )
const inDatabase = async (state: string, event: string): Promise<number> =>
  (
    await world.sql<{ n: number }>(`select count(*)::int as n from inbox where state = $1 and body ->> 'name' = $2`, [
      state,
      event,
    ])
  )[0]?.n ?? 0
const quarantine = async (event: string) =>
  (await ask('GET', '/intake/quarantine')).body.data.filter((one: { event: string }) => one.event === event)

describe('an event of the company’s own', { timeout: 120_000 }, () => {
  it.each([
    ['a name in capitals', described('Order.Shipped'), 'event.bad_name', '/name'],
    ['a name of the product', described('page.viewed'), 'event.name_taken', '/name'],
    ['a name that could be taken for ours', described('customer.praised'), 'event.reserved_name', '/name'],
    ['nobody who may tell it', described('a.b', {}, { from: [] }), 'event.no_source', '/from'],
    ['a property name with a dot', described('a.b', { 'x.y': property('text') }), 'event.property_name', '/fields/x.y'],
    ['a property of ours', described('a.b', { site: property('text') }), 'event.property_reserved', '/fields/site'],
    ['a type that events do not have', described('a.b', { who: property('user') }), 'event.property_type', '/fields/who'],
    [
      'a number where reports keep a text',
      described('a.b', { title: property('integer') }),
      'event.property_type',
      '/fields/title',
    ],
    [
      'a text where reports keep a number',
      described('a.b', { amount: property('text') }),
      'event.property_type',
      '/fields/amount',
    ],
    [
      'an option that the type does not know',
      described('a.b', { x: property('text', { scale: 2 }) }),
      'custom.bad_definition',
      '/field/options/scale',
    ],
  ])('with %s is refused at its place and leaves nothing', async (_what, given, code, path) => {
    const { status, body } = await ask('POST', '/platform/events', given)
    expect({ status, code: body.problems?.[0]?.code, path: body.problems?.[0]?.path }).toEqual({ status: 422, code, path })
    expect(await world.sql('select 1 from custom_event')).toEqual([])
  })

  it('is described once, and is in the model for everybody at once', async () => {
    const made = await define('order.shipped', shipped)
    expect(made).toMatchObject({ status: 201, body: { name: 'order.shipped', version: 1, timeline: true, archived_at: null } })
    expect(Object.keys(made.body.fields)).toEqual(Object.keys(shipped))
    expect((await define('order.shipped')).body.problems[0]).toMatchObject({ code: 'event.exists', path: '/name' })
    const meta = (await ask('GET', '/meta')).body
    expect(meta.events.find(({ name }: { name: string }) => name === 'order.shipped')).toMatchObject({
      own: true,
      from: ['page', 'program'],
    })
  })

  it('enters with its properties as values of their types', async () => {
    const properties = { number: ' 1001 ', weight: 3.5, pieces: '2', express: 'yes', promised: '2026-01-06 08:00', carrier: 'sf' }
    expect(await tell(told('order.shipped', 'ann', properties))).toEqual({ received: 1, duplicates: 0, refused: [] })
    await tell(told('order.shipped', 'bob', { number: '1002', weight: '1.25', carrier: 'jd' }))
    const [first] = await factsOf('order.shipped')
    expect(first?.payload).toMatchObject({
      number: '1001',
      weight: '3.50',
      pieces: 2,
      express: true,
      promised: '2026-01-06T00:00:00.000Z',
      carrier: 'sf',
    })
  })

  it('is asked by a segment, in its preview and as people do it', async () => {
    const filter = { event: 'order.shipped', where: { field: 'weight', op: 'gt', value: 3 } }
    expect((await ask('POST', '/segments/preview', { filter })).body.count).toBe(1)
    const summed = { event: 'order.shipped', measure: { fn: 'sum', of: 'weight', op: 'gte', value: 3.5 } }
    expect((await ask('POST', '/segments/preview', { filter: summed })).body.count).toBe(1)
    const list = await ask('POST', '/customer/person/query', { filter: { and: [filter, summed] }, count: true })
    expect(list.body.count.value).toBe(1)
    const segment = await ask('POST', '/marketing/segment', { name: '重件', status: 'active', filter })
    expect(segment.status).toBe(201)
    await world.run()
    await tell(told('order.shipped', 'bob', { number: '1003', weight: 8 }))
    expect(await world.sql('select 1 from segment_membership where segment = $1', [segment.body.id])).toHaveLength(2)
    const wrong = await ask('POST', '/marketing/segment', {
      name: '错',
      filter: { event: 'order.shipped', where: { field: 'wight', op: 'gt', value: 3 } },
    })
    expect(wrong.body.problems[0].code).toBe('filter.unknown_field')
  })

  it('is a step of what followed what, counted as that, and refused as that', async () => {
    await define('parcel.returned')
    const sequence = (...events: string[]) => ({ event: 'order.shipped', then: events.map((event) => ({ event })) })
    const count = async (filter: object) => (await ask('POST', '/segments/preview', { filter })).body.count
    const returned = { filter: sequence('parcel.returned') }
    expect(await count(returned.filter)).toBe(0)
    await tell(told('parcel.returned', 'ann'))
    expect(await count(returned.filter)).toBe(1)
    const save = (filter: object) => ask('POST', '/marketing/segment', { name: '退', filter })
    const refusals = [
      [sequence('parcel.eaten'), 'filter.unknown_event', '没有这个事件：parcel.eaten'],
      [sequence(...Array(5).fill('parcel.returned')), 'filter.step_count', /2 到 5 步.*是 6 步/],
      [
        { event: 'order.shipped', then: [{ event: 'parcel.returned', within: { up_to: 1, unit: 'month' } }] },
        'filter.bad_step_time',
        /周/,
      ],
    ] as const
    for (const [filter, code, words] of refusals) {
      const { status, body } = await save(filter)
      expect([status, body.problems[0].code, body.problems[0].path]).toEqual([422, code, '/filter'])
      expect(body.problems[0].detail).toMatch(words)
    }
    const saved = await save(returned.filter)
    const { body: uses } = await ask('GET', '/platform/events/parcel.returned/uses')
    expect(uses.data).toMatchObject([{ object: 'marketing.segment', records: [{ title: '退' }] }])
    await admin.send({ method: 'DELETE', url: `/api/v1/marketing/segment/${saved.body.id}` })
  })

  it('begins a process', async () => {
    const journey = await ask('POST', '/marketing/journey', {
      name: '发货后',
      trigger: { on: 'event', event: 'order.shipped', where: { field: 'express', op: 'eq', value: true } },
      graph: { entry: 't', nodes: [{ id: 't', step: 'add_tag', config: { tags: ['急件'] }, next: { next: null } }] },
    })
    expect((await ask('POST', '/commands/journey.publish', { id: journey.body.id })).status).toBe(200)
    const lost = await ask('POST', '/marketing/journey', {
      name: '丢件',
      graph: { entry: 't', nodes: [] },
      trigger: { on: 'manual' },
    })
    const node = { id: 't', step: 'flow.wait_until', config: { event: 'order.lost', amount: 1, unit: 'day' }, next: {} }
    await ask('PATCH', `/marketing/journey/${lost.body.id}`, { graph: { entry: 't', nodes: [node] } })
    expect((await ask('POST', '/commands/journey.publish', { id: lost.body.id })).body.problems).toMatchObject([
      {
        path: '/graph/nodes/0/config/event',
        code: 'process.unknown_event',
        detail: expect.stringContaining('没有定义事件「order.lost」'),
      },
    ])
    await tell(told('order.shipped', 'cid', { number: '1004', express: true }), told('order.shipped', 'dot', { number: '1005' }))
    const tagged = await world.sql(
      `select i.value from customer_person p join customer_identifier i on i.person = p.id where p.tags @> '{急件}'`,
    )
    expect(tagged).toEqual([{ value: 'cid' }])
  })

  it('is counted by a report', async () => {
    const { body } = await ask('POST', '/reports/aggregate', {
      event: 'order.shipped',
      group: [{ field: 'carrier' }],
      measures: [{ fn: 'count' }, { fn: 'sum', field: 'weight' }],
    })
    const rows: Record<string, unknown>[] = body.data
    expect(rows.map((row) => Object.values(row).map(String)).sort()).toEqual(
      [
        ['jd', '1', '1.25'],
        ['sf', '1', '3.5'],
        ['null', '3', '8'],
      ].sort(),
    )
  })

  it('stands on the timeline of its person, unless it is said to be no news', async () => {
    await define('coupon.peeked', {}, { timeline: false })
    await tell(told('coupon.peeked', 'ann'))
    const [fact] = await factsOf('coupon.peeked')
    const { body } = await ask('GET', `/customer/person/${fact?.person}/timeline`)
    const names: string[] = body.data.map(({ name }: { name: string }) => name)
    expect(names).toContain('order.shipped')
    expect(names).not.toContain('coupon.peeked')
    const entry = body.data.find(({ name }: { name: string }) => name === 'order.shipped')
    expect(entry.payload).toMatchObject({ number: '1001', weight: '3.50' })
  })

  it('is told to an address outside; a name that nobody described is refused there', async () => {
    const [role] = await world.sql<{ id: string }>(`select id from organisation_role limit 1`)
    const hook = (events: string[]) =>
      ask('POST', '/webhooks', { name: '仓库', url: 'https://example.com/hook', events, role: role?.id })
    expect((await hook(['order.shiped'])).status).toBe(422)
    expect((await hook(['order.shipped'])).status).toBe(201)
    await tell(told('order.shipped', 'ann', { number: '1006' }))
    expect(await world.sql(`select name from webhook_delivery`)).toEqual([{ name: 'order.shipped' }])
  })

  it('does not go while something is built on it: the places are named, for the event and for each property', async () => {
    const { body } = await ask('GET', '/platform/events/order.shipped/uses')
    const places = body.data.map(({ object }: { object: string }) => object).sort()
    expect(places).toEqual(['marketing.journey', 'marketing.segment', 'platform.webhook'])
    const change = (more: object) => ask('PATCH', '/platform/events/order.shipped', { version: 1, ...more })
    const off = await change({ archived: true })
    expect(off).toMatchObject({ status: 409, body: { code: 'definition.in_use' } })
    expect(
      off.body.uses.flatMap(({ records }: { records: { title: string }[] }) => records.map(({ title }) => title)).sort(),
    ).toEqual(['仓库', '发货后', '重件'].sort())
    const { weight: _weight, ...light } = shipped
    expect(await change({ fields: light })).toMatchObject({ status: 409, body: { code: 'definition.in_use' } })
    expect(await change({ fields: { ...shipped, weight: property('text') } })).toMatchObject({ status: 409 })
    const { pieces: _pieces, ...without } = shipped
    expect(await change({ fields: without })).toMatchObject({ status: 200, body: { version: 2 } })
    expect(await change({ label: said('出库', 'Sent') })).toMatchObject({ status: 409, body: { code: 'event.stale' } })
  })

  it('goes off and comes back where nothing needs it', async () => {
    await define('coupon.used')
    const change = (version: number, archived: boolean) => ask('PATCH', '/platform/events/coupon.used', { version, archived })
    expect((await change(1, true)).body.archived_at).not.toBeNull()
    expect((await tell(told('coupon.used', 'ann'))).held).toMatchObject([{ code: 'event.undefined' }])
    expect((await define('coupon.used')).body.code).toBe('event.exists')
    expect((await change(2, false)).body.archived_at).toBeNull()
    expect(await ask('POST', '/commands/intake.replay_held', { event: 'coupon.used' })).toMatchObject({ body: { replayed: 1 } })
    await world.run()
    expect(await factsOf('coupon.used')).toHaveLength(1)
  })
})

describe('properties that nobody declared', { timeout: 120_000 }, () => {
  it('are kept and told: how often, as what they could be declared, and the last one', async () => {
    await define('seat.booked', { seat: property('text') })
    await tell(
      told('seat.booked', 'ann', { seat: 'A1', row: 3, price: 9.5 }),
      told('seat.booked', 'bob', { seat: 'A2', row: 4, price: 9, tags: ['x'] }),
    )
    await tell(told('seat.booked', 'bob', { row: 'five' }))
    const { body } = await ask('GET', '/platform/events')
    const seen = body.seen.filter(({ event }: { event: string }) => event === 'seat.booked')
    expect(seen).toMatchObject([
      { property: 'row', kind: 'text', count: 3, sample: 'five' },
      { property: 'price', kind: 'decimal', count: 2, sample: 9 },
      { property: 'tags', kind: null, count: 1, sample: ['x'] },
    ])
    expect((await factsOf('seat.booked'))[0]?.payload).toMatchObject({ seat: 'A1', row: 3, price: 9.5 })
  })

  it('are no longer only seen once they are declared, and what was told before is asked without a fault', async () => {
    const fields = { seat: property('text'), row: property('integer'), price: property('decimal') }
    expect((await ask('PATCH', '/platform/events/seat.booked', { version: 1, fields })).status).toBe(200)
    const { body } = await ask('GET', '/platform/events')
    expect(body.seen.filter(({ event }: { event: string }) => event === 'seat.booked')).toMatchObject([{ property: 'tags' }])
    const filter = { event: 'seat.booked', where: { field: 'row', op: 'gte', value: 3 } }
    expect((await ask('POST', '/customer/person/query', { filter, count: true })).body.count.value).toBe(2)
    expect((await ask('POST', '/segments/preview', { filter })).body.count).toBe(2)
  })
})

describe('the quarantine', { timeout: 120_000 }, () => {
  const missing = { code: 'event.property_missing', property: 'plate' }
  it('holds what does not fit, says why to whoever sent it, and counts what the database holds', async () => {
    await define('car.washed', { plate: property('text', { required: true }), litres: property('integer') })
    const answer = await tell(
      told('car.washed', 'ann', { plate: 'A1', litres: 'many' }),
      told('car.washed', 'bob', { litres: 3 }),
      told('car.washed', 'cid', { plate: 'C1', litres: 5 }),
      told('car.painted', 'cid', { colour: 'red' }),
    )
    expect(answer).toMatchObject({
      received: 4,
      refused: [],
      held: [
        { index: 0, code: 'event.property_kind', detail: '属性 litres 不是“整数”：many' },
        { index: 1, code: 'event.property_missing', detail: '缺少必填属性 plate' },
        { index: 3, code: 'event.undefined', detail: '没有定义名为 car.painted 的事件' },
      ],
    })
    expect(await factsOf('car.washed')).toHaveLength(1)
    expect(await factsOf('car.painted')).toHaveLength(0)
    expect(await quarantine('car.washed')).toMatchObject([
      { code: 'event.property_kind', property: 'litres', count: 1 },
      { ...missing, count: 1 },
    ])
    expect(await quarantine('car.painted')).toMatchObject([{ code: 'event.undefined', property: null, count: 1 }])
    expect(await inDatabase('held', 'car.washed')).toBe(2)
  })

  it('shows each as it came', async () => {
    const { body } = await ask('GET', '/intake/quarantine/events?event=car.washed&code=event.property_kind')
    expect(body).toMatchObject({
      data: [
        { reason: '属性 litres 不是“整数”：many', body: { name: 'car.washed', properties: { plate: 'A1', litres: 'many' } } },
      ],
      next: null,
    })
    const page = await ask('GET', '/intake/quarantine/events?event=car.washed&limit=1')
    const rest = await ask(
      'GET',
      `/intake/quarantine/events?event=car.washed&limit=1&cursor=${encodeURIComponent(page.body.next)}`,
    )
    expect(new Set([page, rest].flatMap((one) => one.body.data.map(({ id }: { id: string }) => id))).size).toBe(2)
    expect(rest.body.next).toBeNull()
  })

  it('lets in what fits once its description is mended, as of when it happened and once only', async () => {
    const happened = '2026-01-05T02:00:00.000Z'
    const late = told('car.washed', 'dot', { litres: 7 }, { timestamp: happened })
    await tell(late)
    await ask('PATCH', '/platform/events/car.washed', {
      version: 1,
      fields: { plate: property('text'), litres: property('integer') },
    })
    const tried = await ask('GET', '/intake/quarantine/trial?event=car.washed')
    expect(tried).toEqual({
      status: 200,
      body: {
        held: 3,
        fits: 2,
        still: [{ code: 'event.property_kind', property: 'litres', reason: '属性 litres 不是“整数”：many', count: 1 }],
      },
    })
    expect((await ask('GET', '/intake/quarantine/trial?event=car.washed&code=event.property_missing')).body).toEqual({
      held: 2,
      fits: 2,
      still: [],
    })
    expect(await inDatabase('held', 'car.washed')).toBe(3)
    expect((await ask('GET', '/intake/quarantine/trial?event=car.sold')).body.code).toBe('event.nothing_held')
    expect((await ask('POST', '/commands/intake.replay_held', { event: 'car.washed' })).body).toEqual({ replayed: 3 })
    await world.run()
    const facts = await factsOf('car.washed')
    expect(facts.map(({ payload }) => payload.litres)).toEqual([5, 3, 7])
    expect(facts[2]?.occurred_at).toBe(happened)
    // What is still wrong is there again, with its reason.
    expect(await quarantine('car.washed')).toMatchObject([{ code: 'event.property_kind', count: 1 }])
    expect(await tell(late)).toMatchObject({ received: 0, duplicates: 1 })
    expect(await factsOf('car.washed')).toHaveLength(3)
  })

  it('gives up what nobody wants, and takes it back', async () => {
    const { body } = await ask('POST', '/commands/intake.discard_held', { event: 'car.painted' })
    expect(body).toMatchObject({ discarded: 1 })
    expect(await quarantine('car.painted')).toEqual([])
    expect((await ask('POST', '/commands/intake.discard_held', { event: 'car.painted' })).body.code).toBe('event.nothing_held')
    expect((await ask('POST', '/commands/intake.take_back_held', { act: body.act })).body).toEqual({ held: 1 })
    expect(await quarantine('car.painted')).toMatchObject([{ count: 1 }])
  })

  it('lets in an unknown event once it is described', async () => {
    await define('car.painted', { colour: property('text') })
    expect((await ask('POST', '/commands/intake.replay_held', { event: 'car.painted', code: 'event.undefined' })).body).toEqual({
      replayed: 1,
    })
    await world.run()
    expect((await factsOf('car.painted'))[0]?.payload).toMatchObject({ colour: 'red' })
  })
})

describe('the right to describe events', { timeout: 120_000 }, () => {
  it('is asked at every door', async () => {
    const clerk = await world.server.person({ objects: { '*': everything }, rights: ['platform.settings', 'platform.customise'] })
    const asks: [Method, string, object?][] = [
      ['GET', '/platform/events'],
      ['POST', '/platform/events', described('clerk.came')],
      ['PATCH', '/platform/events/order.shipped', { version: 1, timeline: false }],
      ['GET', '/platform/events/order.shipped/uses'],
      ['GET', '/intake/quarantine'],
      ['GET', '/intake/quarantine/events?event=car.washed'],
      ['GET', '/intake/quarantine/trial?event=car.washed'],
      ['POST', '/commands/intake.replay_held', { event: 'car.washed' }],
      ['POST', '/commands/intake.discard_held', { event: 'car.washed' }],
    ]
    for (const [method, url, payload] of asks) expect((await ask(method, url, payload, clerk)).status, url).toBe(403)
    expect(await inDatabase('held', 'car.washed')).toBe(1)
  })

  it('is the marketer’s, who sees of people what else he may see', async () => {
    const marketer = await world.server.person({ objects: { '*': everything }, rights: ['platform.events'] })
    await tell(told('car.washed', 'eve', { litres: 'call 13900001234', phone: '13900001234' }))
    await tell(told('car.washed', 'eve', { litres: 2, phone: '13900001234' }))
    const held = ['/intake/quarantine', '/intake/quarantine/events?event=car.washed', '/intake/quarantine/trial?event=car.washed']
    for (const url of [...held, '/platform/events']) {
      expect(JSON.stringify((await ask('GET', url, undefined, marketer)).body), url).not.toContain('13900001234')
      expect(JSON.stringify((await ask('GET', url)).body), url).toContain('13900001234')
    }
    const [role] = (await world.server.platform.model(world.server.tenant)).roles.filter(({ name }) => name === 'marketer')
    expect(role?.rights).toContain('platform.events')
  })
})
