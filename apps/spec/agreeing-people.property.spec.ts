import type { Filter } from '@lianke/kernel'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  between,
  dayAway,
  followed,
  type Happening,
  inLastDays,
  inLastHours,
  keptThisMonth,
  type Meant,
  openScene,
  playPeople,
  type Scene,
} from './agreeing-people.testing.ts'
import { openSpine } from './spine-world.testing.ts'

let scene: Scene
let story = 0
beforeAll(async () => {
  scene = await openScene(await openSpine())
})
afterAll(() => scene?.world.tenant.close())

const nth = fc.nat(3)
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ what: fc.constant('view'), nth, back: fc.integer({ min: 0, max: 80 }), price: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('gold', 'plain'), nth }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('born'),
      nth,
      day: fc.constantFrom('1992-02-29', '1990-11-30', '1988-12-01', '2001-07-15'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('merge'), nth, with: nth }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('later'), hours: fc.integer({ min: 1, max: 30 }) }) },
)

/** Conditions, each with what it means; days are those of the tenant's zone, counted from now. */
const meanings = (now: number): readonly Meant[] => {
  const [from, to] = [dayAway(now, -2), dayAway(now, 1)]
  const prices: Filter = { field: 'url', op: 'contains', value: '/price' }
  const event = 'page.viewed'
  return [
    {
      filter: { event, where: prices, within: { last: 2, unit: 'day' }, measure: { fn: 'count', op: 'gte', value: 2 } },
      has: ({ views }, at) => views.filter((view) => view.price && inLastDays(view.at, at, 2)).length >= 2,
    },
    {
      filter: { event, within: { from, to }, measure: { fn: 'count', op: 'lt', value: 2 } },
      has: ({ views }) => views.filter((view) => between(view.at, from, to)).length < 2,
    },
    {
      filter: { event, measure: { fn: 'first', op: 'within', value: { from, to } } },
      has: ({ views }) => views.length > 0 && between(Math.min(...views.map(({ at }) => at)), from, to),
    },
    {
      filter: { event, measure: { fn: 'last', op: 'within', value: { last: 26, unit: 'hour' } } },
      has: ({ views }, at) => views.length > 0 && inLastHours(Math.max(...views.map((view) => view.at)), at, 26),
    },
    {
      filter: { event, within: { last: 3, unit: 'day' }, none: true },
      has: ({ views }, at) => !views.some((view) => inLastDays(view.at, at, 3)),
    },
    {
      filter: { field: 'birthday', op: 'anniversary', value: { this: 'month' } },
      has: ({ birthday }, at) => keptThisMonth(birthday, at),
    },
    {
      filter: { or: [{ not: { event } }, { field: 'tags', op: 'any_of', value: ['gold'] }] },
      has: ({ views, gold }) => views.length === 0 || gold,
    },
  ]
}

/** The same of what followed what. */
const sequences = (): readonly Meant[] => {
  const event = 'page.viewed'
  const prices: Filter = { field: 'url', op: 'contains', value: '/price' }
  const others: Filter = { not: prices }
  const hours = (up_to: number) => ({ up_to, unit: 'hour' }) as const
  const price = { event, where: prices }
  return [
    {
      filter: { ...price, then: [{ event, where: others, within: hours(6) }] },
      has: ({ views }, at) => followed(views, [{ price: true }, { price: false, hours: 6 }], at).length > 0,
    },
    {
      filter: {
        ...price,
        within: { last: 3, unit: 'day' },
        measure: { fn: 'count', op: 'gte', value: 2 },
        then: [{ event }, { event, where: prices, within: { up_to: 1, unit: 'day' } }],
      },
      has: ({ views }, at) =>
        followed(views, [{ price: true }, {}, { price: true, hours: 24 }], at).filter((view) => inLastDays(view.at, at, 3))
          .length >= 2,
    },
    {
      filter: { ...price, then: [{ event, where: others, within: hours(30), none: true }] },
      has: ({ views }, at) => followed(views, [{ price: true }, { price: false, hours: 30, none: true }], at).length > 0,
    },
    {
      filter: { event, where: others, then: [{ ...price }, { event, where: others, none: true }] },
      has: ({ views }, at) => followed(views, [{ price: false }, { price: true }, { price: false, none: true }], at).length > 0,
    },
    {
      filter: { ...price, none: true, then: [{ event, within: { up_to: 90, unit: 'minute' } }] },
      has: ({ views }, at) => followed(views, [{ price: true }, { hours: 1.5 }], at).length === 0,
    },
    {
      filter: {
        ...price,
        then: [
          { event, times: 2, within: hours(20) },
          { event, where: others, within: hours(9) },
        ],
      },
      has: ({ views }, at) =>
        followed(views, [{ price: true }, { times: 2, hours: 20 }, { price: false, hours: 9 }], at).length > 0,
    },
    {
      filter: { event, where: others, then: [{ event }, { event, where: prices, times: 3, within: hours(24), none: true }] },
      has: ({ views }, at) =>
        followed(views, [{ price: false }, {}, { price: true, times: 3, hours: 24, none: true }], at).length > 0,
    },
    {
      filter: { event, measure: { fn: 'count', op: 'lte', value: 1 }, then: [{ event }, { event }, { event }, { event }] },
      has: ({ views }, at) => followed(views, [{}, {}, {}, {}, {}], at).length <= 1,
    },
    {
      filter: {
        event,
        measure: { fn: 'last', op: 'within', value: { last: 40, unit: 'hour' } },
        then: [{ ...price, within: { up_to: 1, unit: 'week' } }],
      },
      has: ({ views }, at) => {
        const begun = followed(views, [{}, { price: true, hours: 168 }], at)
        return begun.length > 0 && inLastHours(Math.max(...begun.map((view) => view.at)), at, 40)
      },
    },
  ]
}

/** Mostly one person, often at the same moment, so that there is something to follow. */
const visits: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      what: fc.constant('view'),
      nth: fc.constantFrom(0, 0, 0, 1, 2),
      back: fc.integer({ min: 0, max: 48 }),
      price: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('merge'), nth: fc.constantFrom(0, 1), with: fc.constantFrom(1, 2) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('later'), hours: fc.integer({ min: 1, max: 30 }) }) },
)

const agree = async (name: string, asked: readonly Meant[], happenings: readonly Happening[]): Promise<void> => {
  const answers = await playPeople(scene, `${name} ${++story}`, asked, happenings)
  for (const [place, { meant, ...found }] of answers.entries())
    expect(found, JSON.stringify(asked[place]?.filter)).toEqual({
      preview: meant.length,
      list: meant,
      counted: meant.length,
      named: meant,
      live: meant,
      rebuilt: meant,
      report: meant,
    })
}

describe('whatever people do, and whenever it is asked', () => {
  it('preview, list, live and rebuilt segment and report have the same people, those that are meant', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 14 }), async (happenings) => {
        await agree('agree', meanings(Date.parse(scene.world.now())), happenings)
      }),
      { numRuns: 6, interruptAfterTimeLimit: 150_000 },
    )
  }, 240_000)
  it('the same holds of what followed what, of one moment too, and of what did not follow in time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(visits, { minLength: 4, maxLength: 16 }), (happenings) =>
        agree('follow', sequences(), happenings),
      ),
      { numRuns: 6, interruptAfterTimeLimit: 150_000 },
    )
  }, 240_000)
})
