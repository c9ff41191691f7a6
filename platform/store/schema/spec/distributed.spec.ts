import { label, text } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Platform } from '../../../platform.ts'
import { openDatabase } from '../../db/open-database.ts'
import { installJobs } from '../../jobs/install-jobs.ts'
import { refused } from '../../../testing/refused.testing.ts'
import { onCitus, type TestTenant, testTenant, testUrls, tinyShop } from '../../../testing/index.ts'
import { addCustomField, distributeTenants, installHome } from '../index.ts'
import { define } from '../define.ts'
import { keptLocal } from '../distributed.ts'

const citus = await onCitus()
const { databaseUrl } = testUrls()
let tenant: TestTenant
let home: Platform['database']['home']

beforeAll(async () => {
  tenant = await testTenant({ modules: tinyShop })
  home = tenant.platform.database.home
})
afterAll(() => tenant?.close())

const rows = (text: string, values: unknown[] = []) => home.query<Record<string, unknown>>({ text, values })

describe('definitions of tables', () => {
  it('are run in order, in one transaction, on PostgreSQL in one way and on Citus one by one', async () => {
    const script = `create table probe (id uuid primary key, said text); comment on table probe is 'one; two';
      do $$ begin perform 1; end $$; create index probe_said on probe (said); alter table probe add column more text`
    await tenant.platform.database.transaction(tenant.id, (tx) => define(tx, script))
    const broken = `alter table probe add column third text; alter table probe add column more text`
    await expect(tenant.platform.database.transaction(tenant.id, (tx) => define(tx, broken))).rejects.toMatchObject({
      code: '42701',
    })
    const found = await tenant.platform.database.query(tenant.id, { text: 'select * from probe' })
    expect(found).toEqual([])
    const columns = await rows(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
      [`t_${tenant.id}.probe`],
    )
    expect(columns.map(({ name }) => name)).toEqual(['id', 'said', 'more'])
  })
})

describe.skipIf(citus)('on PostgreSQL alone', () => {
  it('nothing is distributed: it says why, and changes nothing', async () => {
    expect(await refused(distributeTenants(tenant.platform.database, null))).toMatchObject({ code: 'tenant.not_distributed' })
    expect(await rows(`select rolcanlogin from pg_roles where rolname = $1`, [`t_${tenant.id}`])).toEqual([
      { rolcanlogin: false },
    ])
  })
})

describe.runIf(citus)('on a Citus coordinator', () => {
  const nodeOf = async (id: string) =>
    (await rows(`select distinct nodeport from citus_shards where table_name::text like $1`, [`t_${id}.%`])).map(
      ({ nodeport }) => nodeport,
    )

  it('keeps the installation and the queue to itself, though schemas are sharded by default', async () => {
    const byDefault = (what: string) =>
      rows(`select current_database() as name`).then(([one]) => home.query({ text: `alter database "${one?.name}" ${what}` }))
    await byDefault('set citus.enable_schema_based_sharding to on')
    // A session begun now.
    const database = openDatabase({ url: databaseUrl, max: 1 })
    expect(await database.home.query({ text: 'show citus.enable_schema_based_sharding' })).toMatchObject([
      { 'citus.enable_schema_based_sharding': 'on' },
    ])
    await installHome(database)
    await installJobs(databaseUrl)
    await database.close()
    await byDefault('reset citus.enable_schema_based_sharding')
    expect(await rows(`select 1 from citus_schemas where schema_name::text in ('lianke', 'lianke_jobs')`)).toEqual([])
  })

  it('gives a new company to one worker with all its tables, and its role may log in there', async () => {
    expect(await nodeOf(tenant.id)).toHaveLength(1)
    const [left] = await rows(
      `select count(*) as count from pg_class c where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p')
        and not exists (select 1 from pg_dist_partition p where p.logicalrelid = c.oid)`,
      [`t_${tenant.id}`],
    )
    expect(left?.count).toBe(0)
    expect(await rows(`select rolcanlogin from pg_roles where rolname = $1`, [`t_${tenant.id}`])).toEqual([{ rolcanlogin: true }])
  })

  it('makes fields of a company’s own on its worker', async () => {
    const field = text(label('货架', 'Shelf'), { unique: true })
    await addCustomField(tenant.platform.database, tenant.id, { on: 'organisation.department', name: 'c_shelf', field })
    expect(await nodeOf(tenant.id)).toHaveLength(1)
  })

  it('places a company that was there before, once, and says where', async () => {
    const old = `${tenant.id}old`
    await home.transaction((tx) =>
      tx.script(`${keptLocal('transaction')} create role "t_${old}" nologin; create schema "t_${old}" authorization "t_${old}";
        set local role "t_${old}"; create table "t_${old}".note (id int, said text); insert into "t_${old}".note values (1, 'kept'); reset role;
        insert into lianke.tenant (id, name, zone, locale, base_currency) values ('${old}', 'old', 'UTC', 'en', 'EUR')`),
    )
    const said: unknown[] = []
    for (let twice = 0; twice < 2; twice += 1) await distributeTenants(tenant.platform.database, old, (one) => said.push(one))
    const [port] = await nodeOf(old)
    const node = expect.stringContaining(`:${port}`)
    expect(said).toEqual([
      { tenant: old, placed: true, node },
      { tenant: old, placed: false, node },
    ])
    expect(await tenant.platform.database.query(old, { text: 'select said from note' })).toEqual([{ said: 'kept' }])
    await home.query({ text: `update lianke.tenant set status = 'closed' where id = $1`, values: [old] })
    expect(await refused(distributeTenants(tenant.platform.database, 'nobody'))).toMatchObject({ code: 'tenant.unknown' })
  })

  it('can move each of its tables while it is written to', async () => {
    const without = await rows(
      `select c.relname from pg_class c where c.relnamespace = $1::regnamespace and c.relkind = 'r' and c.relreplident <> 'f'
        and not exists (select 1 from pg_index x where x.indrelid = c.oid and x.indisprimary)`,
      [`t_${tenant.id}`],
    )
    expect(without).toEqual([])
  })
})
