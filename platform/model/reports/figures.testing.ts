import { v7 } from 'uuid'
import type { FilterContext } from '../field-types/index.ts'
import type { Analytics } from '../../store/analytics/analytics.ts'
import { eventRow } from '../../store/analytics/analytics-rows.ts'
import { openAnalytics } from '../../store/analytics/open-analytics.ts'
import { sampleModel } from '../../store/analytics/sample-model.testing.ts'
import { syncAnalyticsSchema } from '../../store/analytics/sync-analytics-schema.ts'
import { testUrls } from '../../testing/index.ts'
import { aggregate } from './aggregate.ts'
import type { AggregateQuery } from './aggregate-query.ts'
import type { loadAnalyticsAccess } from './analytics-access.ts'
import { mirroredRows } from '../query/mirrored-rows.testing.ts'

export const model = sampleModel()
export const filter: FilterContext = {
  now: '2026-03-10T04:00:00.000Z',
  zone: 'Asia/Shanghai',
  me: null,
  team: [],
  teamAndBelow: [],
}
export const tenant = `ag${Date.now()}`
export const analytics: Analytics = openAnalytics({ url: testUrls().clickhouseUrl })
export const [ann, bob, cem, dot] = [v7(), v7(), v7(), v7()] as [string, string, string, string]
export const [acme, boss, rep] = [v7(), v7(), v7()] as [string, string, string]

export const put = mirroredRows(() => analytics, tenant, model)
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
export const ask = async (query: AggregateQuery, access?: Awaited<ReturnType<typeof loadAnalyticsAccess>>) =>
  (await aggregate({ analytics, tenant, model, filter, ...(access ? { access } : {}) }, query)).data

/** People, their orders and what they looked at, in the analytics store. */
export const fillFigures = async (): Promise<void> => {
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
}
