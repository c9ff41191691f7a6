import { createClient } from '@clickhouse/client'
import pg from 'pg'
import { expect, it } from 'vitest'
import { testUrls } from './index.ts'

it('gives a real PostgreSQL of version 15 or later, in UTF-8', async () => {
  const client = new pg.Client({ connectionString: testUrls().databaseUrl })
  await client.connect()
  const { rows } = await client.query(
    "select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding",
  )
  await client.end()
  expect(rows[0].version).toBeGreaterThanOrEqual(150_000)
  expect(rows[0].encoding).toBe('UTF8')
})

it('gives a real ClickHouse that binds parameters by type and deduplicates inserts by token', async () => {
  const client = createClient({ url: testUrls().clickhouseUrl })
  const table = `probe_${process.pid}_${Date.now()}`
  await client.command({
    query: `create table ${table} (n UInt32, s String) engine = MergeTree order by n settings non_replicated_deduplication_window = 100`,
  })
  const values = [
    { n: 1, s: "it's\ta\\b" },
    { n: 2, s: '中文' },
  ]
  for (let twice = 0; twice < 2; twice += 1)
    await client.insert({ table, values, format: 'JSONEachRow', clickhouse_settings: { insert_deduplication_token: 'one' } })
  const result = await client.query({
    query: `select n, s from ${table} where s in {texts:Array(String)} order by n`,
    query_params: { texts: values.map(({ s }) => s) },
    format: 'JSONEachRow',
  })
  expect(await result.json()).toEqual(values)
  await expect(client.query({ query: 'select 1 from nowhere' })).rejects.toMatchObject({ code: '60', type: 'UNKNOWN_TABLE' })
  await client.command({ query: `drop table ${table}` })
  await client.close()
})
