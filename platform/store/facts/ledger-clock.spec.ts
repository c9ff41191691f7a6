import { setTimeout } from 'node:timers/promises'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database, Transaction } from '../db/database.ts'
import { testUrls } from '../../testing/index.ts'
import { appendFacts } from './append-facts.ts'
import { ledgerTenant } from './fact-tenant.testing.ts'
import { ledgerClock } from './ledger-clock.ts'
import { readFacts } from './read-facts.ts'

let database: Database
let tenant: string
let close: () => Promise<void>
const append = (tx: Transaction) =>
  appendFacts(
    tx,
    ['one', 'two'].map((name) => ({
      id: v7(),
      name: `a.${name}`,
      actor_kind: 'system',
      source: 'house',
      actor: 't',
      occurred_at: '2026-01-01T00:00:00.000Z',
    })),
  )
/** How many facts a moment of the clock sees. */
const seenAt = async (now: string) => {
  const [row] = await database.query<{ count: number }>(tenant, {
    text: 'select count(*) as count from fact where pg_visible_in_snapshot(xid, $1::pg_snapshot)',
    values: [now],
  })
  return row?.count
}

beforeAll(async () => {
  ;({ database, tenant, close } = await ledgerTenant(testUrls().databaseUrl))
})
afterAll(() => close())

describe('the clock of the ledger', () => {
  it('is that of the transactions which facts are written in, wherever their table lies', async () => {
    // Apart from each other by some, so that a server of its own that holds the table counts otherwise.
    for (let n = 0; n < 20; n += 1) await database.home.query({ text: 'select pg_current_xact_id()' })
    const before = await database.transaction(tenant, ledgerClock)
    await database.transaction(tenant, append)
    expect(await seenAt(before)).toBe(0)
    expect(await seenAt(await database.transaction(tenant, ledgerClock))).toBe(2)
  })

  it('does not see what the transaction that asks has written or may yet write', async () => {
    const [own, later] = await database.transaction(tenant, async (tx) => {
      await append(tx)
      const now = await ledgerClock(tx)
      await append(tx)
      return [now, await ledgerClock(tx)]
    })
    expect(await seenAt(own)).toBe(2)
    expect(await seenAt(later)).toBe(2)
    expect(await seenAt(await database.transaction(tenant, ledgerClock))).toBe(6)
  })

  it('shows each fact to a reader once, whoever commits in which order meanwhile', async () => {
    const seen: string[] = []
    const turn = () =>
      readFacts(database, tenant, { reader: 'clock', from: 'beginning' }, async (_tx, facts) => {
        seen.push(...facts.map(({ id }) => id))
      })
    let over = false
    const reading = (async () => {
      while (!over || (await turn()).more) await turn()
    })()
    await Promise.all(
      Array.from({ length: 6 }, async (_, writer) => {
        for (let n = 0; n < 5; n += 1)
          await database.transaction(tenant, async (tx) => {
            await append(tx)
            await setTimeout(((writer * 7 + n * 3) % 5) * 4)
          })
      }),
    )
    over = true
    await reading
    const [all] = await database.query<{ ids: string[] }>(tenant, { text: 'select array_agg(id::text) as ids from fact' })
    expect([...seen].sort()).toEqual([...(all?.ids ?? [])].sort())
  })
})
