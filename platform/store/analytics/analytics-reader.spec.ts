import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factLag } from '../facts/fact-lag.ts'
import { type EmbeddedAnalytics, startAnalytics } from '../../run/runtime/analytics.ts'
import { freePort } from '../../run/runtime/free-port.ts'
import { type TestTenant, testTenant, testUrls, tinyShop } from '../../testing/index.ts'
import { copyToAnalytics } from './analytics-reader.ts'
import type { Analytics } from './analytics.ts'
import { openAnalytics } from './open-analytics.ts'
import { dropFactPartitions, makeFactPartitions } from '../facts/fact-partitions.ts'
import { localStore } from '../files/file-store.ts'
import { rebuildAnalytics } from './rebuild-analytics.ts'
import { syncAnalyticsSchema } from './sync-analytics-schema.ts'

const program = fileURLToPath(new URL('./copying-reader.testing.ts', import.meta.url))
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
let shop: TestTenant
let analytics: Analytics

beforeAll(async () => {
  shop = await testTenant({ modules: tinyShop })
  analytics = shop.platform.analytics
  await syncAnalyticsSchema(analytics, await shop.platform.model(shop.id))
})
afterAll(() => shop.close())

const drain = async (into: Analytics) => {
  const model = await shop.platform.model(shop.id)
  for (let turn = 0; turn < 1000; turn++) {
    const { more } = await copyToAnalytics({
      database: shop.platform.database,
      analytics: into,
      model,
      tenant: shop.id,
      identified: false,
    })
    if (more) continue
    const lag = (await factLag(shop.platform.database, shop.id)).find(({ reader }) => reader === 'lake')
    if (lag?.facts === 0) return
    // Somebody else holds the cursor (one who was killed, until PostgreSQL notices), or it rests after a failure.
    await pause(50)
  }
  throw new Error('the reader does not come to an end')
}
/** What stands in the analytics store, comparable: rows sorted, without what only this copy has. */
const contents = async (from: Analytics) => {
  const answer: Record<string, unknown> = {}
  for (const table of ['customer_person', 'shop_order', 'shop_line', 'organisation_staff'])
    answer[table] = await from.query(shop.id, `select * from ${table} final where tenant_id = {tenant:String} order by id`)
  answer.event = await from.query(shop.id, 'select * from event where tenant_id = {tenant:String} order by seq')
  return answer
}
const inPostgres = async () => {
  const [row] = await shop.platform.database.query<{ facts: number; persons: number; orders: string; amount: string }>(shop.id, {
    text: `select (select count(*) from fact) as facts, (select count(*) from customer_person where deleted_at is null) as persons,
      (select count(*) from shop_order where deleted_at is null)::text as orders, (select coalesce(sum(amount), 0)::numeric(24, 4) from shop_order where deleted_at is null)::text as amount`,
  })
  return row
}
const inAnalytics = async (from: Analytics) => {
  const [row] = await from.query<{ facts: string; different: string; persons: string; orders: string; amount: string }>(
    shop.id,
    `select
    (select count() from event where tenant_id = {tenant:String}) as facts, (select uniqExact(fact) from event where tenant_id = {tenant:String}) as different,
    (select count() from customer_person final where tenant_id = {tenant:String}) as persons, (select toString(count()) from shop_order final where tenant_id = {tenant:String}) as orders,
    (select toString(sum(amount)) from shop_order final where tenant_id = {tenant:String}) as amount`,
  )
  return {
    facts: Number(row?.facts),
    different: Number(row?.different),
    persons: Number(row?.persons),
    orders: row?.orders,
    amount: Number(row?.amount).toFixed(4),
  }
}
const trade = (round: number) =>
  shop.system(async (work) => {
    const person = await work.records.create('customer.person', {
      name: `客户 ${round}`,
      city: round % 2 ? '上海' : '北京',
      tags: ['vip', `n${round}`],
    })
    const { ids } = await work.records.upsert({
      object: 'shop.order',
      rows: [
        { person: person.id, amount: { amount: String(round + 0.25), currency: 'CNY' } },
        { person: person.id, amount: { amount: '7', currency: 'CNY' } },
      ],
    })
    await work.emit({ name: 'page.viewed', person: person.id, payload: { url: `https://a/${round}`, title: '首页' } })
    if (round % 5 === 0) await work.records.remove('shop.order', ids[1] as string)
    if (round % 3 === 0) await work.records.update('customer.person', person.id, { city: '深圳' })
  })

describe('the reader of the analytics store', () => {
  it('mirrors records as they are and every fact, and a rebuild from PostgreSQL gives equal tables', async () => {
    for (let round = 1; round <= 12; round++) await trade(round)
    await drain(analytics)
    const facts = await inPostgres()
    const copied = await inAnalytics(analytics)
    expect(copied).toEqual({ ...facts, different: facts?.facts })
    const before = await contents(analytics)
    expect(
      (before.customer_person as { name: string; city: string; tags: string[] }[]).find(({ name }) => name === '客户 3'),
    ).toMatchObject({ city: '深圳', tags: ['vip', 'n3'] })
    const report = await rebuildAnalytics({
      database: shop.platform.database,
      analytics,
      model: await shop.platform.model(shop.id),
      tenant: shop.id,
    })
    expect(report.every((table) => table.postgres === table.analytics)).toBe(true)
    expect(await contents(analytics)).toEqual(before)
    await trade(13)
    await drain(analytics)
    expect(await inAnalytics(analytics)).toMatchObject({
      facts: (await inPostgres())?.facts,
      orders: (await inPostgres())?.orders,
    })
  })

  it('loses nothing and doubles nothing when the reader and the host of the analytics store are killed between and inside batches', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'lianke-lake-'))
    const port = await freePort(0)
    let host: EmbeddedAnalytics = await startAnalytics({ directory, port })
    const own = openAnalytics({ url: host.url })
    await syncAnalyticsSchema(own, await shop.platform.model(shop.id))
    await shop.platform.database.query(shop.id, { text: `delete from fact_cursor where reader = 'lake'` })
    const start = () =>
      fork(program, [testUrls().databaseUrl, host.url, shop.id], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const turned = (child: ChildProcess) => new Promise<unknown>((resolve) => child.once('message', resolve))
    const children: ChildProcess[] = [start(), start()]
    const trading = (async () => {
      for (let round = 100; round < 220; round++) await trade(round)
    })()
    for (let kill = 0; kill < 12; kill++) {
      await Promise.race([turned(children[kill % 2] as ChildProcess), pause(20_000)])
      await pause(Math.random() * 240)
      children[kill % 2]?.kill('SIGKILL')
      if (kill % 5 === 2) {
        process.kill(host.pid, 'SIGKILL')
        await host.gone
        host = await startAnalytics({ directory, port })
      }
      children[kill % 2] = start()
    }
    await trading
    for (const child of children) child.kill('SIGKILL')
    await drain(own)
    const facts = await inPostgres()
    expect(await inAnalytics(own)).toEqual({ ...facts, different: facts?.facts })
    await own.close()
    await host.stop()
    rmSync(directory, { recursive: true, force: true })
  }, 300_000)

  it('is made anew with months of the ledger that lie in files only', async () => {
    const root = mkdtempSync(join(tmpdir(), 'lianke-cold-'))
    const cold = { store: localStore(join(root, 'files')), root }
    const { database } = shop.platform
    const given = { database, analytics, model: await shop.platform.model(shop.id), tenant: shop.id }
    await rebuildAnalytics(given)
    await database.transaction(shop.id, (tx) =>
      tx.execute({ text: `update fact set recorded_at = recorded_at - interval '6 years'` }),
    )
    const then = new Date()
    then.setUTCFullYear(then.getUTCFullYear() - 6)
    await makeFactPartitions(database, shop.id, then.toISOString())
    await database.query(shop.id, {
      text: 'update fact_cursor set from_snapshot = pg_current_snapshot(), to_snapshot = pg_current_snapshot()',
    })
    const before = await inAnalytics(analytics)
    expect(await dropFactPartitions(database, shop.id, { now: new Date().toISOString(), keepMonths: 24, cold })).not.toEqual([])
    expect(await inPostgres()).toMatchObject({ facts: 0 })
    await analytics.command('truncate table event')
    const report = await rebuildAnalytics({ ...given, cold: cold.store })
    expect(report.find(({ table }) => table === 'event')).toMatchObject({ postgres: before.facts, analytics: before.facts })
    expect(await inAnalytics(analytics)).toEqual(before)
  })
})
