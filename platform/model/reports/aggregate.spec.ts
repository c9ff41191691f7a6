import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemAccess } from '../access/access-context.ts'
import { aggregate } from './aggregate.ts'
import type { AggregateQuery } from './aggregate-query.ts'
import { loadAnalyticsAccess } from './analytics-access.ts'
import { acme, analytics, ann, ask, bob, boss, cem, filter, model, put, rep, tenant, fillFigures } from './figures.testing.ts'

beforeAll(fillFigures)
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
  it('says the first and the last moment on the tenant’s clock, where its buckets stand', async () => {
    const measures = (['min', 'max'] as const).map((fn) => ({ fn, field: 'ordered_at' }))
    expect(await ask({ object: 'commerce.order', measures })).toEqual([
      { 'min:ordered_at': '2026-02-01T08:00:00', 'max:ordered_at': '2026-03-01T01:00:00' },
    ])
    expect(await ask({ event: 'page.viewed', measures: [{ fn: 'max', field: 'occurred_at' }] })).toEqual([
      { 'max:occurred_at': '2026-03-02T08:00:00' },
    ])
  })
  it('puts names in the order of their sounds, those of references too', async () => {
    const by = async (field: string, object: string) =>
      (await ask({ object, group: [{ field }], measures: [{ fn: 'count' }], sort: [field] })).map((row) => row[field])
    expect(await by('name', 'customer.person')).toEqual(['安娜', 'Bob', 'Cem'])
    expect(await by('person', 'commerce.order')).toEqual([
      { id: ann, title: '安娜' },
      { id: bob, title: 'Bob' },
      { id: cem, title: 'Cem' },
    ])
  })
  it('asks of persons what they did, merged or not', async () => {
    const did = { event: 'page.viewed', measure: { fn: 'count', op: 'gte', value: 1 } } as const
    const asked = { object: 'customer.person', group: [{ field: 'name' }], measures: [{ fn: 'count' }] } as const
    expect(await ask({ ...asked, filter: did, sort: ['name'] })).toEqual([
      { name: '安娜', count: 1 },
      { name: 'Bob', count: 1 },
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
