import { createClient } from '@clickhouse/client'
import pg from 'pg'
import { expect, it } from 'vitest'
import { installHome, createTenant } from '../store/schema/index.ts'
import { openDatabase } from '../store/db/open-database.ts'
import { buildModel } from '../model/model/model.ts'
import { ownAnalytics, ownDatabase } from './own-database.ts'
import { onCitus, testUrls } from './index.ts'

const { databaseUrl, clickhouseUrl } = testUrls()
const asked = async (url: string, text: string, values: unknown[]): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
    .query({ text, values })
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

it.runIf(!(await onCitus()))(
  'gives a run a database of its own on a server, and takes it back with the roles of its companies',
  async () => {
    const own = await ownDatabase(databaseUrl)
    const name = new URL(own.url).pathname.slice(1)
    const id = `own${process.pid}`
    const database = openDatabase({ url: own.url, max: 2 })
    await installHome(database)
    await createTenant(database, { id, name: id, zone: 'UTC', locale: 'en', baseCurrency: 'EUR' }, buildModel([]))
    await database.close()
    expect(await asked(databaseUrl, 'select rolname from pg_roles where rolname = $1', [`t_${id}`])).toHaveLength(1)
    await own.drop()
    expect(await asked(databaseUrl, 'select 1 from pg_database where datname = $1', [name])).toEqual([])
    expect(await asked(databaseUrl, 'select 1 from pg_roles where rolname = $1', [`t_${id}`])).toEqual([])
  },
)

it('gives a run a ClickHouse database of its own, and takes it back', async () => {
  const own = await ownAnalytics(clickhouseUrl)
  const client = createClient({ url: own.url })
  const name = new URL(own.url).pathname.slice(1)
  await client.command({ query: 'create table probe (n UInt8) engine = MergeTree order by n' })
  const tables = await client.query({ query: `select name from system.tables where database = '${name}'`, format: 'JSONEachRow' })
  expect(await tables.json()).toEqual([{ name: 'probe' }])
  await client.close()
  await own.drop()
  const other = createClient({ url: clickhouseUrl })
  const left = await other.query({ query: 'select name from system.databases', format: 'JSONEachRow' })
  expect((await left.json<{ name: string }>()).map((row) => row.name)).not.toContain(name)
  await other.close()
})
