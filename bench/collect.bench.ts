import pg from 'pg'
import { Pool } from 'undici'
import { defineBench, type Figure, throughput } from './bench.ts'
import { installBench } from './data.ts'
import { serve } from './serve.ts'
import { freshTenant, keyOf } from './tenant.ts'

const callers = 16
const eventsPerRequest = 100
const setMax = 1000
const ms = 8000
const rate = 10_000

const eventOf = (n: number) => ({
  type: 'track',
  event: 'page.viewed',
  messageId: `bench-${process.pid}-${n}`,
  userId: `user-${n % 50_000}`,
  timestamp: new Date().toISOString(),
  properties: { url: `https://shop.example/p/${n % 500}`, path: `/p/${n % 500}`, title: '晨露烟酰胺精华' },
})

/** Batches of events through the open door: every answer means that they are on the disk. */
export const collectBench = defineBench({
  name: 'collect',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const tenant = await freshTenant(context, 'col')
    const key = await keyOf(context, tenant)
    const product = await serve('product', {
      PRODUCT: JSON.stringify({ databaseUrl: context.databaseUrl, clickhouseUrl: context.clickhouseUrl }),
    })
    const pool = new Pool(product.origin, { connections: callers })
    const client = new pg.Client({ connectionString: context.databaseUrl })
    try {
      let sent = 0
      const ask = async () => {
        const from = sent
        sent += eventsPerRequest
        const { statusCode, body } = await pool.request({
          method: 'POST',
          path: '/collect',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          body: JSON.stringify({ batch: Array.from({ length: eventsPerRequest }, (_, n) => eventOf(from + n)) }),
        })
        const answer = (await body.json()) as { received: number; refused: readonly unknown[] }
        if (statusCode !== 200 || answer.received !== eventsPerRequest)
          throw new Error(`/collect answered ${statusCode}: ${JSON.stringify(answer).slice(0, 300)}`)
      }
      await throughput(callers, 1500, ask)
      const { perSecond, p99 } = await throughput(callers, ms, ask)
      await client.connect()
      const [{ n }] = (await client.query<{ n: number }>(`select count(*)::int as n from t_${tenant}.inbox`)).rows as [
        { n: number },
      ]
      if (n !== sent) throw new Error(`${sent} events were acknowledged, ${n} are there`)
      const floor = await floorOf(context.databaseUrl, client, tenant)
      const value = perSecond * eventsPerRequest
      return [
        {
          name: 'events collected, on the disk when answered',
          value,
          unit: 'events/s',
          floor,
          target: `≥ ${rate.toLocaleString('en')} events/s`,
          reached: value >= rate,
          note: `p99 of a request of ${eventsPerRequest} ${p99.toFixed(0)} ms`,
        },
      ]
    } finally {
      await pool.close()
      product.stop()
      await client.end()
    }
  },
})

/** The same rows by bare `pg`, a thousand per statement on two connections, into a table like it. */
const floorOf = async (url: string, client: pg.Client, tenant: string): Promise<number> => {
  const table = `t_${tenant}.inbox_floor`
  await client.query(`create table ${table} (like t_${tenant}.inbox including all)`)
  const { rows } = await client.query<Record<string, unknown>>(
    `select id, channel, message_id, kind, body::text as body, received_at, next_at from t_${tenant}.inbox limit 60000`,
  )
  const columns = ['id', 'channel', 'message_id', 'kind', 'body', 'received_at', 'next_at']
  const text = `insert into ${table} (${columns.join(', ')}) select id, channel, message_id, kind, body::jsonb, received_at, next_at
    from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[]) as e (${columns.join(', ')})`
  const sets = Array.from({ length: Math.ceil(rows.length / setMax) }, (_, n) => rows.slice(n * setMax, (n + 1) * setMax)).map(
    (set) => columns.map((name) => set.map((row) => row[name])),
  )
  const begun = performance.now()
  await Promise.all(
    [0, 1].map(async () => {
      const own = new pg.Client({ connectionString: url })
      await own.connect()
      for (let set = sets.pop(); set; set = sets.pop()) await own.query({ name: 'floor', text, values: set })
      await own.end()
    }),
  )
  return rows.length / ((performance.now() - begun) / 1000)
}
