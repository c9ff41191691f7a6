import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { customerModule } from '@lianke/customer'
import { organisationModule } from '@lianke/organisation'
import { defineChannel, label, refuse, RetryLater } from '@lianke/kernel'
import { collectChannel, collectModule, collectPlugin, correctClock } from '@lianke/platform/collect'
import type { EngineHost } from '@lianke/platform'
import { describeEvents, type TestTenant, testTenant } from '@lianke/platform/testing'
import fastify, { type FastifyInstance } from 'fastify'
import { intake, intakeModule, openReceiver, type Receiver } from '../index.ts'

let tenant: TestTenant
let receiver: Receiver
let app: FastifyInstance
let ahead = 0
let answers: (() => Promise<never[]>)[] = []
beforeAll(async () => {
  tenant = await testTenant({ modules: [organisationModule, customerModule, collectModule, intakeModule] })
  await describeEvents(tenant, ['cart_filled'])
  receiver = openReceiver(tenant.platform.database)
  app = fastify()
  await app.register(
    collectPlugin({
      keyOf: async (key) => (key === 'key' ? { tenant: tenant.id, site: 'shop', trusted: false } : null),
      model: (id) => tenant.platform.model(id),
      rates: async () => ({ perKey: 1e6, perAddress: 1e5 }),
      receive: receiver.receive,
    }),
  )
})
afterAll(async () => {
  await app.close()
  await receiver.close()
  await tenant.close()
})

const vendor = defineChannel({
  name: 'vendor',
  label: label('厂商', 'Vendor'),
  actions: [],
  translate: async () => (answers.shift() ?? (async () => []))(),
})
const host = (): EngineHost => ({
  platform: tenant.platform,
  tenant: tenant.id,
  channels: new Map([
    [collectChannel.name, collectChannel],
    [vendor.name, vendor],
  ]),
  channelHost: {} as never,
  now: () => new Date(Date.now() + ahead).toISOString(),
  presume: async (_, facts) => facts,
  zone: async () => 'Asia/Shanghai',
  log: () => undefined,
})
const sql = <R = Record<string, unknown>>(text: string, values: readonly unknown[] = []) =>
  tenant.platform.database.query<R>(tenant.id, { text, values })
const post = (body: unknown) => app.inject({ method: 'POST', url: '/collect', payload: body as object })
const event = (id: string, more: Record<string, unknown> = {}) => ({
  message_id: id,
  type: 'track',
  event: 'Cart Filled',
  anonymous_id: 'v-1',
  properties: { sum: 3 },
  ...more,
})

describe('POST /collect', () => {
  it('keeps the good events of a batch and names each bad one by its place', async () => {
    const answer = await post({
      write_key: 'key',
      batch: [
        event('c-1'),
        { ...event('c-2'), message_id: '' },
        event('c-3', { type: 'dance' }),
        event('c-4', { event: '???' }),
        event('c-5', { event: 'segment.entered' }),
        event('c-6', { anonymous_id: null }),
        'text',
        event('c-8', { properties: [1] }),
        event('c-9', { timestamp: 'yesterday' }),
        event('c-10', { properties: { big: 'x'.repeat(40_000) } }),
        event('c-11'),
      ],
    })
    expect(answer.statusCode).toBe(200)
    const { refused, ...counts } = answer.json() as { refused: { index: number; code: string; detail: string }[] }
    expect(counts).toEqual({ received: 2, duplicates: 0 })
    expect(refused[1]?.detail).toBe('type 必须是 track、page、identify 或 alias')
    expect(refused.map(({ index, code }) => ({ index, code }))).toEqual([
      { index: 1, code: 'collect.message_id' },
      { index: 2, code: 'collect.type' },
      { index: 3, code: 'collect.event_name' },
      { index: 4, code: 'event.reserved_name' },
      { index: 5, code: 'collect.no_identity' },
      { index: 6, code: 'collect.not_an_object' },
      { index: 7, code: 'collect.properties' },
      { index: 8, code: 'collect.timestamp' },
      { index: 9, code: 'collect.too_large' },
    ])
    expect(await sql(`select message_id from inbox order by message_id`)).toEqual([{ message_id: 'c-1' }, { message_id: 'c-11' }])
  })

  it('keeps one of a message that comes again, also at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => post({ write_key: 'key', batch: [event('twice-1'), event('twice-2')] })),
    )
    expect(answers.every((answer) => answer.statusCode === 200)).toBe(true)
    expect(await sql(`select message_id from inbox where message_id like 'twice%'`)).toHaveLength(2)
    expect((await post({ write_key: 'key', batch: [event('twice-1')] })).json()).toEqual({
      received: 0,
      duplicates: 1,
      refused: [],
    })
  })

  it.each([
    [{ batch: [event('n')] }, 'collect.no_key'],
    [{ write_key: 'other', batch: [event('n')] }, 'collect.bad_key'],
    [{ write_key: 'key' }, 'collect.no_batch'],
    [{ write_key: 'key', batch: Array.from({ length: 501 }, (_, at) => event(`n${at}`)) }, 'collect.too_many'],
  ])('refuses %# and keeps nothing', async (body, code) => {
    const answer = await post(body)
    expect(answer.json().message).toBe(code)
    expect(await sql(`select 1 from inbox where message_id like 'n%'`)).toHaveLength(0)
  })

  it("takes the error of the sender's clock out of its events", () => {
    const received_at = '2026-03-01T10:00:00.000Z'
    expect(correctClock({ timestamp: '2026-03-01T12:59:50.000Z', sent_at: '2026-03-01T13:00:00.000Z', received_at })).toBe(
      '2026-03-01T09:59:50.000Z',
    )
    expect(correctClock({ timestamp: '2026-03-02T00:00:00.000Z', sent_at: null, received_at })).toBe(received_at)
    expect(correctClock({ timestamp: undefined, sent_at: null, received_at })).toBe(received_at)
  })

  it('serves a script of less than 8 KB', async () => {
    const answer = await app.inject({ url: '/t.js', headers: { 'accept-encoding': 'gzip' } })
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(answer.rawPayload.length).toBeLessThan(8 * 1024)
  })
})

describe('intake', () => {
  it('makes one fact of each envelope, with its identifiers, and not a second one when it looks again', async () => {
    await intake.turn(host())
    await intake.turn(host())
    const facts = await sql(
      `select name, person, payload -> 'identifiers' -> 0 ->> 'value' as who, payload ->> 'sum' as sum from fact where name = 'cart_filled'`,
    )
    expect(facts).toHaveLength(4)
    expect(facts[0]).toEqual({ name: 'cart_filled', person: null, who: 'v-1', sum: '3' })
    expect(await sql(`select 1 from inbox where state <> 'done'`)).toHaveLength(0)
    expect(await sql('select 1 from inbox_queue')).toHaveLength(0)
  })

  it('tries again what the world made fail, puts aside what can never be understood, and replays it when asked', async () => {
    answers = [
      async () => {
        throw new RetryLater('vendor is busy', 600_000)
      },
      async () => refuse('vendor.never_heard_of'),
    ]
    await receiver.receive(tenant.id, [{ channel: 'vendor', message_id: 'm-1', kind: 'k', body: {} }])
    await intake.turn(host())
    expect(await sql(`select state, error, attempts from inbox where message_id = 'm-1'`)).toEqual([
      { state: 'waiting', error: 'vendor is busy', attempts: 1 },
    ])
    ahead += 660_000
    await intake.turn(host())
    const [dead] = await sql<{ id: string; state: string; error: string }>(
      `select id, state, error from inbox where message_id = 'm-1'`,
    )
    expect(dead).toMatchObject({ state: 'dead', error: 'vendor.never_heard_of' })
    await tenant.system((work) => work.run('intake.replay', { ids: [dead?.id] }))
    await intake.turn(host())
    expect(await sql(`select state from inbox where message_id = 'm-1'`)).toEqual([{ state: 'done' }])
  })

  it('names the channel that does not exist', async () => {
    await receiver.receive(tenant.id, [{ channel: 'ghost', message_id: 'g-1', kind: 'k', body: { text: 'nul \u0000 inside' } }])
    await intake.turn(host())
    expect(await sql(`select state, error from inbox where message_id = 'g-1'`)).toEqual([
      { state: 'dead', error: 'intake.unknown_channel' },
    ])
  })
})
