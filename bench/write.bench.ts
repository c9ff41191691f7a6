import pg from 'pg'
import { Pool } from 'undici'
import { type Bench, type BenchContext, defineBench, type Figure, percent } from './bench.ts'
import { installBench, openBench } from './data.ts'
import { factRows, keptRows, type Wanted } from './kept-rows.ts'
import { loaded, sayBusy, type Served, serve } from './serve.ts'
import { freshTenant, keyOf } from './tenant.ts'

const callers = 16
const warmMs = 3000
const ms = 8000
const system = { kind: 'system', id: 'bench' } as const

interface Posts {
  readonly server: Served
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body: (n: number) => unknown
}

/** Writes per second by 16 callers, after a warm-up; every answer must be a success. Answers the last body, too. */
const post = async ({ server, path, headers = {}, body }: Posts) => {
  const pool = new Pool(server.origin, { connections: callers })
  let n = 0
  let last: unknown
  const ask = async () => {
    const answer = await pool.request({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body(n++)),
    })
    const said = await answer.body.text()
    if (answer.statusCode >= 300) throw new Error(`${path} answered ${answer.statusCode}: ${said.slice(0, 500)}`)
    last = JSON.parse(said)
  }
  try {
    return { ...(await loaded(server, { callers, warmMs, ms }, ask)), last: last as Record<string, unknown> }
  } finally {
    await pool.close()
  }
}

interface Written {
  readonly name: string
  readonly path: string
  readonly body: (n: number) => unknown
  readonly rows: readonly Wanted[]
  /** Fields of an answer whose values stand once only. */
  readonly once: readonly string[]
}

const measure = async (context: BenchContext, tenant: string, { path, body, rows, once }: Written) => {
  const schema = `t_${tenant}`
  const key = await keyOf(context, tenant)
  const { databaseUrl, clickhouseUrl } = context
  const product = await serve('product', { PRODUCT: JSON.stringify({ databaseUrl, clickhouseUrl }) })
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const own = await post({ server: product, path, headers: { authorization: `Bearer ${key}` }, body })
    product.stop()
    const words = once.flatMap((name) => (typeof own.last[name] === 'string' ? [own.last[name]] : []))
    const kept = await keptRows(client, schema, String(own.last.id), rows, words)
    const bare = await serve('bare-writes', { BARE: JSON.stringify({ url: databaseUrl, schema, kept }) })
    try {
      return { own, floor: await post({ server: bare, path: '/', body }) }
    } finally {
      bare.stop()
    }
  } finally {
    product.stop()
    await client.end()
  }
}

/** One record with its rules, right, audit and fact. */
export const createBench: Bench = defineBench({
  name: 'create',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const tenant = await freshTenant(context, 'cre')
    const { own, floor } = await measure(context, tenant, {
      name: 'create',
      path: '/api/v1/customer/person',
      body: (n) => ({
        name: `客户${n}`,
        phone: `+86199${String(n).padStart(8, '0')}`,
        stage: 'interested',
        source: 'store',
        tags: ['敏感肌', '会员日'],
        company: '晨露商贸',
        remark: '在门店试用过精华',
      }),
      rows: [{ table: 'customer_person', where: 'id = $1' }, factRows],
      once: ['phone'],
    })
    return [
      {
        name: 'create one record (rules, right, audit, fact), 16 callers',
        value: own.perSecond,
        unit: 'records/s',
        floor: floor.perSecond,
        target: '≥ 50 % of floor, p99 ≤ 30 ms',
        reached: percent(own.perSecond, floor.perSecond) >= 50 && own.p99 <= 30,
        note: `p99 ${own.p99.toFixed(1)} ms${sayBusy(own)}; floor ${floor.p99.toFixed(1)} ms${sayBusy(floor)}`,
      },
    ]
  },
})

/** An order of three lines through its command: prices, sums, number, states, facts. */
export const orderBench: Bench = defineBench({
  name: 'order',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const tenant = await freshTenant(context, 'ord')
    const platform = await openBench(context, 2)
    const { persons, products } = await platform
      .work(tenant, system, async (work) => {
        const people = await work.records.upsert({
          object: 'customer.person',
          rows: Array.from({ length: 1000 }, (_, n) => ({ name: `客户${n}` })),
        })
        const goods = await work.records.upsert({
          object: 'commerce.product',
          rows: Array.from({ length: 100 }, (_, n) => ({
            name: `产品${n}`,
            code: `P${n}`,
            status: 'on_sale',
            price: { amount: String(10 + n), currency: 'CNY' },
          })),
        })
        return { persons: people.ids, products: goods.ids }
      })
      .finally(() => platform.close())
    const { own, floor } = await measure(context, tenant, {
      name: 'order',
      path: '/api/v1/commands/order.place',
      body: (n) => ({
        person: persons[n % persons.length],
        store: '南京西路店',
        lines: [0, 1, 2].map((line) => ({ product: products[(n * 3 + line) % products.length], quantity: String(1 + line) })),
      }),
      rows: [
        { table: 'commerce_order', where: 'id = $1' },
        { table: 'commerce_order_line', where: '"order" = $1' },
        { table: 'record_state', where: 'record = $1' },
        factRows,
      ],
      once: ['order_number'],
    })
    return [
      {
        name: 'place an order of 3 lines, 16 callers',
        value: own.perSecond,
        unit: 'orders/s',
        floor: floor.perSecond,
        target: '≥ 35 % of floor',
        reached: percent(own.perSecond, floor.perSecond) >= 35,
        note: `p99 ${own.p99.toFixed(1)} ms${sayBusy(own)}; floor ${floor.p99.toFixed(1)} ms${sayBusy(floor)}`,
      },
    ]
  },
})
