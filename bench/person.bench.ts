import { defineBench, type Figure, throughput } from './bench.ts'
import { cookieOf } from './cookie.ts'
import { benchTenant, makeBenchTenant, openBench } from './data.ts'
import { serve } from './serve.ts'
import type { Platform } from '@lianke/platform'

const entries = 10_000
const seconds = 2
const p95MsMax = 20
interface MetaObject {
  readonly name: string
  readonly hidden?: boolean
  readonly ledger?: boolean
  readonly title: string
  readonly children: readonly { object: string; via: string }[]
  readonly fields: Record<string, { type: string; options: Record<string, unknown> }>
}

/** One person with a long past: ten thousand facts by one statement, for the fill only; orders, follow-ups and tickets through the write path. */
const fill = async (platform: Platform, person: string, owner: string): Promise<void> => {
  const [known] = await platform.database.query(benchTenant, {
    text: `select 1 from fact where person = $1 and actor = 'bench-360' limit 1`,
    values: [person],
  })
  if (known) return
  await platform.database.transaction(
    benchTenant,
    (tx) =>
      tx.execute({
        text: `insert into fact (id, name, person, payload, actor_kind, actor, occurred_at)
      select gen_random_uuid(), (array['page.viewed', 'product.viewed', 'link.clicked', 'message.sent'])[1 + n % 4], $1, jsonb_build_object('url', 'https://shop.example/p/' || n, 'title', '晨露烟酰胺精华', 'site', 'shop'), 'system', 'bench-360',
        now() - n * interval '1 hour' from generate_series(1, $2::int) n`,
        values: [person, entries],
      }),
    { timeoutMs: 120_000 },
  )
  await platform.work(benchTenant, { kind: 'system', id: 'bench' }, async (work) => {
    const at = (n: number) => new Date(Date.now() - n * 86_400_000).toISOString()
    await work.records.upsert({
      object: 'commerce.order',
      migrating: true,
      rows: Array.from({ length: 300 }, (_, n) => ({
        person,
        owner,
        status: 'completed',
        ordered_at: at(n),
        total: { amount: '199', currency: 'CNY' },
      })),
    })
    await work.records.upsert({
      object: 'fieldwork.follow_up',
      rows: Array.from({ length: 300 }, (_, n) => ({ person, owner, content: `回访 ${n}`, happened_at: at(n) })),
    })
    await work.records.upsert({
      object: 'ticket.ticket',
      migrating: true,
      rows: Array.from({ length: 50 }, (_, n) => ({ person, owner, subject: `咨询 ${n}`, opened_at: at(n) })),
    })
  })
  await platform.database.query(benchTenant, { text: 'analyze' })
}

/** Every call that the page of a person makes, one after another by one team manager. */
export const personBench = defineBench({
  name: 'person',
  async run(context): Promise<readonly Figure[]> {
    const { manager } = await makeBenchTenant(context)
    const platform = await openBench(context, 3)
    const [found] = await platform.database.query<{ id: string }>(benchTenant, {
      text: 'select id from customer_person where owner = $1 order by id limit 1',
      values: [manager],
    })
    const person = found?.id ?? ''
    await fill(platform, person, manager)
    await platform.close()
    const product = await serve('product', {
      PRODUCT: JSON.stringify({ databaseUrl: context.databaseUrl, clickhouseUrl: context.clickhouseUrl }),
    })
    try {
      const cookie = await cookieOf(product.origin)
      const ask = async <T>(path: string, body?: unknown): Promise<T> => {
        const answer = await fetch(`${product.origin}/api/v1${path}`, {
          headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
          ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
        })
        if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
        return (await answer.json()) as T
      }
      const { objects } = await ask<{ objects: readonly MetaObject[] }>('/meta')
      const home = '/customer/person'
      const first = await ask<{ next: string | null }>(`${home}/${person}/timeline?limit=50`)
      const calls = new Map<string, () => Promise<unknown>>([
        ['record', () => ask(`${home}/${person}`)],
        ['timeline', () => ask(`${home}/${person}/timeline?limit=50`)],
        ['timeline, next page', () => ask(`${home}/${person}/timeline?limit=50&cursor=${encodeURIComponent(first.next ?? '')}`)],
        ['timeline of one kind', () => ask(`${home}/${person}/timeline?limit=50&names=message.sent`)],
        ['history', () => ask(`${home}/${person}/history?limit=50`)],
      ])
      for (const { object, via } of objects.find(({ name }) => name === 'customer.person')?.children ?? []) {
        const child = objects.find(({ name }) => name === object)
        if (!child || child.hidden || child.ledger || object === 'customer.person') continue
        const filter =
          child.fields[via]?.type === 'multi_reference'
            ? { field: via, op: 'any_of', value: [person] }
            : { field: via, op: 'eq', value: person }
        calls.set(`list of ${object}`, () =>
          ask(`/${object.replace('.', '/')}/query`, {
            filter,
            fields: [child.title],
            sort: ['-created_at'],
            limit: 5,
            count: true,
          }),
        )
      }
      const figures: { call: string; p95: number }[] = []
      for (const [call, run] of calls) {
        await run()
        figures.push({ call, p95: (await throughput(1, (seconds * 1000) / (figures.length > 4 ? 4 : 1), run)).p95 })
      }
      const slowest = figures.reduce((a, b) => (b.p95 > a.p95 ? b : a))
      for (const { call, p95 } of figures) context.say(`${call}: ${p95.toFixed(1)} ms`)
      return [
        {
          name: `customer 360 with ${entries.toLocaleString('en')} entries: slowest of ${figures.length} calls`,
          value: slowest.p95,
          unit: 'ms p95',
          floor: null,
          target: '≤ 20 ms each',
          reached: slowest.p95 <= p95MsMax,
          note: slowest.call,
        },
      ]
    } finally {
      product.stop()
    }
  },
})
