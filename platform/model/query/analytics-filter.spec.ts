import type { Filter } from '@lianke/kernel'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FilterContext } from '../field-types/index.ts'
import { testUrls } from '../../testing/index.ts'
import { countOfFilter, personsOfFilter } from './compile-analytics-filter.ts'
import type { Analytics } from '../../store/analytics/analytics.ts'
import { eventRow } from '../../store/analytics/analytics-rows.ts'
import { openAnalytics } from '../../store/analytics/open-analytics.ts'
import { sampleModel } from '../../store/analytics/sample-model.testing.ts'
import { syncAnalyticsSchema } from '../../store/analytics/sync-analytics-schema.ts'
import { mirroredRows } from './mirrored-rows.testing.ts'

const model = sampleModel()
const filter: FilterContext = { now: '2026-03-10T04:00:00.000Z', zone: 'Asia/Shanghai', me: null, team: [], teamAndBelow: [] }
const tenant = `lf${Date.now()}`
let analytics: Analytics
const [ann, bob, cem, dot] = [v7(), v7(), v7(), v7()] as [string, string, string, string]
const names = new Map([
  [ann, 'ann'],
  [bob, 'bob'],
  [cem, 'cem'],
  [dot, 'dot'],
])
const [acme, globex, boss] = [v7(), v7(), v7()] as [string, string, string]

const put = mirroredRows(() => analytics, tenant, model)
const event = (name: string, person: string, occurred_at: string, payload: Record<string, unknown>) =>
  eventRow(tenant, {
    id: v7(),
    seq: '1',
    name,
    object: null,
    record: null,
    person,
    payload,
    before: null,
    after: null,
    actor_kind: 'system',
    source: 'house',
    actor: 't',
    cause: null,
    hops: 0,
    occurred_at,
    recorded_at: occurred_at,
  })
const who = async (tree: Filter, persons?: string[]): Promise<string[]> => {
  const { sql, params } = personsOfFilter({ model, filter, ...(persons ? { persons } : {}) }, tree)
  const rows = await analytics.query<{ id: string }>(tenant, sql, params)
  const counted = countOfFilter({ model, filter, ...(persons ? { persons } : {}) }, tree)
  const [{ count }] = (await analytics.query<{ count: number }>(tenant, counted.sql, counted.params)) as [{ count: number }]
  expect(count).toBe(rows.length)
  return rows.map(({ id }) => names.get(id) ?? id).sort()
}

beforeAll(async () => {
  analytics = openAnalytics({ url: testUrls().clickhouseUrl })
  await syncAnalyticsSchema(analytics, model)
  await syncAnalyticsSchema(analytics, model)
  await put('organisation.staff', [{ id: boss, name: 'Boss' }])
  await put('customer.account', [
    { id: acme, name: 'Acme', industry: 'steel', keeper: boss },
    { id: globex, name: 'Globex', industry: null, parent: acme },
  ])
  await put('customer.person', [
    {
      id: ann,
      name: '安娜',
      stage: 'customer',
      tags: ['vip', 'old'],
      birthday: '1990-03-05',
      spent: '100.0000',
      spent_currency: 'USD',
      spent_base: '720.0000',
      account: acme,
      score: '4.50',
      c_size: '1.5',
      c_nick: "O'Hara \\ 2026-01-02",
      c_met: '2026-03-09T16:30:00.000Z',
      c_likes: ['tea'],
    },
    {
      id: bob,
      name: 'Bob_1',
      stage: 'potential',
      tags: ['old'],
      account: globex,
      vip: true,
      first_seen_at: '2026-03-09T15:59:59.999Z',
    },
    { id: cem, name: 'Cem%', account: null, first_seen_at: '2026-03-09T16:00:00.000Z', watched: [acme] },
    { id: dot, name: 'Gone', merged_into: ann },
  ])
  await put('customer.person', [
    { id: v7(), name: 'Deleted', stage: 'customer', deleted_at: '2026-01-05T00:00:00.000Z', version: 2 },
  ])
  await put('commerce.order', [
    {
      person: ann,
      status: 'paid',
      total: '10.0000',
      total_currency: 'CNY',
      total_base: '10.0000',
      ordered_at: '2026-03-01T00:00:00.000Z',
      kinds: ['a'],
    },
    {
      person: ann,
      status: 'paid',
      total: '30.0000',
      total_currency: 'CNY',
      total_base: '30.0000',
      ordered_at: '2026-02-01T00:00:00.000Z',
      kinds: ['a', 'b'],
    },
    { person: bob, status: 'open', total: '5.0000', total_currency: 'CNY', total_base: '5.0000' },
  ])
  await analytics.insert(
    'event',
    [
      event('page.viewed', ann, '2026-03-09T10:00:00.000Z', { url: 'https://a/price', seconds: 5, kind: 'x' }),
      event('page.viewed', ann, '2026-03-01T10:00:00.000Z', { url: 'https://a/home', seconds: 2.5 }),
      event('page.viewed', bob, '2026-03-10T01:00:00.000Z', { url: 'https://a/home' }),
      event('page.viewed', dot, '2026-03-08T01:00:00.000Z', { url: 'https://a/price', seconds: '7' }),
      event('order.paid', bob, '2026-03-10T01:00:00.000Z', { amount: { amount: '12.50', currency: 'CNY' } }),
    ],
    tenant,
  )
  await analytics.insert('person_merge', [{ tenant_id: tenant, gone: dot, kept: ann, version: 1, is_deleted: 0 }], '')
  await analytics.insert(
    'segment_member',
    [
      { tenant_id: tenant, segment: acme, person: bob, version: 1, is_deleted: 0 },
      { tenant_id: tenant, segment: acme, person: cem, version: 2, is_deleted: 0 },
      { tenant_id: tenant, segment: acme, person: cem, version: 3, is_deleted: 1 },
    ],
    '',
  )
  await analytics.insert('customer_person', [{ tenant_id: 'other', id: v7(), version: 1, is_deleted: 0, name: '安娜' }], '')
})
afterAll(() => analytics.close())

describe('a filter tree over the analytics store', () => {
  const cases: [string, Filter, string[]][] = [
    ['everybody who is not deleted, merged, or another tenant’s', { and: [] }, ['ann', 'bob', 'cem']],
    ['text by its parts, wildcards being themselves', { field: 'name', op: 'contains', value: 'b_1' }, ['bob']],
    ['percent as a letter', { field: 'name', op: 'contains', value: '%' }, ['cem']],
    ['not equal takes in the empty', { field: 'stage', op: 'ne', value: 'customer' }, ['bob', 'cem']],
    ['not of an unknown is true', { not: { field: 'stage', op: 'eq', value: 'customer' } }, ['bob', 'cem']],
    ['tags all, none', { and: [{ field: 'tags', op: 'all_of', value: ['old', 'vip'] }] }, ['ann']],
    ['tags none of', { field: 'tags', op: 'none_of', value: ['vip'] }, ['bob', 'cem']],
    ['money in the tenant’s currency', { field: 'spent', op: 'gte', value: '700' }, ['ann']],
    ['money in one currency', { field: 'spent', op: 'eq', value: { amount: '100', currency: 'USD' } }, ['ann']],
    ['a day of the tenant’s zone', { field: 'first_seen_at', op: 'eq', value: '2026-03-10' }, ['cem']],
    ['a relative date', { field: 'first_seen_at', op: 'within', value: { previous: 'day' } }, ['bob']],
    ['a boolean', { field: 'vip', op: 'eq', value: true }, ['bob']],
    ['a custom number', { field: 'c_size', op: 'between', value: ['1', '2'] }, ['ann']],
    [
      'a custom text with quotes and what looks like a date',
      { field: 'c_nick', op: 'eq', value: "O'Hara \\ 2026-01-02" },
      ['ann'],
    ],
    ['an empty custom field', { field: 'c_nick', op: 'empty' }, ['bob', 'cem']],
    ['a custom moment', { field: 'c_met', op: 'within', value: { this: 'day' } }, ['ann']],
    ['a custom set', { field: 'c_likes', op: 'any_of', value: ['tea'] }, ['ann']],
    ['a path', { field: 'account.name', op: 'eq', value: 'Acme' }, ['ann']],
    ['a path of two hops', { field: 'account.parent.name', op: 'eq', value: 'Acme' }, ['bob']],
    ['a path to a user', { field: 'account.keeper.name', op: 'eq', value: 'Boss' }, ['ann']],
    [
      'emptiness at the end of a path, also of a path that leads nowhere',
      { field: 'account.industry', op: 'empty' },
      ['bob', 'cem'],
    ],
    ['difference at the end of a path', { field: 'account.name', op: 'ne', value: 'Acme' }, ['bob', 'cem']],
    ['a path through a set of references', { field: 'watched.name', op: 'eq', value: 'Acme' }, ['cem']],
    ['a child', { child: 'commerce.order', via: 'person' }, ['ann', 'bob']],
    [
      'a child with a condition',
      { child: 'commerce.order', via: 'person', where: { field: 'status', op: 'eq', value: 'paid' } },
      ['ann'],
    ],
    ['no child', { child: 'commerce.order', via: 'person', none: true }, ['cem']],
    ['children counted', { child: 'commerce.order', via: 'person', measure: { fn: 'count', op: 'gte', value: 2 } }, ['ann']],
    [
      'few children, or none',
      { child: 'commerce.order', via: 'person', measure: { fn: 'count', op: 'lt', value: 2 } },
      ['bob', 'cem'],
    ],
    [
      'children summed',
      { child: 'commerce.order', via: 'person', measure: { fn: 'sum', of: 'total', op: 'gt', value: 39.5 } },
      ['ann'],
    ],
    ['an event', { event: 'page.viewed', where: { field: 'url', op: 'contains', value: 'price' } }, ['ann']],
    [
      'an event counted with those of a merged person',
      { event: 'page.viewed', measure: { fn: 'count', op: 'eq', value: 3 } },
      ['ann'],
    ],
    ['an event never', { event: 'page.viewed', none: true }, ['cem']],
    ['an event at most once, or never', { event: 'page.viewed', measure: { fn: 'count', op: 'lte', value: 1 } }, ['bob', 'cem']],
    ['an event within days', { event: 'page.viewed', within: { last: 1, unit: 'day' } }, ['bob']],
    [
      'an event between moments',
      { event: 'page.viewed', within: { from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' } },
      ['ann'],
    ],
    [
      'an event’s sum, numbers also as text',
      { event: 'page.viewed', measure: { fn: 'sum', of: 'seconds', op: 'eq', value: 14.5 } },
      ['ann'],
    ],
    ['an event’s first time', { event: 'page.viewed', measure: { fn: 'first', op: 'within', value: { this: 'day' } } }, ['bob']],
    ['an event’s money', { event: 'order.paid', measure: { fn: 'sum', of: 'amount', op: 'eq', value: 12.5 } }, ['bob']],
    ['an event’s select', { event: 'page.viewed', where: { field: 'kind', op: 'eq', value: 'x' } }, ['ann']],
    ['membership of another segment', { segment: acme }, ['bob']],
    ['no membership', { segment: acme, member: false }, ['ann', 'cem']],
    ['alternatives', { or: [{ field: 'name', op: 'eq', value: '安娜' }, { segment: acme }] }, ['ann', 'bob']],
  ]
  it.each(cases)('finds %s', async (_, tree, expected) => expect(await who(tree)).toEqual(expected))

  it('asks the same of a few persons only', async () => {
    expect(await who({ child: 'commerce.order', via: 'person', none: true }, [bob, cem])).toEqual(['cem'])
    expect(await who({ event: 'page.viewed', measure: { fn: 'count', op: 'gte', value: 3 } }, [ann])).toEqual(['ann'])
    expect(await who({ event: 'page.viewed' }, Array.from({ length: 5000 }, () => v7()).concat(bob))).toEqual(['bob'])
  })

  it('asks of few persons what others did who point to them', async () => {
    const fay = v7()
    await put('customer.person', [{ id: fay, name: 'Fay', merged_into: cem }])
    await analytics.insert(
      'event',
      [event('page.viewed', fay, '2026-03-08T02:00:00.000Z', { url: 'https://a/home' })],
      `${tenant}:fay`,
    )
    const tree: Filter = { child: 'customer.person', via: 'merged_into', where: { event: 'page.viewed' } }
    expect(await who(tree, [cem, bob])).toEqual(['cem'])
  })

  it.each([
    [{ field: 'nmae', op: 'eq', value: 'x' }, 'filter.unknown_field'],
    [{ field: 'name.x', op: 'eq', value: 'x' }, 'filter.not_a_path'],
    [{ field: 'vip', op: 'contains', value: 'x' }, 'filter.operator_not_for_type'],
    [{ child: 'commerce.order', via: 'number' }, 'filter.unknown_child'],
    [{ event: 'no.such' }, 'filter.unknown_event'],
    [{ event: 'page.viewed', measure: { fn: 'sum', op: 'gte', value: 1 } }, 'filter.measure_needs_field'],
    [{ segment: 'x' }, 'filter.bad_value'],
    [{ field: 'name', op: 'eq', value: "' or 1=1 --\0" }, 'filter.bad_value'],
  ] as [Filter, string][])('refuses %j as %s', async (tree, code) => {
    expect(() => personsOfFilter({ model, filter }, tree)).toThrow(expect.objectContaining({ code }))
  })
})

describe('a record behind a reference that is deleted', () => {
  it('counts as absent, as it does in lists', async () => {
    const [gone, eve] = [v7(), v7()]
    await put('customer.account', [
      { id: gone, name: 'Glass', industry: 'glass', deleted_at: '2026-01-05T00:00:00.000Z', version: 2 },
    ])
    await put('customer.person', [{ id: eve, name: 'Eve', account: gone }])
    expect(await who({ field: 'account.industry', op: 'eq', value: 'glass' })).toEqual([])
    const without: Filter = {
      and: [
        { field: 'name', op: 'eq', value: 'Eve' },
        { field: 'account.industry', op: 'empty' },
      ],
    }
    expect(await who(without)).toEqual([eve])
  })
})
