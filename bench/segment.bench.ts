import { type ChannelHost, type Fact, type Filter, identityReader } from '@lianke/kernel'
import { passFacts, rebuildSegment } from '@lianke/engine-segment'
import { self } from '@lianke/channel-self'
import { analyticsReader, type Platform } from '@lianke/platform'
import { Pool } from 'undici'
import { composeEngines } from '../apps/compose-engines.ts'
import { defineBench, type Figure, median, times } from './bench.ts'
import { benchTenant, openBench } from './data.ts'
import { bareAnalytics, fillAnalytics } from './analytics-data.ts'
import { serve } from './serve.ts'
import { keyOf } from './tenant.ts'

const fullSecondsMax = 0.3
const partSecondsMax = 0.15
const previewSecondsMax = 0.2
const listSecondsMax = 0.3
const factsPerPass = 2000
const filter = {
  and: [
    { field: 'stage', op: 'in', value: ['customer', 'loyal', 'advocate'] },
    { event: 'product.viewed', measure: { fn: 'count', op: 'gte', value: 5 } },
  ],
} as Filter
const bare = `select p.id from customer_person as p final where p.tenant_id = '${benchTenant}' and p.is_deleted = 0 and p.stage in ('customer', 'loyal', 'advocate')
  and p.id in (select person from event where tenant_id = '${benchTenant}' and name = 'product.viewed' group by person having count() >= 5)`

/** Who is in a segment: counted anew over everybody, for one person in a hundred who changed, and as a preview of a filter. */
export const segmentBench = defineBench({
  name: 'segment',
  async run(context): Promise<readonly Figure[]> {
    await fillAnalytics(context)
    const floor = await bareAnalytics(context, async (ask) => median(await times(() => ask(bare))))
    const platform = await openBench(context, 4)
    const key = await keyOf(context, benchTenant)
    try {
      const engines = composeEngines(platform, {
        channels: [self],
        hostOf: () => ({ tenant: benchTenant }) as ChannelHost,
        log: (_level, message, data) => context.say(`${message} ${JSON.stringify(data)}`),
      })
      const host = engines.hostOf(benchTenant)
      const made = await platform.work(benchTenant, { kind: 'system', id: 'bench' }, (work) =>
        work.records.create('marketing.segment', { name: `bench ${work.id()}`, filter, status: 'active' }),
      )
      const segment = { id: made.id, filter, include: [], exclude: [], status: 'active' as const }
      // A store that is far behind is asked otherwise than one in use: what was told is copied, as it is while the product runs.
      const caughtUp = async () => {
        for (const { name, turn } of engines.readers)
          if (name === identityReader || name === analyticsReader) while ((await turn(benchTenant)).more);
      }
      await caughtUp()
      const first = performance.now()
      const built = await rebuildSegment(host, segment)
      context.say(
        `first build: ${built.entered.toLocaleString('en')} members written and told as facts in ${((performance.now() - first) / 1000).toFixed(1)} s`,
      )
      await caughtUp()
      const full = median(await times(() => rebuildSegment(host, segment), 3))
      const part = await changed(platform, context.persons)
      await platform.work(benchTenant, { kind: 'system', id: 'bench' }, (work) =>
        work.records.remove('marketing.segment', made.id),
      )
      const preview = await previewed(context, key)
      const list = await listed(platform)
      const all = `${context.persons.toLocaleString('en')} persons, ${context.events.toLocaleString('en')} events`
      return [
        {
          name: `segment rebuilt: ${all}, ${built.members.toLocaleString('en')} members`,
          value: full,
          unit: 's',
          floor,
          target: '≤ 0.3 s',
          reached: full <= fullSecondsMax,
        },
        {
          name: 'segment: 1 % of the persons changed',
          value: part,
          unit: 's',
          floor: null,
          target: '≤ 0.15 s',
          reached: part <= partSecondsMax,
        },
        { name: 'segment preview', value: preview, unit: 's', floor, target: '≤ 0.2 s', reached: preview <= previewSecondsMax },
        {
          name: 'list of the same people: a page by name, counted',
          value: list,
          unit: 's',
          floor,
          target: '≤ 0.3 s',
          reached: list <= listSecondsMax,
        },
      ]
    } finally {
      await platform.close()
    }
  },
})

/** A page of a list with the same condition, as a list is asked for. */
const listed = async (platform: Platform): Promise<number> => {
  const query = { filter, sort: ['name'], fields: ['name', 'stage'], limit: 50, count: true }
  const ask = async () => {
    const work = await platform.reading(benchTenant, { kind: 'system', id: 'bench' })
    return work.records.list('customer.person', query)
  }
  return median(await times(ask))
}

/** Ten events each of one person in a hundred also in the ledger, where the engine looks when somebody changed. */
const pastOf = async (platform: Platform, ids: readonly string[]): Promise<void> => {
  await platform.database.transaction(
    benchTenant,
    (tx) =>
      tx.execute({
        text: `insert into fact (id, name, person, payload, actor_kind, actor, occurred_at, recorded_at)
      select gen_random_uuid(), (array['page.viewed', 'product.viewed', 'product.viewed', 'link.clicked'])[1 + (hashtext(p || k) & 3)], p::uuid, '{}', 'system', 'bench-fill', now() - k * interval '3 days', now() - interval '1 day'
      from unnest($1::text[]) as p, generate_series(1, 10) as k where not exists (select 1 from fact f where f.person = p::uuid and f.actor = 'bench-fill')`,
        values: [ids],
      }),
    { timeoutMs: 300_000 },
  )
  await platform.database.query(benchTenant, { text: 'analyze fact' })
}

/** What the engine does with a fact of one person in a hundred, in sets as it reads them. */
const changed = async (platform: Platform, persons: number): Promise<number> => {
  const ids = await platform.database.query<{ id: string }>(benchTenant, {
    text: 'select id from customer_person where deleted_at is null order by md5(id::text) limit $1',
    values: [Math.ceil(persons / 100)],
  })
  await pastOf(
    platform,
    ids.map(({ id }) => id),
  )
  const facts = ids.map(
    ({ id }, n): Fact =>
      ({
        id,
        seq: String(n),
        name: 'customer.person.updated',
        object: 'customer.person',
        record: id,
        person: id,
        payload: {},
        before: null,
        after: { stage: 'customer' },
        actor_kind: 'system',
        source: 'house',
        actor: 'bench',
        cause: null,
        hops: 0,
        occurred_at: new Date().toISOString(),
        recorded_at: new Date().toISOString(),
      }) as Fact,
  )
  const given = {
    model: await platform.model(benchTenant),
    now: new Date().toISOString(),
    zone: 'Asia/Shanghai',
    log: () => undefined,
  }
  const pass = async () => {
    for (let from = 0; from < facts.length; from += factsPerPass)
      await platform.database.transaction(benchTenant, (tx) => passFacts(tx, given, facts.slice(from, from + factsPerPass)))
  }
  return median(await times(pass, 3))
}

const previewed = async (context: Parameters<typeof keyOf>[0], key: string): Promise<number> => {
  const product = await serve('product', {
    PRODUCT: JSON.stringify({ databaseUrl: context.databaseUrl, clickhouseUrl: context.clickhouseUrl }),
  })
  const pool = new Pool(product.origin, { connections: 1 })
  try {
    return median(
      await times(async () => {
        const { statusCode, body } = await pool.request({
          method: 'POST',
          path: '/api/v1/segments/preview',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          body: JSON.stringify({ filter }),
        })
        const text = await body.text()
        if (statusCode !== 200) throw new Error(`the preview answered ${statusCode}: ${text.slice(0, 300)}`)
      }),
    )
  } finally {
    await pool.close()
    product.stop()
  }
}
