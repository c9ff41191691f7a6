import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testUrls } from '../../testing/index.ts'
import type { Database } from '../db/database.ts'
import { openDatabase } from '../db/open-database.ts'
import { appendFacts } from './append-facts.ts'
import { ledgerTenant } from './fact-tenant.testing.ts'
import { readFacts } from './read-facts.ts'
import { noteWindow } from './windows.ts'

let database: Database
let tenant: string
let close: () => Promise<void>
/** A process that has seen none of the windows. */
let stranger: Database
beforeAll(async () => {
  ;({ database, tenant, close } = await ledgerTenant(testUrls().databaseUrl))
  stranger = openDatabase({ url: testUrls().databaseUrl, max: 4 })
})
afterAll(async () => {
  await stranger.close()
  await close()
})

const fact = (name: string, key: string | null = null) => ({
  id: v7(),
  name,
  actor_kind: 'system' as const,
  source: 'house' as const,
  actor: 't',
  key,
  occurred_at: '2026-01-01T00:00:00.000Z',
})
const tell = (...names: readonly string[]) =>
  database.transaction(tenant, (tx) =>
    appendFacts(
      tx,
      names.map((name) => fact(name)),
    ),
  )
const turn = async (
  reader: string,
  { by = database, ...more }: { by?: Database; after?: string; names?: readonly string[] } = {},
) => {
  const told: string[] = []
  await readFacts(by, tenant, { reader, from: 'beginning', ...more }, async (_tx, facts) => {
    told.push(...facts.map(({ name }) => name))
  })
  return told
}
const placeOf = async (reader: string) =>
  (
    await database.query<{ to: string; last: number; max: number }>(tenant, {
      text: 'select to_snapshot::text as "to", last_seq as last, max_seq as max from fact_cursor where reader = $1',
      values: [reader],
    })
  )[0]

it('who follows takes several windows of the one before it as one, each fact once, also in a process that did not see them opened', async () => {
  await turn('ground')
  for (const reader of ['behind', 'elsewhere']) await turn(reader, { after: 'ground' })
  for (const name of ['a.told', 'b.told', 'c.told']) {
    await tell(name, `${name}.too`)
    expect(await turn('ground')).toEqual([name, `${name}.too`])
  }
  const all = ['a.told', 'a.told.too', 'b.told', 'b.told.too', 'c.told', 'c.told.too']
  expect(await turn('behind', { after: 'ground' })).toEqual(all)
  expect(await turn('elsewhere', { after: 'ground', by: stranger })).toEqual(all)
  expect(await placeOf('behind')).toEqual(await placeOf('elsewhere'))
  await tell('d.told')
  await turn('ground', { by: stranger })
  await tell('e.told')
  await turn('ground')
  // The first of the two windows was opened elsewhere: what is missing is looked for.
  expect(await turn('behind', { after: 'ground' })).toEqual(['d.told', 'e.told'])
  expect(await turn('behind', { after: 'ground' })).toEqual([])
})

it('who wants none of the names in a window has passed it, and hears the next that it wants', async () => {
  await turn('picky', { after: 'ground', names: ['order.*'] })
  await tell('page.viewed')
  await turn('ground')
  expect(await turn('picky', { after: 'ground', names: ['order.*'] })).toEqual([])
  const [picky, ground] = [await placeOf('picky'), await placeOf('ground')]
  expect(picky).toMatchObject({ to: ground?.to, last: picky?.max })
  await tell('page.viewed', 'order.placed')
  await turn('ground')
  expect(await turn('picky', { after: 'ground', names: ['order.*'] })).toEqual(['order.placed'])
})

it('what was remembered is forgotten when a session ends: a server that went down may give the same snapshot to other facts', async () => {
  await turn('behind', { after: 'ground' })
  const from = (await placeOf('ground'))?.to ?? ''
  await tell('after.told')
  await turn('ground')
  const to = (await placeOf('ground'))?.to ?? ''
  // As it was remembered of facts that the server lost.
  await database.transaction(tenant, async (tx) => noteWindow(tx, 'ground', from, { to, low: 1, high: 1, names: ['lost.told'] }))
  const ended = database.sessionsEnded()
  await database.home.query({ text: 'select pg_terminate_backend(pg_backend_pid())' }).catch(() => undefined)
  await expect.poll(() => database.sessionsEnded()).toBeGreaterThan(ended)
  expect(await turn('behind', { after: 'ground' })).toEqual(['after.told'])
})

it('of many facts with keys those are written whose key is new, with those that have none', async () => {
  const keyed = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => fact('key.told', `k${from + at}`))
  const write = (facts: Parameters<typeof appendFacts>[1]) => database.transaction(tenant, (tx) => appendFacts(tx, facts))
  const first = keyed(0, 150)
  expect(await write(first)).toEqual(new Set(first.map(({ id }) => id)))
  const [again, plain] = [keyed(100, 250), fact('key.told')]
  expect(await write([...again, plain])).toEqual(new Set([...again.slice(50), plain].map(({ id }) => id)))
  const rows = await database.query<{ id: string }>(tenant, { text: `select id from fact where name = 'key.told'` })
  expect(rows).toHaveLength(251)
})
