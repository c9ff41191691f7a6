import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isObject } from '@lianke/kernel'
import { openPlatform } from '@lianke/platform'
import { Pool } from 'undici'
import type { BenchContext } from './bench.ts'
import { benchSecret } from './data.ts'
import { postChannel, withPost } from './post.ts'
import { serve } from './serve.ts'
import { keyOf } from './tenant.ts'

const batchMs = 10
const eventsPerRequestMax = 100
const tailMsMax = 60_000

/** Known people with a user id each, four in five of them seen within the hour (a visit is five pages, and only its first moves the person), and a journey that answers a page view with one message. */
export const fillReact = async (context: BenchContext, tenant: string, persons: number): Promise<void> => {
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

/** Milliseconds from posting to the channel, sorted. */
type Took = readonly number[]
/** The value below which that share of sorted values lies. */
export const atShare = (took: Took, share: number): number => took[Math.floor((took.length - 1) * share)] ?? 0

/** The product's http process and its engines in processes of their own, for some tenants; one user is one event. */
export const openReact = async (context: BenchContext, tenants: readonly string[]) => {
  const keys = new Map<string, string>()
  for (const tenant of tenants) keys.set(tenant, await keyOf(context, tenant))
  const stores = { databaseUrl: context.databaseUrl, clickhouseUrl: context.clickhouseUrl }
  const product = await serve('product', { PRODUCT: JSON.stringify(stores) })
  const engines = fork(join(import.meta.dirname, 'servers', 'engines.ts'), {
    env: { ...process.env, ENGINES: JSON.stringify({ ...stores, tenants }) },
  })
  const pool = new Pool(product.origin, { connections: 16 })
  const arrived = new Map<string, number>()
  const twice: string[] = []
  engines.on('message', (message) => {
    const told = isObject(message) && Array.isArray(message.arrived) ? (message.arrived as [string, number][]) : []
    for (const [user, at] of told) arrived.has(user) ? twice.push(user) : arrived.set(user, at)
  })
  await once(engines, 'message')
  await pause(3000)

  const post = (tenant: string, users: readonly string[]) => collect(pool, keys.get(tenant) ?? '', users)
  /** Posts an event of each of these users at a steady rate; `until` says that enough has been sent. Answers when each was posted. */
  const send = async (
    { tenant, perSecond, users }: { readonly tenant: string; readonly perSecond: number; readonly users: readonly string[] },
    until: () => boolean = () => false,
  ): Promise<ReadonlyMap<string, number>> => {
    const sent = new Map<string, number>()
    const posting: Promise<void>[] = []
    const begun = Date.now()
    for (let n = 0; n < users.length && !until(); ) {
      const due = Math.min(users.length, Math.floor(((Date.now() - begun) / 1000) * perSecond))
      const batch = users.slice(n, due)
      n = Math.max(n, due)
      const posted = Date.now()
      for (const user of batch) sent.set(user, posted)
      for (let at = 0; at < batch.length; at += eventsPerRequestMax)
        posting.push(post(tenant, batch.slice(at, at + eventsPerRequestMax)))
      await pause(batchMs)
    }
    await Promise.all(posting)
    return sent
  }
  /** Waits until all of them have arrived, each once. */
  const took = async (sent: ReadonlyMap<string, number>): Promise<Took> => {
    const missing = () => [...sent.keys()].filter((user) => !arrived.has(user)).length
    for (const end = Date.now() + tailMsMax; missing() > 0 && Date.now() < end; ) await pause(100)
    if (missing() > 0 || twice.length > 0)
      throw new Error(`${missing()} of ${sent.size} messages did not arrive, ${twice.length} came twice`)
    return [...sent].map(([user, at]) => (arrived.get(user) ?? 0) - at).sort((a, b) => a - b)
  }
  const close = async () => {
    engines.kill()
    product.stop()
    await pool.close()
  }
  return { servers: { http: product.child, engines }, origin: product.origin, keys, post, send, took, close }
}

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
