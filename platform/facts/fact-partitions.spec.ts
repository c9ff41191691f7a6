import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../db/database.ts'
import { testUrls } from '../testing/index.ts'
import { appendFacts } from './append-facts.ts'
import { dropFactPartitions, makeFactPartitions } from './fact-partitions.ts'
import { ledgerTenant } from './fact-tenant.testing.ts'
import { readFacts } from './read-facts.ts'

let database: Database
let tenant: string
let close: () => Promise<void>
beforeAll(async () => {
  ;({ database, tenant, close } = await ledgerTenant(testUrls().databaseUrl))
})
afterAll(() => close())

const partitions = async () =>
  (
    await database.query<{ name: string }>(tenant, {
      text: `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'fact'::regclass order by 1`,
    })
  ).map(({ name }) => name)
const fact = (key?: string) => ({
  id: v7(),
  name: 'a.happened',
  person: v7(),
  actor_kind: 'system' as const,
  source: 'house' as const,
  actor: 't',
  occurred_at: '2026-01-01T00:00:00.000Z',
  ...(key ? { key } : {}),
})

it('makes months ahead, takes over what fell into the net, and drops past months only when every reader has left them', async () => {
  const [current] = (await partitions()).filter((name) => name !== 'fact_default')
  expect((await partitions()).length).toBe(5)
  // A month nobody made: its facts are in the net, and are read.
  await database.transaction(tenant, async (tx) => {
    await appendFacts(tx, [fact('k1'), fact()])
    await tx.execute({ text: `update fact set recorded_at = '2020-05-05T00:00:00Z'` })
  })
  expect(await database.query(tenant, { text: 'select 1 from fact_default' })).toHaveLength(2)
  await makeFactPartitions(database, tenant, '2020-05-20T00:00:00.000Z')
  await makeFactPartitions(database, tenant, '2020-05-20T00:00:00.000Z')
  expect(await database.query(tenant, { text: 'select 1 from fact_2020_05' })).toHaveLength(2)
  expect(await partitions()).toEqual(expect.arrayContaining(['fact_2020_05', 'fact_2020_08', current]))

  const read = async () => {
    for (let more = true; more; )
      more = (await readFacts(database, tenant, { reader: 'slow', from: 'beginning' }, async () => {})).more
  }
  await readFacts(database, tenant, { reader: 'slow', from: 'beginning' }, async () => {})
  expect(await dropFactPartitions(database, tenant, { now: '2020-08-01T00:00:00.000Z', keepMonths: 2 })).toEqual([])
  await read()
  expect(await dropFactPartitions(database, tenant, { now: '2020-08-01T00:00:00.000Z', keepMonths: 2 })).toEqual(['fact_2020_05'])
  expect(await database.query(tenant, { text: 'select 1 from fact' })).toHaveLength(0)
})
