import { setTimeout as pause } from 'node:timers/promises'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testUrls } from '../../testing/index.ts'
import type { Database } from '../db/database.ts'
import { appendFacts } from './append-facts.ts'
import { ledgerTenant } from './fact-tenant.testing.ts'
import { type Reader, runReaders } from './run-readers.ts'
import { readWake, wakeReaders } from './wake.ts'

let database: Database
let tenant: string
let close: () => Promise<void>
const stop = new AbortController()
const restMs = 400
const turns = new Map<string, number>()
const turnsOf = (name: string) => turns.get(name) ?? 0
/** A reader that only counts its turns, each of them with nothing done. */
const counting = (name: string, options: Partial<Reader> = {}): Reader => ({
  name,
  // Nobody of that name has a cursor: the clock never finds work for it.
  cursor: name,
  ...options,
  turn: async () => {
    turns.set(name, turnsOf(name) + 1)
    return { more: false }
  },
})
const write = (name: string) =>
  database.transaction(tenant, (tx) =>
    appendFacts(tx, [
      { id: v7(), name, actor_kind: 'system', source: 'house', actor: 't', occurred_at: '2026-01-01T00:00:00.000Z' },
    ]),
  )

let running: Promise<void>
beforeAll(async () => {
  ;({ database, tenant, close } = await ledgerTenant(testUrls().databaseUrl))
  const readers = [
    counting('all'),
    counting('orders', { names: ['order.*'], after: 'before orders' }),
    counting('before orders', { names: ['never.told'] }),
    counting('resting', { names: ['order.paid'], restMs }),
  ]
  running = runReaders({ database, tenants: async () => [tenant] }, readers, { signal: stop.signal })
  // Each is looked after once, as soon as its tenant is known.
  await vi.waitFor(() => expect(turnsOf('resting')).toBe(1), { timeout: 45_000 })
})
afterAll(async () => {
  stop.abort()
  await running
  await close()
})

describe('a word of the ledger', () => {
  it('says whose it is and which facts were written', () => {
    expect(readWake('acme order.paid,order.placed')).toEqual({ tenant: 'acme', names: ['order.paid', 'order.placed'] })
    expect(readWake('acme')).toEqual({ tenant: 'acme', names: null })
  })

  it('wakes those who want what was written, and those who want all', async () => {
    await pause(500)
    const [all, orders, before] = [turnsOf('all'), turnsOf('orders'), turnsOf('before orders')]
    await write('page.viewed')
    await vi.waitFor(() => expect(turnsOf('all')).toBeGreaterThan(all), { timeout: 45_000 })
    await pause(100)
    expect([turnsOf('orders'), turnsOf('before orders')]).toEqual([orders, before])
    await write('order.placed')
    // Whoever goes before it is woken as well, though it wants nothing of the kind.
    await vi.waitFor(() => expect([turnsOf('orders'), turnsOf('before orders')]).toEqual([orders + 1, before + 1]), {
      timeout: 45_000,
    })
  })

  it('that somebody went on wakes those for whom something was written lately', async () => {
    const before = turnsOf('orders')
    await write('order.placed')
    await vi.waitFor(() => expect(turnsOf('orders')).toBe(before + 1), { timeout: 45_000 })
    const orders = turnsOf('orders')
    wakeReaders(database, tenant)
    await vi.waitFor(() => expect(turnsOf('orders')).toBe(orders + 1), { timeout: 45_000 })
    await pause(3200)
    const [all, later] = [turnsOf('all'), turnsOf('orders')]
    wakeReaders(database, tenant)
    await vi.waitFor(() => expect(turnsOf('all')).toBeGreaterThan(all), { timeout: 45_000 })
    await pause(100)
    expect(turnsOf('orders')).toBe(later)
  })
})

it('a reader rests between turns that were not full, and misses nothing that came meanwhile', async () => {
  await pause(500)
  const [before, begun] = [turnsOf('resting'), performance.now()]
  for (let n = 0; n < 6; n++) {
    await write('order.paid')
    await pause(40)
  }
  // The first at once, then one a rest, however long the machine takes to write.
  expect(turnsOf('resting') - before).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - begun) / restMs))
  await vi.waitFor(() => expect(turnsOf('resting')).toBeGreaterThanOrEqual(before + 2), { timeout: 45_000 })
})
