import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Fact } from '@lianke/kernel'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Database } from '../db/database.ts'
import { testUrls } from '../../testing/index.ts'
import { type FilePlace, localStore } from '../files/file-store.ts'
import { appendFacts } from './append-facts.ts'
import { coldFacts, coldMonths } from './cold-facts.ts'
import { dropFactPartitions, makeFactPartitions } from './fact-partitions.ts'
import { ledgerTenant } from './fact-tenant.testing.ts'
import { ledgerClock } from './ledger-clock.ts'
import { readFacts } from './read-facts.ts'

let database: Database
let tenant: string
let close: () => Promise<void>
let cold: FilePlace
beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'lianke-cold-'))
  cold = { store: localStore(join(root, 'files')), root }
  ;({ database, tenant, close } = await ledgerTenant(testUrls().databaseUrl))
})
afterAll(async () => {
  await close()
  await rm(cold.root, { recursive: true })
})

const cutShort = (whole: Readable) => Readable.from(whole.take(1).map((chunk: Buffer) => chunk.subarray(0, chunk.length - 9)))

const partitions = async () =>
  (
    await database.query<{ name: string }>(tenant, {
      text: `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'fact'::regclass order by 1`,
    })
  ).map(({ name }) => name)
/** Until no transaction runs that is older than what was written: a month goes when nobody can be in the midst of writing into it, whichever company he writes for. */
const settled = () =>
  vi.waitFor(
    async () =>
      expect(
        await database.query(tenant, {
          text: 'select 1 where pg_snapshot_xmin($1::pg_snapshot) > (select max(xid) from fact)',
          values: [await ledgerClock(database.home)],
        }),
      ).toHaveLength(1),
    { timeout: 45_000, interval: 50 },
  )
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
  await settled()
  await readFacts(database, tenant, { reader: 'slow', from: 'beginning' }, async () => {})
  expect(await dropFactPartitions(database, tenant, { now: '2020-08-01T00:00:00.000Z', keepMonths: 2, cold })).toEqual([])
  await read()
  expect(await dropFactPartitions(database, tenant, { now: '2020-08-01T00:00:00.000Z', keepMonths: 2, cold })).toEqual([
    'fact_2020_05',
  ])
  expect(await database.query(tenant, { text: 'select 1 from fact' })).toHaveLength(0)

  // What has gone lies in a file, whole and in order.
  const [month] = await coldMonths(database, tenant)
  if (!month) throw new Error('no month lies in a file')
  expect(month).toMatchObject({ month: 'fact_2020_05', facts: 2 })
  const kept: Fact[] = []
  for await (const facts of coldFacts(cold.store, month)) kept.push(...facts)
  expect(kept.map(({ name, recorded_at }) => [name, recorded_at])).toEqual([
    ['a.happened', '2020-05-05T00:00:00.000Z'],
    ['a.happened', '2020-05-05T00:00:00.000Z'],
  ])
  expect(Number(kept[0]?.seq)).toBeLessThan(Number(kept[1]?.seq))
})

it('keeps a month whose file cannot be written, and refuses a file that is not the one that was written', async () => {
  await database.transaction(tenant, async (tx) => {
    await appendFacts(tx, [fact(), fact(), fact()])
    await tx.execute({ text: `update fact set recorded_at = '2020-06-06T00:00:00Z'` })
  })
  await settled()
  await readFacts(database, tenant, { reader: 'slow', from: 'beginning' }, async () => {})
  await readFacts(database, tenant, { reader: 'slow', from: 'beginning' }, async () => {})
  const full = { ...cold, store: { ...cold.store, keep: () => Promise.reject(new Error('the disk is full')) } }
  const when = { now: '2020-09-01T00:00:00.000Z', keepMonths: 2 }
  await expect(dropFactPartitions(database, tenant, { ...when, cold: full })).rejects.toThrow('the disk is full')
  expect(await database.query(tenant, { text: 'select 1 from fact_2020_06' })).toHaveLength(3)
  // A store that gives back less than it took: the month stays as well.
  const lossy = { ...cold, store: { ...cold.store, read: async (place: string) => cutShort(await cold.store.read(place)) } }
  await expect(dropFactPartitions(database, tenant, { ...when, cold: lossy })).rejects.toThrow('is not the file that was written')
  expect(await database.query(tenant, { text: 'select 1 from fact_2020_06' })).toHaveLength(3)
  expect(await dropFactPartitions(database, tenant, { ...when, cold })).toEqual(['fact_2020_06'])
})
