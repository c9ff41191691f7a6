import { defineReaction } from '@lianke/kernel'

const counts = new Set(['confirmed', 'delivered', 'completed'])

/** An order that counts makes its person a customer and moves the moments of first and last purchase. */
export const onOrderCounts = defineReaction({
  name: 'commerce.on_order_counts',
  on: ['commerce.order.created', 'commerce.order.updated'],
  once: (fact) => fact.id,
  run: async (room, fact) => {
    const told = fact.after ?? {}
    if (!fact.person || !(counts.has(String(told.status)) || told.status === 'cancelled')) return
    const [orders] = await room.sql<{ first_at: Date | string | null; last_at: Date | string | null; sold: boolean }>(
      `select min(ordered_at) as first_at, max(ordered_at) as last_at, coalesce(bool_or(kind = 'sale'), false) as sold from commerce_order
       where person = $1 and deleted_at is null and status = any($2::text[])`,
      [fact.person, [...counts]],
    )
    const person = await room.records.get('customer.person', fact.person, { fields: ['stage'] })
    const iso = (value: Date | string | null | undefined) => (value ? new Date(value).toISOString() : null)
    const early = person.stage === null || person.stage === 'potential' || person.stage === 'interested'
    await room.records.update('customer.person', fact.person, {
      first_order_at: iso(orders?.first_at),
      last_order_at: iso(orders?.last_at),
      ...(orders?.sold && early ? { stage: 'customer' } : {}),
    })
  },
})
