import { customerModule } from '@lianke/customer'
import { organisationModule } from '@lianke/organisation'
import { collectModule } from '@lianke/platform/collect'
import { type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { intakeModule, openReceiver } from '../index.ts'
import { type Seen, seenIn, seenOfEventMax } from '../rules/seen-properties.rule.ts'
import { countSeen } from '../statements/count-seen.statement.ts'
import { heldGroups, markHeld, overflow } from '../statements/quarantine.statement.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({ modules: [organisationModule, customerModule, collectModule, intakeModule] })
})
afterAll(() => tenant?.close())

const now = '2026-03-01T10:00:00.000Z'
const sql = <R = Record<string, unknown>>(text: string, values: readonly unknown[] = []) =>
  tenant.platform.database.query<R>(tenant.id, { text, values })
const misfit = { code: 'event.undefined', property: null, params: { event: 'ghost.came' } } as const

describe('a quarantine that is full', () => {
  it('keeps the bodies it has room for, and counts the others without theirs', async () => {
    const receiver = openReceiver(tenant.platform.database)
    await receiver.receive(
      tenant.id,
      [1, 2, 3, 4, 5].map((n) => ({
        channel: 'collect',
        message_id: `g${n}`,
        kind: 'track',
        body: { name: 'ghost.came', site: 's', occurred_at: now, identifiers: [], traits: {}, properties: { n } },
      })),
    )
    await receiver.close()
    const ids = (await sql<{ id: string }>(`select id from inbox order by message_id`)).map(({ id }) => id)
    const hold = (some: readonly string[]) =>
      tenant.platform.database.transaction(tenant.id, (tx) =>
        markHeld(
          tx,
          some.map((id) => ({ id, misfit })),
          { now, max: 3 },
        ),
      )
    await hold(ids.slice(0, 2))
    await hold(ids.slice(2))
    expect(await sql(`select state, error, body ->> 'name' as name from inbox order by message_id`)).toEqual([
      ...Array(3).fill({ state: 'held', error: 'event.undefined', name: 'ghost.came' }),
      ...Array(2).fill({ state: 'done', error: 'event.quarantine_full', name: null }),
    ])
    await tenant.system(async (work) => {
      expect(await overflow(work)).toMatchObject({ count: 2 })
      expect(await heldGroups(work)).toMatchObject([{ event: 'ghost.came', code: 'event.undefined', count: 3 }])
    })
  })
})

describe('properties that are not declared', () => {
  const count = (seen: readonly Seen[]) => tenant.platform.database.transaction(tenant.id, (tx) => countSeen(tx, seen, now))
  const told = (event: string, ...payloads: Record<string, unknown>[]) =>
    seenIn(payloads.map((payload) => ({ event, undeclared: Object.entries(payload) })))

  it('are added up over sets, with every type that was told', async () => {
    await count(told('seat.booked', { row: 1, vip: true }, { row: 2 }))
    await count(told('seat.booked', { row: 2.5 }, { vip: 'yes' }))
    expect(
      await sql(`select property, kinds, count::int, sample from event_seen where event = 'seat.booked' order by 1`),
    ).toEqual([
      { property: 'row', kinds: ['decimal', 'integer'], count: 3, sample: 2.5 },
      { property: 'vip', kinds: ['boolean', 'text'], count: 2, sample: 'yes' },
    ])
  })

  it('are at most a hundred of one event, however many names somebody invents; those that are known are counted on', async () => {
    const invented = (from: number) =>
      Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`k${String(from + n).padStart(4, '0')}`, n]))
    await count(told('noise.made', invented(0)))
    await count(told('noise.made', invented(1000), { k0000: 1 }))
    await count(told('noise.made', { k0000: 1 }))
    const [row] = await sql<{ names: number; known: number }>(
      `select count(*)::int as names, (max(count) filter (where property = 'k0000'))::int as known from event_seen where event = 'noise.made'`,
    )
    expect(row?.names).toBe(seenOfEventMax)
    expect(row?.known).toBe(2)
  })

  it('keep a short sample of a long value', () => {
    const [one] = told('text.told', { body: 'x'.repeat(5000) })
    expect(String(one?.sample).length).toBeLessThan(250)
  })
})
