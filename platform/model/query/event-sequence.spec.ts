import { decimal, defineEvent, defineModule, type EventFilter, type EventStep, type Filter, label } from '@lianke/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rebuildAnalytics, syncAnalyticsSchema } from '../../store/analytics/index.ts'
import { compileSql } from '../../store/db/compile.ts'
import type { Sql, Transaction } from '../../store/db/database.ts'
import { newId } from '../../store/db/new-id.ts'
import { refused } from '../../testing/refused.testing.ts'
import { type TestTenant, testTenant } from '../../testing/test-tenant.ts'
import { tinyShop } from '../../testing/tiny-shop.ts'
import { dueRecords, matchingRecords, relatedRecords } from '../engine/index.ts'
import { checkFilter } from './check-filter.ts'
import { openScope } from './compile-filter.ts'
import { compileFilter, personsOfFilter } from './index.ts'
import { systemAccess } from '../access/access-context.ts'

const now = '2026-11-20T04:00:00.000Z'
const hourMs = 3_600_000
const ago = (hours: number) => new Date(Date.parse(now) - hours * hourMs).toISOString()
/** What each did, in the order of telling: a page, and how many hours before now. */
const did: Readonly<Record<string, readonly (readonly [page: 'cart' | 'paid', hours: number])[]>> = {
  'paid after an hour': [
    ['cart', 30],
    ['paid', 29],
  ],
  'paid exactly a day after': [
    ['cart', 30],
    ['paid', 6],
  ],
  'paid a day and a little after': [
    ['cart', 30],
    ['paid', 5.99],
  ],
  'paid before': [
    ['paid', 31],
    ['cart', 30],
  ],
  'paid at that moment, told after': [
    ['cart', 30],
    ['paid', 30],
  ],
  'paid at that moment, told before': [
    ['paid', 30],
    ['cart', 30],
  ],
  'paid an hour ago': [
    ['cart', 2],
    ['paid', 1],
  ],
  'has a cart for a day to the moment': [['cart', 24]],
  'has a cart since an hour': [['cart', 1]],
  'came again and again': [
    ['cart', 60],
    ['paid', 59],
    ['cart', 50],
    ['cart', 40],
    ['paid', 39.5],
  ],
  'did nothing': [],
}
const page = (of: string): Pick<EventFilter, 'event' | 'where'> => ({
  event: 'page.viewed',
  where: { field: 'url', op: 'ends_with', value: `/${of}` },
})
const cart = page('cart')
const paid = (more: Omit<EventStep, 'event' | 'where'> = {}): EventStep => ({ ...page('paid'), ...more })
const day = { up_to: 1, unit: 'day' } as const

const counted = defineModule({
  name: 'counted',
  label: label('计', 'Counted'),
  events: [
    defineEvent({
      name: 'basket.filled',
      label: label('装篮', 'Filled'),
      from: ['house'],
      fields: { worth: decimal(label('价值', 'Worth')) },
    }),
  ],
})

let tenant: TestTenant
const names = new Map<string, string>()
beforeAll(async () => {
  tenant = await testTenant({ modules: [...tinyShop, counted] })
  const { platform, id } = tenant
  const model = await platform.model(id)
  await syncAnalyticsSchema(platform.analytics, model)
  await tenant.system(async (work) => {
    for (const [name, pages] of Object.entries(did)) {
      const { id: person } = await work.records.create('customer.person', { name })
      names.set(person, name)
      for (const [of, hours] of pages)
        await work.emit({ name: 'page.viewed', person, payload: { url: `https://x/${of}` }, occurred_at: ago(hours) })
      for (const [at, worth] of [61, 51, 45].entries())
        if (name === 'came again and again')
          await work.emit({
            name: 'basket.filled',
            person,
            payload: { worth: at === 2 ? undefined : worth },
            occurred_at: ago(worth),
          })
    }
  })
  await rebuildAnalytics({ ...platform, model, tenant: id })
})
afterAll(() => tenant?.close())

const context = { zone: 'Asia/Shanghai', me: null, team: [], teamAndBelow: [] }
/** Who is meant, by the question of a set, by that of each row, and by the analytics store; they are the same. */
const who = async (filter: Filter): Promise<string[]> => {
  const { platform, id } = tenant
  const model = await platform.model(id)
  const said = (ids: Iterable<string>) => [...ids].map((one) => names.get(one) ?? one).sort()
  const database = {
    query: <T>(statement: Parameters<typeof platform.database.query>[1]) => platform.database.query<T>(id, statement),
  }
  const inSet = await platform.database.transaction(id, (tx) =>
    matchingRecords(tx, { model, now, zone: context.zone }, 'customer.person', [...names.keys()], filter),
  )
  const scope = openScope(
    { model, access: systemAccess({ kind: 'system', id: 't' }), rules: [], filter: { ...context, now } },
    'customer.person',
    't',
  )
  const where = compileFilter(scope, checkFilter(filter))
  const byRow = await database.query<{ id: string }>(
    sql`select t.id from customer_person as t where t.deleted_at is null and ${where}`,
  )
  const asked = personsOfFilter({ model, filter: { ...context, now } }, checkFilter(filter))
  const stored = await platform.analytics.query<{ id: string }>(id, asked.sql, asked.params)
  expect(said(byRow.map((row) => row.id))).toEqual(said(inSet))
  expect(said(stored.map((row) => row.id))).toEqual(said(inSet))
  return said(inSet)
}

describe('what followed an event', () => {
  it('follows within a time to its last moment, and of one moment in the order in which it was told', async () => {
    expect(await who({ ...cart, then: [paid({ within: day })] })).toEqual(
      [
        'came again and again',
        'paid after an hour',
        'paid an hour ago',
        'paid at that moment, told after',
        'paid exactly a day after',
      ].sort(),
    )
    expect(await who({ ...cart, then: [paid()] })).toContain('paid a day and a little after')
  })
  it('did not follow once the time is over, not before', async () => {
    expect(await who({ ...cart, then: [paid({ within: day, none: true })] })).toEqual(
      ['paid a day and a little after', 'paid at that moment, told before', 'paid before'].sort(),
    )
    expect(await who({ ...cart, then: [paid({ none: true })] })).toEqual(
      [
        'has a cart for a day to the moment',
        'has a cart since an hour',
        'paid at that moment, told before',
        'paid before',
      ].sort(),
    )
  })
  it('is counted by its beginnings, and none of them is the opposite', async () => {
    const twice = { fn: 'count', op: 'gte', value: 3 } as const
    expect(await who({ ...cart, then: [paid()], measure: twice })).toEqual(['came again and again'])
    const never = await who({ ...cart, then: [paid({ within: day })], none: true })
    expect(never).toContain('did nothing')
    expect([...never, ...(await who({ ...cart, then: [paid({ within: day })] }))].sort()).toEqual([...names.values()].sort())
    const seldom = { fn: 'count', op: 'lt', value: 3 } as const
    expect(await who({ ...cart, then: [paid()], measure: seldom })).toEqual(
      [...names.values()].filter((name) => name !== 'came again and again').sort(),
    )
  })
  it('is counted against a number of any size', async () => {
    const [many, few] = (['gte', 'lte'] as const).map((op) => ({ fn: 'count' as const, op, value: 1e30 }))
    for (const then of [{}, { then: [paid()] }]) {
      expect(await who({ ...cart, ...then, ...(many && { measure: many }) })).toEqual([])
      expect(await who({ ...cart, ...then, ...(few && { measure: few }) })).toHaveLength(names.size)
    }
  })
  it('of part of a time is more than none and less than one', async () => {
    expect(await who({ ...cart, measure: { fn: 'count', op: 'gt', value: 2.5 } })).toEqual(['came again and again'])
    expect(await who({ ...cart, then: [paid()], measure: { fn: 'count', op: 'gt', value: 2.5 } })).toEqual([
      'came again and again',
    ])
  })
  it('may have to follow so often, or not so often, within the time', async () => {
    const often = (times: number, hours: number, none = false): EventStep => ({
      ...cart,
      times,
      within: { up_to: hours, unit: 'hour' },
      ...(none ? { none } : {}),
    })
    const again = 'came again and again'
    expect(await who({ ...cart, then: [often(2, 20)] })).toEqual([again])
    expect(await who({ ...cart, then: [often(2, 19)] })).toEqual([])
    expect(await who({ ...cart, then: [often(2, 20), paid({ within: { up_to: 1, unit: 'hour' } })] })).toEqual([again])
    expect(await who({ ...cart, then: [often(2, 20), paid({ within: { up_to: 29, unit: 'minute' } })] })).toEqual([])
    expect(await who({ ...cart, none: true, then: [often(2, 19, true)] })).not.toContain(again)
    expect(await who({ ...cart, measure: { fn: 'count', op: 'eq', value: 2 }, then: [often(2, 20, true)] })).toEqual([again])
  })
  it('is measured by its beginnings alone', async () => {
    const filled = { event: 'basket.filled', then: [{ ...cart, within: { up_to: 90, unit: 'minute' } }] } as const
    const measured = (fn: 'sum' | 'min' | 'max', value: number) =>
      who({ ...filled, measure: { fn, of: 'worth', op: 'eq', value } })
    expect(await measured('sum', 112)).toEqual(['came again and again'])
    expect(await measured('min', 51)).toEqual(['came again and again'])
    expect(await measured('max', 61)).toEqual(['came again and again'])
    expect(await measured('sum', 0)).toHaveLength(names.size - 1)
    const last = { fn: 'last', op: 'within', value: { from: ago(51), to: ago(50) } } as const
    expect(await who({ ...filled, measure: last })).toEqual(['came again and again'])
    expect(await who({ ...filled, measure: { ...last, value: { from: ago(50) } } })).toEqual([])
  })
  it('may be five steps, each measured from the one before', async () => {
    const steps = [cart, cart, paid()].map((step) => ({ ...step, within: { up_to: 20, unit: 'hour' } as const }))
    expect(await who({ ...cart, then: [paid(), ...steps] })).toEqual(['came again and again'])
    expect(
      await who({ ...cart, then: [paid(), ...steps.map((step) => ({ ...step, within: { up_to: 9, unit: 'hour' } as const }))] }),
    ).toEqual([])
  })
})

describe('steps that cannot be asked', () => {
  const refusal = (then: unknown) => refused((async () => checkFilter({ ...cart, then }))())
  it('are refused with the fault: too many, none, one behind what did not come, a time that is none', async () => {
    const many = await refusal(Array.from({ length: 5 }, () => paid()))
    expect(many).toMatchObject({ code: 'filter.step_count', params: { event: 'page.viewed', found: 6, min: 2, max: 5 } })
    expect(await refusal([])).toMatchObject({ code: 'filter.step_count', params: { found: 1 } })
    expect(await refusal([paid({ none: true }), paid()])).toMatchObject({ code: 'filter.none_is_last' })
    for (const within of [
      { up_to: 0, unit: 'day' },
      { up_to: 1.5, unit: 'day' },
      { up_to: 1, unit: 'month' },
      { up_to: 4000, unit: 'day' },
      'soon',
    ])
      expect(await refusal([{ ...paid(), within }])).toMatchObject({ code: 'filter.bad_step_time', params: { days: 3650 } })
    expect(await refusal([{ ...paid(), measure: { fn: 'count', op: 'gte', value: 2 } }])).toMatchObject({
      code: 'filter.malformed',
    })
    expect(await refusal([{ ...paid(), where: { field: 'url', op: 'is like' } }])).toMatchObject({
      code: 'filter.unknown_operator',
    })
  })
  it('are counted by whole numbers', async () => {
    for (const times of [0, 1.5, 101, '2'])
      expect(await refusal([{ ...paid(), times }])).toMatchObject({ code: 'filter.bad_step_count', params: { max: 100 } })
  })
  it('of an event or a property that there is not are refused by the store that would be asked', async () => {
    expect(await refused(who({ ...cart, then: [{ event: 'page.eaten' }] }))).toMatchObject({ code: 'filter.unknown_event' })
    const where: Filter = { field: 'taste', op: 'eq', value: 'sweet' }
    expect(await refused(who({ ...cart, then: [{ event: 'page.viewed', where }] }))).toMatchObject({
      code: 'filter.unknown_field',
    })
  })
})

/** A connection that keeps the plan of each statement that is asked through it. */
const watchedBy = (plans: string[], tx: Transaction): Transaction =>
  Object.create(tx, {
    query: {
      value: async (statement: Sql) => {
        const { text, values } = compileSql(statement)
        const lines = await tx.query<{ 'QUERY PLAN': string }>({ text: `explain (analyze, timing off) ${text}`, values })
        plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'))
        return tx.query({ text, values })
      },
    },
  })
/** How often a part of the ledger was looked into, at most. */
const lookedInto = (plan: string): number =>
  Math.max(0, ...[...plan.matchAll(/ on fact_\S+ .*loops=(\d+)/g)].map(([, loops]) => Number(loops)))
const askedAgain = /(?<!hashed )SubPlan \d+\)/

describe('the question of a set', () => {
  it('is one statement for a thousand, which asks nothing again for each of them', async () => {
    const { platform, id } = tenant
    const model = await platform.model(id)
    const filter: Filter = {
      or: [
        { ...cart, measure: { fn: 'count', op: 'lt', value: 2 } },
        { ...cart, then: [paid({ within: day })] },
        { not: { ...page('paid'), measure: { fn: 'first', op: 'within', value: { last: 3, unit: 'day' } } } },
      ],
    }
    const many = [...names.keys(), ...Array.from({ length: 1500 }, () => newId())]
    const plans: string[] = []
    const found = await platform.database.transaction(id, (tx) =>
      matchingRecords(watchedBy(plans, tx), { model, now, zone: context.zone }, 'customer.person', many, filter),
    )
    expect(found.size).toBe(names.size)
    expect(plans).toHaveLength(2)
    for (const plan of plans) expect(plan).not.toMatch(askedAgain)
  })
  it.each<[string, Filter]>([
    ['that they did something', cart],
    ['how often', { ...cart, measure: { fn: 'count', op: 'gte', value: 1 } }],
    ['what followed', { ...cart, then: [paid()] }],
  ])('looks into the ledger once for each of them: %s', async (_what, filter) => {
    const { platform, id } = tenant
    const model = await platform.model(id)
    const plans: string[] = []
    await platform.database.transaction(id, (tx) =>
      matchingRecords(watchedBy(plans, tx), { model, now, zone: context.zone }, 'customer.person', [...names.keys()], filter),
    )
    expect(plans.map(lookedInto).every((times) => times > 0 && times <= names.size)).toBe(true)
  })
  it('is one of all to whom a loop may lead, by a field or of the whole company', async () => {
    const { platform, id } = tenant
    const model = await platform.model(id)
    const filter: Filter = {
      and: [
        { field: 'name', op: 'starts_with', value: 'paid' },
        { ...cart, then: [paid({ within: day })] },
      ],
    }
    const plans: string[] = []
    const found = await platform.database.transaction(id, (tx) =>
      relatedRecords(
        watchedBy(plans, tx),
        { model, now, zone: context.zone },
        { object: 'customer.person', via: null, of: [], filter, limit: 3 },
      ),
    )
    const said = (found.get('') ?? []).map((one) => names.get(one) ?? one)
    expect(said).toHaveLength(3)
    expect(await who(filter)).toEqual(expect.arrayContaining(said))
    expect(plans).toHaveLength(1)
    for (const plan of plans) expect(plan).not.toMatch(askedAgain)
  })
  it('is one for each set that a clock goes through, of those alone whom all else lets in', async () => {
    const { platform, id } = tenant
    const model = await platform.model(id)
    const filter: Filter = {
      and: [
        { field: 'name', op: 'starts_with', value: 'paid' },
        { ...cart, then: [paid({ within: day })] },
      ],
    }
    const plans: string[] = []
    const found: string[] = []
    await platform.database.transaction(id, async (tx) => {
      for (let after: string | null = null, more = true; more; more = after !== null) {
        const due = { object: 'customer.person', filter, after, limit: 4 }
        const { records, last } = await dueRecords(watchedBy(plans, tx), { model, now, zone: context.zone }, due)
        found.push(...records.map((one) => names.get(one.id) ?? one.id))
        after = last
      }
    })
    expect(found.sort()).toEqual([
      'paid after an hour',
      'paid an hour ago',
      'paid at that moment, told after',
      'paid exactly a day after',
    ])
    expect(plans).toHaveLength(4)
    for (const plan of plans) expect(plan).not.toMatch(askedAgain)
  })
})
