import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FilterContext } from '../field-types/index.ts'
import type { Analytics } from '../../store/analytics/analytics.ts'
import { eventRow, mirrorRow } from '../../store/analytics/analytics-rows.ts'
import { openAnalytics } from '../../store/analytics/open-analytics.ts'
import { sampleModel } from '../../store/analytics/sample-model.testing.ts'
import { syncAnalyticsSchema } from '../../store/analytics/sync-analytics-schema.ts'
import { systemAccess } from '../access/access-context.ts'
import { testUrls } from '../../testing/index.ts'
import { aggregate } from './aggregate.ts'
import type { AggregateQuery } from './aggregate-query.ts'
import { loadAnalyticsAccess } from './analytics-access.ts'

const model = sampleModel()
const filter: FilterContext = { now: '2026-03-10T04:00:00.000Z', zone: 'Asia/Shanghai', me: null, team: [], teamAndBelow: [] }
const tenant = `ag${Date.now()}`
let analytics: Analytics
const [ann, bob, cem, dot] = [v7(), v7(), v7(), v7()] as [string, string, string, string]
const [acme, boss, rep] = [v7(), v7(), v7()] as [string, string, string]

const put = (object: string, rows: Record<string, unknown>[]) => {
  const found = model.objects.get(object)
  if (!found) throw new Error(object)
  return analytics.insert(
    found.table,
    rows.map((row) =>
      mirrorRow(tenant, found, {
        created_at: '2026-01-01T00:00:00.000Z',
        updated_at: '2026-01-01T00:00:00.000Z',
        version: 1,
        deleted_at: null,
        id: v7(),
        ...row,
      }),
    ),
    '',
  )
}
const cny = (amount: string) => ({ total: amount, total_currency: 'CNY', total_base: amount })
const viewed = (person: string, occurred_at: string, seconds: number) =>
  eventRow(tenant, {
    id: v7(),
    seq: '1',
    name: 'page.viewed',
    object: null,
    record: null,
    person,
    payload: { url: 'https://a', seconds, kind: 'x' },
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
const ask = async (query: AggregateQuery, access?: Awaited<ReturnType<typeof loadAnalyticsAccess>>) =>
  (await aggregate({ analytics, tenant, model, filter, ...(access ? { access } : {}) }, query)).data

beforeAll(async () => {
  analytics = openAnalytics({ url: testUrls().clickhouseUrl })
  await syncAnalyticsSchema(analytics, model)
  await put('organisation.staff', [
    { id: boss, name: '老板' },
    { id: rep, name: '小王' },
  ])
  await put('customer.account', [{ id: acme, name: 'Acme', keeper: boss }])
  await put('customer.person', [
    { id: ann, name: '安娜', stage: 'customer', tags: ['vip', 'old'], account: acme, owner: boss, c_size: '2' },
    { id: bob, name: 'Bob', stage: 'potential', tags: ['old'], owner: rep, c_size: '1.5' },
    { id: cem, name: 'Cem', stage: 'potential', birthday: '1990-02-28' },
    { id: dot, name: 'Gone', stage: 'customer', merged_into: ann },
  ])
  await put('customer.relation', [{ person: cem, staff: rep, state: 'a' }])
  await put('commerce.order', [
    { person: ann, status: 'paid', ...cny('10.2500'), ordered_at: '2026-02-28T17:00:00.000Z' },
    { person: ann, status: 'paid', ...cny('30.0000'), ordered_at: '2026-02-01T00:00:00.000Z' },
    { person: bob, status: 'open', ...cny('5.0000'), ordered_at: '2026-02-28T15:59:59.000Z' },
    { person: cem, status: 'paid', ...cny('1.0000'), ordered_at: null },
  ])
  await analytics.insert(
    'event',
    [
      viewed(ann, '2026-03-01T00:00:00.000Z', 5),
      viewed(dot, '2026-03-01T01:00:00.000Z', 2),
      viewed(bob, '2026-03-02T00:00:00.000Z', 1.5),
    ],
    tenant,
  )
  await analytics.insert('person_merge', [{ tenant_id: tenant, gone: dot, kept: ann, version: 1, is_deleted: 0 }], '')
})
afterAll(() => analytics.close())

describe('a question to the figures', () => {
  it('counts and sums by a select', async () => {
    expect(
      await ask({
        object: 'commerce.order',
        group: [{ field: 'status' }],
        measures: [
          { fn: 'count' },
          { fn: 'sum', field: 'total' },
          { fn: 'avg', field: 'total' },
          { fn: 'count_distinct', field: 'person' },
        ],
      }),
    ).toEqual([
      { status: 'paid', count: 3, 'sum:total': '41.25', 'avg:total': '13.75', 'count_distinct:person': 2 },
      { status: 'open', count: 1, 'sum:total': '5', 'avg:total': '5', 'count_distinct:person': 1 },
    ])
  })
  it('puts moments into the months of the tenant’s zone', async () => {
    expect(
      await ask({
        object: 'commerce.order',
        group: [{ field: 'ordered_at', bucket: 'month' }],
        measures: [{ fn: 'count' }],
        filter: { field: 'ordered_at', op: 'not_empty' },
      }),
    ).toEqual([
      { 'ordered_at:month': '2026-02-01', count: 2 },
      { 'ordered_at:month': '2026-03-01', count: 1 },
    ])
  })
  it('groups along paths and names references', async () => {
    expect(
      await ask({ object: 'commerce.order', group: [{ field: 'person.stage' }], measures: [{ fn: 'sum', field: 'total' }] }),
    ).toEqual([
      { 'person.stage': 'customer', 'sum:total': '40.25' },
      { 'person.stage': 'potential', 'sum:total': '6' },
    ])
    expect(await ask({ object: 'customer.person', group: [{ field: 'account' }], measures: [{ fn: 'count' }] })).toEqual([
      { account: null, count: 2 },
      { account: { id: acme, title: 'Acme' }, count: 1 },
    ])
    expect(
      await ask({ object: 'commerce.order', group: [{ field: 'person.account.keeper' }], measures: [{ fn: 'count' }] }),
    ).toEqual([
      { 'person.account.keeper': { id: boss, title: '老板' }, count: 2 },
      { 'person.account.keeper': null, count: 2 },
    ])
  })
  it('counts a record under each of its tags, and under none', async () => {
    expect(
      await ask({ object: 'customer.person', group: [{ field: 'tags' }], measures: [{ fn: 'count' }], sort: ['-count', 'tags'] }),
    ).toEqual([
      { tags: 'old', count: 2 },
      { tags: 'vip', count: 1 },
      { tags: null, count: 1 },
    ])
  })
  it('measures an administrator’s own field', async () => {
    expect(
      await ask({
        object: 'customer.person',
        measures: [
          { fn: 'sum', field: 'c_size' },
          { fn: 'max', field: 'birthday' },
        ],
      }),
    ).toEqual([{ 'sum:c_size': '3.5', 'max:birthday': '1990-02-28' }])
  })
  it('counts events by person, day and what is known of the person, merged ones together', async () => {
    expect(
      await ask({
        event: 'page.viewed',
        group: [{ field: 'person' }],
        measures: [{ fn: 'count' }, { fn: 'sum', field: 'seconds' }],
      }),
    ).toEqual([
      { person: { id: ann, title: '安娜' }, count: 2, 'sum:seconds': '7' },
      { person: { id: bob, title: 'Bob' }, count: 1, 'sum:seconds': '1.5' },
    ])
    expect(
      await ask({
        event: 'page.viewed',
        group: [{ field: 'occurred_at', bucket: 'day' }, { field: 'person.stage' }],
        measures: [{ fn: 'count_distinct', field: 'person' }],
        filter: { field: 'person.stage', op: 'eq', value: 'customer' },
      }),
    ).toEqual([{ 'occurred_at:day': '2026-03-01', 'person.stage': 'customer', 'count_distinct:person': 1 }])
  })
  it('shows only what the caller may see, along relations, inheritance and paths', async () => {
    const access = {
      ...systemAccess({ kind: 'user', id: rep }),
      system: false,
      me: rep,
      team: [rep],
      teamAndBelow: [rep],
      rights: new Set<string>(),
      object: (name: string) => ({
        read: name === 'organisation.staff' || name === 'customer.account' ? ('none' as const) : ('own' as const),
        update: 'own' as const,
        delete: 'own' as const,
        create: true,
      }),
    }
    const seen = await loadAnalyticsAccess({
      database: null as never,
      tenant,
      model,
      access,
      rules: [
        {
          id: v7(),
          name: null,
          object: 'commerce.order',
          filter: { field: 'status', op: 'eq', value: 'nothing' },
          principals: [rep],
          level: 'read',
        },
      ],
    })
    expect(
      await ask({ object: 'customer.person', group: [{ field: 'name' }], measures: [{ fn: 'count' }], sort: ['name'] }, seen),
    ).toEqual([
      { name: 'Bob', count: 1 },
      { name: 'Cem', count: 1 },
    ])
    expect(await ask({ object: 'commerce.order', measures: [{ fn: 'sum', field: 'total' }] }, seen)).toEqual([
      { 'sum:total': '6' },
    ])
    expect(await ask({ event: 'page.viewed', measures: [{ fn: 'count' }] }, seen)).toEqual([{ count: 1 }])
    expect(
      await ask(
        {
          object: 'customer.person',
          measures: [{ fn: 'count' }],
          filter: { child: 'commerce.order', via: 'person', where: { field: 'status', op: 'eq', value: 'paid' } },
        },
        seen,
      ),
    ).toEqual([{ count: 1 }])
    await expect(ask({ object: 'customer.account', measures: [{ fn: 'count' }] }, seen)).rejects.toMatchObject({
      code: 'access.denied',
    })
  })
  it.each([
    [{ measures: [{ fn: 'count' }] }, 'report.object_or_event'],
    [{ object: 'customer.person', measures: [] }, 'report.measures_out_of_range'],
    [{ object: 'customer.person', measures: [{ fn: 'sum' }] }, 'report.measure_needs_field'],
    [{ object: 'customer.person', measures: [{ fn: 'sum', field: 'name' }] }, 'report.field_not_for_this'],
    [{ object: 'nobody.knows', measures: [{ fn: 'count' }] }, 'object.unknown'],
    [{ object: 'customer.person', group: [{ field: 'nmae' }], measures: [{ fn: 'count' }] }, 'filter.unknown_field'],
    [{ object: 'customer.person', measures: [{ fn: 'count' }], limit: 1e9 }, 'report.limit_out_of_range'],
    [{ object: 'customer.person', measures: [{ fn: 'count' }], sort: ['x; drop table event'] }, 'report.unknown_sort'],
  ] as [AggregateQuery, string][])('refuses %j as %s', async (query, code) => {
    await expect(ask(query)).rejects.toMatchObject({ code })
  })
})

describe('amounts that nobody knows the worth of', () => {
  it('are left out of sums, and counted as that: each once, by the measure, of the rows that were asked for', async () => {
    const usd = (base: string | null) => ({ total: '9.0000', total_currency: 'USD', total_base: base })
    await put('commerce.order', [
      { person: ann, status: 'abroad', ...usd(null) },
      { person: ann, status: 'abroad', ...usd(null) },
      { person: bob, status: 'abroad', ...usd('63.0000') },
      { person: bob, status: 'abroad', total: null },
    ])
    const abroad = { field: 'status', op: 'eq', value: 'abroad' } as const
    const asked = (more: Partial<AggregateQuery>) =>
      aggregate(
        { analytics, tenant, model, filter },
        {
          object: 'commerce.order',
          filter: abroad,
          measures: [{ fn: 'count' }, { fn: 'sum', field: 'total' }, { fn: 'max', field: 'total' }],
          ...more,
        },
      )
    expect(await asked({})).toMatchObject({
      data: [{ count: 4, 'sum:total': '63' }],
      left_out: { 'sum:total': 2, 'max:total': 2 },
    })
    expect((await asked({ group: [{ field: 'person' }] })).data).toEqual([
      {
        person: { id: ann, title: '安娜' },
        count: 2,
        'sum:total': null,
        'max:total': null,
        left_out: { 'sum:total': 2, 'max:total': 2 },
      },
      { person: { id: bob, title: 'Bob' }, count: 2, 'sum:total': '63', 'max:total': '63' },
    ])
    // A person of two tags stands in two groups; what is left out is left out once.
    expect((await asked({ group: [{ field: 'person.tags' }], limit: 1 })).left_out).toEqual({ 'sum:total': 2, 'max:total': 2 })
    expect((await asked({ filter: { and: [abroad, { field: 'person', op: 'eq', value: bob }] } })).left_out).toEqual({})
  })
})
