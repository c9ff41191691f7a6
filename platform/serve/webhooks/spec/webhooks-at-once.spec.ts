import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database, Transaction } from '../../../store/db/database.ts'
import { appendFacts } from '../../../store/facts/append-facts.ts'
import type { Platform } from '../../../platform.ts'
import { testUrls } from '../../../testing/index.ts'
import { openWebhookSender } from '../webhook-sender.ts'
import { guardedFetch } from '../../http/guarded-fetch.ts'
import { type HooksWorld, hooksWorld, readAll } from './hooks-world.testing.ts'

const program = fileURLToPath(new URL('./sending-process.testing.ts', import.meta.url))
let world: HooksWorld
beforeAll(async () => {
  world = await hooksWorld()
})
afterAll(() => world?.close())

/** The platform with every statement of this tenant counted. */
const counting = (platform: Platform) => {
  const counted = { statements: 0 }
  const transaction = (tx: Transaction): Transaction =>
    new Proxy(tx, {
      get(target, name, own) {
        if (name === 'query' || name === 'execute' || name === 'script') counted.statements++
        const value: unknown = Reflect.get(target, name, own)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  const database: Database = {
    ...platform.database,
    query: (tenant, statement) => {
      counted.statements++
      return platform.database.query(tenant, statement)
    },
    transaction: (tenant, run, options) => platform.database.transaction(tenant, (tx) => run(transaction(tx)), options),
  }
  return { counted, platform: { ...platform, database } }
}

describe('webhooks in numbers', () => {
  it('go out in sets: 10,000 facts cost a statement for hundreds of them, to write down and to send', {
    timeout: 120_000,
  }, async () => {
    const { tenant, platform } = world.server
    await world.subscribe({ path: '/many', events: ['page.viewed'] })
    const persons = Array.from({ length: 2_500 }, () => uuid())
    await platform.database.transaction(tenant, (tx) =>
      appendFacts(
        tx,
        Array.from({ length: 10_000 }, (_, n) => ({
          id: uuid(),
          name: 'page.viewed',
          person: persons[n % persons.length] ?? null,
          payload: { url: `/${n}`, n },
          actor_kind: 'system' as const,
          actor: 'spec',
          source: 'house' as const,
          occurred_at: new Date().toISOString(),
        })),
      ),
    )
    const reading = counting(platform)
    const turns = await readAll(reading.platform, tenant)
    expect(await world.sql('select count(*)::int as n from webhook_delivery')).toEqual([{ n: 10_000 }])
    expect(turns).toBeLessThan(30)
    expect(reading.counted.statements).toBeLessThan(20 * 12)

    const sending = counting(platform)
    const sender = openWebhookSender(sending.platform, { fetch: guardedFetch({ allowPrivate: [world.receiver.host] }) })
    await sender.reader.turn(tenant)
    await expect.poll(() => world.receiver.of('/many').length, { timeout: 90_000 }).toBe(10_000)
    await sender.drain()
    // 100 batches of 100.
    expect(sending.counted.statements).toBeLessThan(100 * 10)
    expect(world.receiver.openMax).toBeLessThanOrEqual(8)
    const order = new Map<unknown, number>()
    for (const { fact } of world.receiver.of('/many')) {
      const { n } = fact.payload as { n: number }
      expect(n).toBeGreaterThan(order.get(fact.person) ?? -1)
      order.set(fact.person, n)
    }
    expect(await world.sql('select state, count(*)::int as n from webhook_delivery group by 1')).toEqual([
      { state: 'sent', n: 10_000 },
    ])
  })

  it('are sent again under the same id when the sender is killed between the answer and writing it down', {
    timeout: 60_000,
  }, async () => {
    const { tenant, platform } = world.server
    await world.subscribe({ path: '/killed', events: ['customer.person.created'] })
    await world.api('POST', '/customer/person', { name: '丢不了' })
    await readAll(platform, tenant)
    const { databaseUrl, clickhouseUrl } = testUrls()
    const child = fork(program, [databaseUrl, clickhouseUrl, tenant, world.receiver.host, '3000'], { execArgv: [] })
    const [id] = await once(child, 'message')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await world.sql('select id, state, attempts from webhook_delivery where id = $1', [id])).toEqual([
      { id, state: 'waiting', attempts: 0 },
    ])
    // Nobody else takes what a living sender may still hold.
    await world.sender.reader.turn(tenant)
    expect(world.receiver.of('/killed').length).toBe(1)
    await expect
      .poll(async () => {
        await world.sender.reader.turn(tenant)
        return world.receiver.of('/killed').map(({ headers }) => headers['webhook-id'])
      })
      .toEqual([id, id])
    await expect.poll(() => world.sql('select state from webhook_delivery where id = $1', [id])).toEqual([{ state: 'sent' }])
  })
})
