import { type Actor, defineLedger, defineModule, integer, label, text } from '@lianke/kernel'
import { buildModel, createTenant, openDatabase, openPlatform } from '@lianke/platform'
import pg from 'pg'
import { definitions } from '../apps/definitions.ts'
import { type BenchContext, defineBench, type Figure, percent, throughput } from './bench.ts'
import { benchSecret, installBench } from './data.ts'

const system: Actor = { kind: 'system', id: 'bench' }
const accounts = 2_000
const perSet = 1_000
const sets = 40
const lanes = 8
const singleMs = 5_000
const setShare = 0.35
const singleShare = 0.35

/** A ledger as most are: integers, a floor, facts. */
const points = defineLedger({
  name: 'bench.points',
  label: label('积分', 'Points'),
  account: { name: text(label('名称', 'Name'), { required: true, max: 40 }) },
  amount: integer(label('积分', 'Points')),
})
const modules = [...definitions, defineModule({ name: 'bench', label: label('测量', 'Bench'), ledgers: [points] })]

/** What the product does for a posting, said by hand: lock and move the balance, insert the entry and its fact. */
const bareSql = (
  schema: string,
) => `with given as (select * from json_to_recordset($1::json) as g (id uuid, key text, account uuid, amount bigint)),
  locked as (select a.id, a.balance from ${schema}.bench_points a where a.id in (select account from given) order by a.id for update),
  entries as (insert into ${schema}.bench_points_entry (id, account, entry_key, kind, amount, held, awaited, balance, occurred_at)
    select g.id, g.account, g.key, 'post', g.amount, 0, 0, l.balance + g.amount, now() from given g join locked l on l.id = g.account),
  facts as (insert into ${schema}.fact (id, name, object, record, payload, actor_kind, actor, occurred_at)
    select g.id, 'bench.points.posted', 'bench.points_entry', g.id, json_build_object('amount', g.amount)::jsonb, 'system', 'bench', now() from given g)
  update ${schema}.bench_points a set balance = a.balance + s.amount, updated_at = now(), version = a.version + 1
    from (select account, sum(amount) as amount from given group by account) s where a.id = s.account`

const bare = async (context: BenchContext, schema: string): Promise<{ set: number; single: number }> => {
  const pool = new pg.Pool({ connectionString: context.databaseUrl, max: lanes })
  try {
    const ids = (await pool.query<{ id: string }>(`select id from ${schema}.bench_points`)).rows.map((row) => row.id)
    const sql = bareSql(schema)
    let n = 0
    const post = async (count: number) => {
      const client = await pool.connect()
      try {
        const rows = Array.from({ length: count }, () => ({
          id: crypto.randomUUID(),
          key: `bare ${n}`,
          account: ids[n++ % ids.length],
          amount: 1,
        }))
        await client.query('begin')
        await client.query(sql, [JSON.stringify(rows)])
        await client.query('commit')
      } finally {
        client.release()
      }
    }
    const begun = performance.now()
    for (let set = 0; set < sets; set++) await post(perSet)
    const set = (sets * perSet) / ((performance.now() - begun) / 1000)
    return { set, single: (await throughput(lanes, singleMs, () => post(1))).perSecond }
  } finally {
    await pool.end()
  }
}

/** Postings into many accounts, a thousand per unit of work and one by one from eight callers, each told as a fact. */
export const ledgerBench = defineBench({
  name: 'ledger',
  async run(context): Promise<readonly Figure[]> {
    await installBench(context)
    const tenant = `led${Date.now()}`
    const database = openDatabase({ url: context.databaseUrl, max: 2 })
    await createTenant(
      database,
      { id: tenant, name: 'Ledger', zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY' },
      buildModel(modules),
    )
    await database.close()
    const { databaseUrl, clickhouseUrl } = context
    const platform = await openPlatform({ databaseUrl, clickhouseUrl, secret: benchSecret, modules, connectionsMax: lanes + 2 })
    try {
      let n = 0
      const posting = () => ({ key: `post ${n}`, account: { name: `account ${n++ % accounts}` }, amount: 1 })
      const post = (count: number) =>
        platform.work(tenant, system, (work) => work.ledger(points).post(Array.from({ length: count }, posting)))
      await post(accounts)
      const begun = performance.now()
      for (let set = 0; set < sets; set++) await post(perSet)
      const value = (sets * perSet) / ((performance.now() - begun) / 1000)
      const single = await throughput(lanes, singleMs, () => post(1))
      const floor = await bare(context, `t_${tenant}`)
      return [
        {
          name: `ledger: postings, ${perSet.toLocaleString('en')} a set`,
          value,
          unit: 'posts/s',
          floor: floor.set,
          target: `≥ ${percent(setShare, 1)} % of floor`,
          reached: value >= floor.set * setShare,
        },
        {
          name: `ledger: postings one by one, ${lanes} callers`,
          value: single.perSecond,
          unit: 'posts/s',
          floor: floor.single,
          target: `≥ ${percent(singleShare, 1)} % of floor`,
          reached: single.perSecond >= floor.single * singleShare,
          note: `p99 ${single.p99.toFixed(1)} ms`,
        },
      ]
    } finally {
      await platform.close()
    }
  },
})
