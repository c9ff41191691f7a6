import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testUrls } from '../../testing/index.ts'
import type { Database } from '../db/database.ts'
import { appendFacts } from './append-facts.ts'
import { ledgerTenant } from './fact-tenant.testing.ts'
import { giveWay } from './give-way.ts'
import { readFacts } from './read-facts.ts'

let database: Database
let tenant: string
let close: () => Promise<void>
beforeAll(async () => {
  ;({ database, tenant, close } = await ledgerTenant(testUrls().databaseUrl))
})
afterAll(() => close())

const options = { reader: 'slow', from: 'beginning', limit: 1000 } as const
const turn = () => readFacts(database, tenant, options, async () => {})
const write = (n: number) =>
  database.transaction(tenant, (tx) =>
    appendFacts(
      tx,
      Array.from({ length: n }, () => ({
        id: v7(),
        name: 'a.happened',
        person: v7(),
        actor_kind: 'system' as const,
        source: 'house' as const,
        actor: 't',
        occurred_at: '2026-01-01T00:00:00.000Z',
      })),
    ),
  )
/** Whether it still waits after a moment. */
const waits = async (given: Promise<void>) =>
  (await Promise.race([given.then(() => 'went on'), new Promise((later) => setTimeout(later, 300, 'waits'))])) === 'waits'

it('a bulk waits for a reader that is at work and far behind, until it has caught up', async () => {
  await turn()
  await write(5000)
  await turn()
  await turn()
  const waiting = giveWay(database, tenant, 'slow')
  expect(await waits(waiting)).toBe(true)
  while ((await turn()).more);
  await waiting
})

it('nobody waits for a reader that is not there, or that stands still', async () => {
  await giveWay(database, tenant, 'nobody')
  await write(4000)
  await database.query(tenant, { text: `update fact_cursor set moved_at = now() - interval '1 minute'` })
  await giveWay(database, tenant, 'slow')
})
