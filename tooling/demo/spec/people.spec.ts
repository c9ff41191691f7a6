import { describe, expect, it } from 'vitest'
import { chance } from '../chance.ts'
import type { Company } from '../company.ts'
import { planPeople } from '../people.ts'

const guides = Array.from({ length: 40 }, (_, n) => ({ id: `guide-${n}`, name: `导购${n}` }))
const company = { guides } as unknown as Company

describe('people of the demo', () => {
  it.each(['2026-11-27T00:10:00Z', '2026-11-27T01:45:00Z', '2026-11-27T03:00:00Z', '2026-11-27T23:59:00Z'])(
    'are planned at %s, with purchases between their first visit and now',
    (moment) => {
      const now = Date.parse(moment)
      const people = planPeople(chance(1118), company, now, { persons: 6000, orders: 20_000 })
      expect(people).toHaveLength(6000)
      const orders = people.flatMap(({ seenAt, orders }) => orders.map(({ at }) => ({ at, seenAt })))
      expect(orders.length).toBeGreaterThan(10_000)
      expect(orders.filter(({ at }) => at > now)).toEqual([])
    },
  )
})
