import { sql } from 'kysely'
import { compileList } from '../platform/model/query/list-query.ts'
import { loadUserAccess } from '../platform/model/access/access-context.ts'
import { defineBench, type Figure, percent } from './bench.ts'
import { cookieOf } from './cookie.ts'
import { benchTenant, makeBenchTenant, openBench } from './data.ts'
import { load, type Loaded, sayBusy, serve } from './serve.ts'

const filter = {
  and: [
    { field: 'stage', op: 'in', value: ['customer', 'loyal'] },
    { field: 'source', op: 'ne', value: 'ads' },
  ],
}
const fields = ['name', 'phone', 'stage', 'source', 'tags', 'owner', 'created_at', 'last_seen_at']
const unit = 'requests/s'

/** A page of a list and one record, as a team manager asks for them, against the same SQL from bare `pg` and `node:http`. */
export const listBench = defineBench({
  name: 'list',
  async run(context): Promise<readonly Figure[]> {
    const { manager } = await makeBenchTenant(context)
    const platform = await openBench(context, 2)
    const access = await loadUserAccess(
      { query: (statement) => platform.database.query(benchTenant, statement) },
      { kind: 'user', id: manager },
    )
    const now = new Date().toISOString()
    const query = {
      model: await platform.model(benchTenant),
      access,
      rules: [],
      filter: { now, zone: 'Asia/Shanghai', me: manager, team: access.team, teamAndBelow: access.teamAndBelow },
    }
    const list = compileList(query, 'customer.person', { filter, fields, sort: ['-created_at'], limit: 50 } as never, {
      titles: true,
      cursors: platform.secrets.cursors(benchTenant),
    }).statement
    const ids = await platform.database.query<{ id: string }>(
      benchTenant,
      sql`select id from customer_person where owner = ${manager}::uuid order by id limit 2000`,
    )
    const idOf = (n: number) => ids[(n * 7) % ids.length]?.id ?? ''
    const one = {
      text: 'select t.*, s.name as owner_title, c.name as created_title, u.name as updated_title from customer_person t left join organisation_staff s on s.id = t.owner left join organisation_staff c on c.id = t.created_by left join organisation_staff u on u.id = t.updated_by where t.id = $1 and t.deleted_at is null',
      values: ['$id'],
    }
    await platform.close()

    const bare = async (statement: { text: string; values: readonly unknown[] }, path: (n: number) => string) => {
      const server = await serve('bare', { BARE: JSON.stringify({ url: context.databaseUrl, name: 'bare', ...statement }) })
      try {
        return await load(server, path)
      } finally {
        server.stop()
      }
    }
    const floorOfList = await bare(list, () => '/')
    const floorOfOne = await bare(one, (n) => `/?id=${idOf(n)}`)
    const product = await serve('product', {
      PRODUCT: JSON.stringify({ databaseUrl: context.databaseUrl, clickhouseUrl: context.clickhouseUrl }),
    })
    try {
      const cookie = await cookieOf(product.origin)
      const address = `/api/v1/customer/person?limit=50&sort=-created_at&fields=${fields.join(',')}&filter=${encodeURIComponent(JSON.stringify(filter))}`
      const lists = await load(product, () => address, { cookie })
      const ones = await load(product, (n) => `/api/v1/customer/person/${idOf(n)}`, { cookie })
      const figure = (name: string, least: number, own: Loaded, floor: Loaded): Figure => ({
        name,
        value: own.perSecond,
        unit,
        floor: floor.perSecond,
        target: `≥ ${least} % of floor`,
        reached: percent(own.perSecond, floor.perSecond) >= least,
        note: `p95 ${own.p95.toFixed(1)} ms${sayBusy(own)}; floor${sayBusy(floor)}`,
      })
      return [
        figure(`list: 50 of ${context.persons.toLocaleString('en')} persons`, 90, lists, floorOfList),
        figure('record by id', 75, ones, floorOfOne),
      ]
    } finally {
      product.stop()
    }
  },
})
