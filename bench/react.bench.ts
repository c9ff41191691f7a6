import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openPlatform } from '@lianke/platform'
import { Pool } from 'undici'
import { type BenchContext, defineBench, type Figure } from './bench.ts'
import { benchSecret, installBench } from './data.ts'
import { postChannel, withPost } from './post.ts'
import { serve } from './serve.ts'
import { freshTenant, keyOf } from './tenant.ts'

const perSecond = 1000
const warmSeconds = 5
const seconds = 20
const batchMs = 10
const tailMsMax = 60_000
const p99MsMax = 1000

/** Known people with a user id each, four in five of them seen within the hour (a visit is five pages, and only its first moves the person), and a journey that answers a page view with one message. */
const fill = async (context: BenchContext, tenant: string, persons: number): Promise<void> => {
  const platform = await openPlatform({
    databaseUrl: context.databaseUrl,
    clickhouseUrl: context.clickhouseUrl,
    secret: benchSecret,
    modules: withPost(postChannel(() => undefined)),
    connectionsMax: 3,
  })
  try {
    const { database } = platform
    await database.transaction(
      tenant,
      async (tx) => {
        await tx.execute({
          text: `insert into customer_person (id, name, source, source_channel, created_at, updated_at, version, anonymous, first_seen_at, last_seen_at)
        select md5('p' || n)::uuid, '客户' || n, 'live', 'collect', now(), now(), 1, false, now() - interval '1 day', now() - case when n % 5 = 0 then interval '2 hours' else interval '5 minutes' end from generate_series(0, $1 - 1) n`,
          values: [persons],
        })
        await tx.execute({
          text: `insert into customer_identifier (id, person, type, issuer, value, verified, strength, first_seen_at, last_seen_at, created_at, updated_at, version)
        select md5('i' || n)::uuid, md5('p' || n)::uuid, 'user_id', '', 'user-' || n, true, 'strong', now(), now(), now(), now(), 1 from generate_series(0, $1 - 1) n`,
          values: [persons],
        })
      },
      { timeoutMs: 120_000 },
    )
    await database.query(tenant, { text: 'analyze' })
    await platform.settings.set(tenant, 'delivery.quiet_hours', null, null)
    await platform.work(tenant, { kind: 'system', id: 'bench' }, async (work) => {
      const graph = { entry: 'send', nodes: [{ id: 'send', step: 'bench.note', config: { text: '您好' }, next: { next: null } }] }
      const made = await work.records.create('marketing.journey', {
        name: 'answer',
        graph,
        trigger: { on: 'event', event: 'page.viewed' },
        reentry: { mode: 'always' },
      })
      await work.run('journey.publish', { id: made.id })
    })
  } finally {
    await platform.close()
  }
}

/** From the moment an event is posted to the moment its message reaches a channel, at a steady rate; http and engines in processes of their own. */
export const reactBench = defineBench({
  name: 'react',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const tenant = await freshTenant(context, 'rea')
    const wanted = perSecond * (warmSeconds + seconds)
    await fill(context, tenant, wanted)
    const key = await keyOf(context, tenant)
    const stores = { databaseUrl: context.databaseUrl, clickhouseUrl: context.clickhouseUrl }
    const product = await serve('product', { PRODUCT: JSON.stringify(stores) })
    const engines = fork(join(import.meta.dirname, 'servers', 'engines.ts'), {
      env: { ...process.env, ENGINES: JSON.stringify({ ...stores, tenant }) },
    })
    const pool = new Pool(product.origin, { connections: 16 })
    const arrived = new Map<string, number>()
    const twice: string[] = []
    engines.on('message', (message) => {
      for (const [user, at] of (message as { arrived?: [string, number][] }).arrived ?? [])
        arrived.has(user) ? twice.push(user) : arrived.set(user, at)
    })
    try {
      await once(engines, 'message')
      await pause(3000)
      const sent = new Map<string, number>()
      const posting: Promise<void>[] = []
      const begun = Date.now()
      for (let n = 0; n < wanted; ) {
        const due = Math.min(wanted, Math.floor(((Date.now() - begun) / 1000) * perSecond))
        if (due > n) {
          const users = Array.from({ length: due - n }, (_, index) => `user-${n + index}`)
          n = due
          const at = Date.now()
          for (const user of users) sent.set(user, at)
          posting.push(collect(pool, key, users))
        }
        await pause(batchMs)
      }
      await Promise.all(posting)
      for (const until = Date.now() + tailMsMax; arrived.size < wanted && Date.now() < until; ) await pause(50)
      if (arrived.size < wanted || twice.length > 0)
        throw new Error(`${arrived.size} of ${wanted} messages arrived, ${twice.length} of them twice`)
      const took = [...sent]
        .slice(perSecond * warmSeconds)
        .map(([user, at]) => (arrived.get(user) ?? 0) - at)
        .sort((a, b) => a - b)
      const at = (share: number) => took[Math.floor((took.length - 1) * share)] ?? 0
      return [
        {
          name: `event → journey action at the channel, ${perSecond.toLocaleString('en')} events/s for ${seconds} s`,
          value: at(0.99),
          unit: 'ms p99',
          floor: null,
          target: '≤ 1,000 ms',
          reached: at(0.99) <= p99MsMax,
          note: `p50 ${at(0.5)} ms, slowest ${at(1)} ms`,
        },
      ]
    } finally {
      engines.kill()
      product.stop()
      await pool.close()
    }
  },
})

const collect = async (pool: Pool, key: string, users: readonly string[]): Promise<void> => {
  const { statusCode, body } = await pool.request({
    method: 'POST',
    path: '/collect',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      batch: users.map((user) => ({
        type: 'page',
        messageId: `react-${user}`,
        userId: user,
        timestamp: new Date().toISOString(),
        properties: { url: 'https://shop.example/p/1', path: '/p/1', title: '精华' },
      })),
    }),
  })
  const text = await body.text()
  if (statusCode !== 200) throw new Error(`/collect answered ${statusCode}: ${text.slice(0, 300)}`)
}
