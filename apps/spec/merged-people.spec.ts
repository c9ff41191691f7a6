import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

let world: SpineWorld
beforeAll(async () => {
  world = await openSpine()
})
afterAll(() => world?.tenant.close())

const create = (object: string, values: Record<string, unknown>) =>
  world.tenant.system((work) => work.records.create(object, values))
const bought = async (person: string, total: string, at: string): Promise<string> => {
  const { ids } = await world.tenant.system((work) =>
    work.records.upsert({
      object: 'commerce.order',
      migrating: true,
      rows: [
        {
          person,
          kind: 'sale',
          status: 'completed',
          ordered_at: at,
          lines: [{ name: 'x', quantity: '1', price: { amount: total, currency: 'CNY' } }],
        },
      ],
    }),
  )
  return ids[0] ?? ''
}
const figures = async (id: string) => {
  const [row] = await world.sql<{ count: string; total: string; first: Date | null; last: Date | null }>(
    `select order_count as count, order_total as total, first_order_at as first, last_order_at as last from customer_person where id = $1`,
    [id],
  )
  const year = (at: Date | string | null | undefined) => (at ? new Date(at).getUTCFullYear() : null)
  return [Number(row?.count ?? 0), Number(row?.total ?? 0), year(row?.first), year(row?.last)]
}
const membersOf = async (segment: string) =>
  (await world.sql<{ person: string }>(`select person from segment_membership where segment = $1`, [segment])).map(
    ({ person }) => person,
  )

describe('two buyers who are one', () => {
  it('have one sum, one first and one last order, and one place in segments; parted, each has their own again', async () => {
    const [kept, gone] = [
      (await create('customer.person', { name: 'A' })).id,
      (await create('customer.person', { name: 'B' })).id,
    ]
    await bought(kept, '100', '2024-05-01T00:00:00Z')
    await bought(gone, '900', '2025-05-01T00:00:00Z')
    await world.run()
    const big = await create('marketing.segment', {
      name: 'spent much',
      status: 'active',
      filter: { field: 'order_total', op: 'gte', value: 900 },
    })
    const never = await create('marketing.segment', {
      name: 'but never B',
      status: 'active',
      filter: { field: 'order_total', op: 'gte', value: 100 },
      exclude: [gone],
    })
    await world.run()
    expect([await membersOf(big.id), await membersOf(never.id)]).toEqual([[gone], [kept]])

    await world.command('identity.merge', { id: kept, with: gone })
    await world.run()
    expect(await figures(kept)).toEqual([2, 1000, 2024, 2025])
    expect([await membersOf(big.id), await membersOf(never.id)]).toEqual([[kept], []])

    const [merge] = await world.sql<{ id: string }>(`select id from identity_merge where gone = $1`, [gone])
    await world.command('identity.unmerge', { id: merge?.id })
    await world.run()
    expect([await figures(kept), await figures(gone)]).toEqual([
      [1, 100, 2024, 2024],
      [1, 900, 2025, 2025],
    ])
    expect([await membersOf(big.id), await membersOf(never.id)]).toEqual([[gone], [kept]])
  })
})
