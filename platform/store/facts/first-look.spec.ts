import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { testUrls } from '../../testing/index.ts'
import type { Database } from '../db/database.ts'
import { appendFacts } from './append-facts.ts'
import { factReader } from './fact-reader.ts'
import { ledgerTenant } from './fact-tenant.testing.ts'
import { runReaders } from './run-readers.ts'

let database: Database
let tenant: string
let close: () => Promise<void>
beforeAll(async () => {
  ;({ database, tenant, close } = await ledgerTenant(testUrls().databaseUrl))
})
afterAll(() => close())

it('readers that follow each other have their places before anything is written, whatever they want to hear', async () => {
  const stop = new AbortController()
  const told: string[] = []
  const hear = () => async (_tx: unknown, facts: readonly { name: string }[]) => void told.push(...facts.map(({ name }) => name))
  // The last in line is asked first, and wants what has not come yet.
  const readers = [
    factReader({ database }, { reader: 'third', after: 'second', names: ['order.*'] }, hear),
    factReader({ database }, { reader: 'second', after: 'first', names: ['never.told'] }, hear),
    factReader({ database }, { reader: 'first' }, hear),
  ]
  const running = runReaders({ database, tenants: async () => [tenant] }, readers, { signal: stop.signal })
  try {
    await vi.waitFor(
      async () => expect(await database.query(tenant, { text: 'select reader from fact_cursor' })).toHaveLength(3),
      { timeout: 45_000 },
    )
    await database.transaction(tenant, (tx) =>
      appendFacts(tx, [
        {
          id: v7(),
          name: 'order.placed',
          actor_kind: 'system',
          source: 'house',
          actor: 't',
          occurred_at: '2026-01-01T00:00:00.000Z',
        },
      ]),
    )
    await vi.waitFor(() => expect(told).toEqual(['order.placed', 'order.placed']), { timeout: 45_000 })
  } finally {
    stop.abort()
    await running
  }
})
