import { defineReaction, type Fact, type UnitOfWork, told } from '@lianke/kernel'
import { buyer } from '../fields/person-orders.field.ts'
import { order } from '../objects/order.object.ts'

const counts = ['confirmed', 'delivered', 'completed']
const early = new Set<unknown>([null, 'potential', 'interested'])
const iso = (at: Date | string | null | undefined) => (at ? new Date(at).toISOString() : null)

const moving = ['status', 'person', 'ordered_at', 'kind']
/** Both sides of an order that changed hands, where the change could move what is said of them. */
const sidesOf = (fact: Fact): string[] => {
  const changed = { ...fact.before, ...fact.after }
  if (!moving.some((name) => name in changed) && !/\.(deleted|restored)$/.test(fact.name)) return []
  return [fact.person, fact.before?.person].filter((id): id is string => typeof id === 'string')
}

const follow = async (work: UnitOfWork, facts: readonly Fact[]): Promise<void> => {
  const sides = [...new Set(facts.flatMap(sidesOf))]
  if (sides.length === 0) return
  const buyers = await work.records.find(buyer, sides, { fields: ['stage'], forUpdate: true })
  // Read under their locks: an order that was committed in between tells of itself.
  const found = await work.sql<{ person: string; first_at: Date | string; last_at: Date | string; sold: boolean }>(
    `select person, min(ordered_at) as first_at, max(ordered_at) as last_at, bool_or(kind = 'sale') as sold from commerce_order
     where person = any($1::uuid[]) and deleted_at is null and status = any($2::text[]) group by person`,
    [sides, counts],
  )
  const orders = new Map(found.map((row) => [row.person, row]))
  await work.records.upsert({
    object: buyer,
    rows: [...buyers.values()].map(({ id, stage }) => {
      const own = orders.get(id)
      return {
        id,
        first_order_at: iso(own?.first_at),
        last_order_at: iso(own?.last_at),
        ...(own?.sold && early.has(stage) ? { stage: 'customer' as const } : {}),
        ...(!own?.sold && stage === 'customer' ? { stage: 'interested' as const } : {}),
      }
    }),
  })
}

/**
 * What orders say of the persons who gave them: the moments of the first and the last that counts, and who is a customer. Told of every change
 * that could move them, for both sides of an order that changed hands; an order that goes takes back what it alone had given.
 */
export const onOrderCounts = defineReaction({
  name: 'commerce.on_order_counts',
  on: [told(order, 'created'), told(order, 'updated'), told(order, 'deleted'), told(order, 'restored')],
  once: (fact) => fact.id,
  run: (work, fact) => follow(work, [fact]),
  runSet: follow,
})
