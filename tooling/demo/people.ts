import type { Chance } from './chance.ts'
import type { Company, Colleague } from './company.ts'
import { givenNames, products, regions, surnames, tagGroups } from './words.ts'

const day = 86_400_000
const storyDays = 548

interface PlannedLine {
  readonly product: number
  readonly quantity: number
}
export interface PlannedOrder {
  readonly at: number
  readonly lines: readonly PlannedLine[]
  readonly channel: string
  readonly status: 'completed' | 'delivered' | 'confirmed' | 'cancelled'
  readonly back?: boolean
}
export interface PlannedPerson {
  readonly name: string
  readonly female: boolean
  readonly phone: string | null
  readonly guide: Colleague
  readonly second: Colleague | null
  readonly seenAt: number
  readonly activeAt: number
  readonly city: readonly string[]
  readonly tags: readonly string[]
  readonly source: string
  readonly birthday: string
  readonly orders: readonly PlannedOrder[]
  readonly stage: string
  readonly lost: boolean
}
/** A person of the story who has been written down. */
export interface Known {
  readonly id: string
  readonly plan: PlannedPerson
}

const tagsOf = (chance: Chance, buyer: number): string[] => {
  const [level, skin, from, care, mind] = tagGroups
  return [
    ...(buyer >= 6 ? [level.tags[2]] : buyer >= 3 ? [level.tags[1]] : buyer >= 1 && chance.hit(0.8) ? [level.tags[0]] : []),
    ...(chance.hit(0.7) ? [chance.pick(skin.tags)] : []),
    ...(chance.hit(0.6) ? [chance.pick(from.tags)] : []),
    ...chance.some(care.tags, chance.int(0, 2)),
    ...(chance.hit(0.25) ? [chance.pick(mind.tags)] : []),
  ] as string[]
}

/** Evenings and weekends sell more; the member day of the month and November most. */
const momentOf = (chance: Chance, from: number, now: number): number => {
  for (let tries = 0; ; tries++) {
    const at = new Date(from + chance.next() * (now - from))
    at.setUTCHours(
      chance.weighted([
        [2, 2],
        [4, 3],
        [6, 2],
        [8, 2],
        [10, 3],
        [12, 6],
        [13, 7],
        [14, 4],
      ]),
      chance.int(0, 59),
      chance.int(0, 59),
      0,
    )
    const weight =
      ([0, 6].includes(at.getUTCDay()) ? 1 : 0.6) *
      (at.getUTCMonth() === 10 || at.getUTCMonth() === 5 ? 1 : 0.65) *
      (at.getUTCDate() === 18 ? 2.2 : 1)
    if (at.getTime() < now && (chance.next() * 2.2 < weight || tries > 20)) return at.getTime()
    // Who came this morning, before the shops open, has bought before they open.
    if (tries > 40) return Math.floor(from + chance.next() * (now - from))
  }
}

const ordersOf = (chance: Chance, count: number, from: number, now: number): PlannedOrder[] =>
  Array.from({ length: count }, (): PlannedOrder => {
    const at = momentOf(chance, from, now)
    const age = (now - at) / day
    return {
      at,
      lines: chance
        .some(
          products.map((_, index) => index),
          chance.weighted([
            [1, 4],
            [2, 4],
            [3, 2],
            [4, 1],
          ]),
        )
        .map((product) => ({
          product,
          quantity: chance.weighted([
            [1, 8],
            [2, 3],
            [3, 1],
          ]),
        })),
      channel: chance.weighted([
        ['门店', 5],
        ['商城', 3],
        ['直播', 2],
        ['小程序', 2],
      ]),
      status: chance.hit(0.03) ? 'cancelled' : age < 1.5 ? 'confirmed' : age < 5 ? 'delivered' : 'completed',
      back: age > 10 && chance.hit(0.025),
    }
  }).sort((a, b) => a.at - b.at)

/** Some thousand people with their purchases: most bought little, few bought much, some never. */
export const planPeople = (
  chance: Chance,
  company: Company,
  now: number,
  wanted: { persons: number; orders: number },
): PlannedPerson[] => {
  const shares = Array.from({ length: wanted.persons }, () => (chance.hit(0.28) ? 0 : chance.next() ** -0.55))
  const total = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share, index): PlannedPerson => {
    const guide = chance.pick(company.guides)
    const seenAt = now - Math.floor((1 - chance.next() ** 1.4) * storyDays * day)
    const count = Math.min(60, Math.round((share / total) * wanted.orders))
    const orders = ordersOf(chance, count, seenAt, now)
    const last = orders.at(-1)?.at ?? seenAt
    const bought = orders.filter((order) => order.status !== 'cancelled').length
    const cities = regions[Math.floor(company.guides.indexOf(guide) / 20)]?.cities ?? []
    return {
      name: chance.pick(surnames) + chance.pick(givenNames),
      female: chance.hit(0.86),
      guide,
      second: chance.hit(0.12) ? chance.pick(company.guides) : null,
      phone: chance.hit(0.9) ? `1990000${String(index).padStart(4, '0')}` : null,
      seenAt,
      city: chance.pick(cities),
      activeAt: Math.min(
        now - chance.int(0, 3_600_000),
        Math.max(last, seenAt) + Math.floor(chance.next() * Math.min(20 * day, now - Math.max(last, seenAt))),
      ),
      tags: tagsOf(chance, bought),
      source: chance.weighted([
        ['徐汇店活码', 3],
        ['会员日海报', 3],
        ['小红书', 2],
        ['直播间', 2],
        ['门店台卡', 4],
        ['老带新', 1],
      ]),
      birthday: `${chance.int(1972, 2004)}-${String(chance.int(1, 12)).padStart(2, '0')}-${String(chance.int(1, 28)).padStart(2, '0')}`,
      orders,
      stage:
        bought >= 6
          ? chance.hit(0.15)
            ? 'advocate'
            : 'loyal'
          : bought > 0
            ? 'customer'
            : chance.hit(0.5)
              ? 'interested'
              : 'potential',
      lost: chance.hit(0.06),
    }
  })
}
