import pg from 'pg'
import { expect, it } from 'vitest'
import { onCitus, testTenant, testUrls, tinyShop } from '../../../testing/index.ts'
import { shardInsert } from '../shard-insert.ts'

it('keeps an insert apart from its select, and leaves every other statement alone', () => {
  expect(shardInsert(`insert into t (a) select a from s`, [])).toBe(
    `with apart as (select random()) insert into t (a) select a from s`,
  )
  expect(shardInsert(`with recursive r as (select 1) insert into t select * from r`, [])).toBe(
    `with recursive apart as (select random()), r as (select 1) insert into t select * from r`,
  )
  expect(shardInsert(`with w as (insert into t as x (a, b) select 1, 2 returning a) select a from w`, [])).toBe(
    `with apart as (select random()), w as (with apart as (select random()) insert into t as x (a, b) select 1, 2 returning a) select a from w`,
  )
  for (const other of ['insert into t (a) values ($1)', 'select a from t where n = $1', `update t set a = 'insert into s'`])
    expect(shardInsert(other, ['x'])).toBeNull()
})

it('writes its values as they would be bound', async () => {
  const text = `insert into t (a, b) select $1::text || '$1', "$2", $2::int[], $3, $10 -- $1
    from s where n = $1`
  expect(shardInsert(text, ["it's", [1, null], null, 4, 5, 6, 7, 8, 9, Buffer.from('ab')])).toBe(
    `with apart as (select random()) insert into t (a, b) select 'it''s'::text || '$1', "$2", '{"1",NULL}'::int[], null, '\\x6162' -- $1
    from s where n = 'it''s'`,
  )
  // On a session that changes nothing of what it is given.
  const client = new pg.Client({ connectionString: testUrls().databaseUrl })
  await client.connect()
  await client.query('create temporary table probe (a text, b int[], c timestamptz, d bigint)')
  const insert = `insert into probe select x.*, $3::int + 1 from json_to_recordset($1) as x(a text, b int[], c timestamptz) where $2 <> 'x' limit $3`
  const given = [JSON.stringify([{ a: `\\ ' " $1`, b: [1, 2], c: '2026-01-02T03:04:05.678Z' }]), 'a', 1]
  await client.query(insert, given)
  await client.query(shardInsert(insert, given) ?? '')
  const { rows } = await client.query('select * from probe')
  await client.end()
  expect(rows).toHaveLength(2)
  expect(rows[1]).toEqual(rows[0])
})

it.runIf(await onCitus())('so that Citus runs one that asks the tenant’s own tables', async () => {
  const { id, platform, close } = await testTenant({ modules: tinyShop })
  const { database } = platform
  await database.transaction(id, async (tx) => {
    await tx.script('create table probe (id int primary key, said text)')
    const put = `insert into probe (id, said) select e.id, $2 from json_to_recordset($1::json) as e(id int)
      where not exists (select from probe p where p.id = e.id and p.said = $2) on conflict (id) do update set said = $2 || excluded.said`
    for (const said of ['a', 'a', 'b']) await tx.execute({ text: put, values: [JSON.stringify([{ id: 1 }, { id: 2 }]), said] })
  })
  expect(await database.query(id, { text: 'select said from probe order by id' })).toEqual([{ said: 'bb' }, { said: 'bb' }])
  await close()
})
