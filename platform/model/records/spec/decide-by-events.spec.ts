import type { Actor, Filter, ListQuery } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rebuildAnalytics, syncAnalyticsSchema } from '../../../store/analytics/index.ts'
import { scoped, type TestTenant, testTenant } from '../../../testing/test-tenant.ts'
import { tinyShop } from '../../../testing/tiny-shop.ts'
import { systemAccess } from '../../access/access-context.ts'
import { openReads } from '../open-records.ts'

/** In the order of their sounds; every third of them looked at nothing. */
const names = ['阿明', '陈七', '李四', '欧阳锋', '王五', '吴用', '杨过', '张三', '张三丰', 'alice', 'Alice', 'bob', 'Bob']
const looked = names.filter((_, at) => at % 3 !== 2)
/** Two of them looked, the third did not. */
const ofClerk = ['阿明', '李四', 'Bob']
const filter: Filter = { event: 'page.viewed', within: { last: 2, unit: 'hour' } }

let tenant: TestTenant
let clerk: Actor
beforeAll(async () => {
  tenant = await testTenant({ modules: tinyShop })
  const { platform, id } = tenant
  const model = await platform.model(id)
  await syncAnalyticsSchema(platform.analytics, model)
  clerk = await tenant.staff({ name: 'Clerk', objects: { 'customer.person': scoped('own') } })
  await tenant.system(async (work) => {
    for (const name of names.toReversed()) {
      const owner = ofClerk.includes(name) ? clerk.id : null
      const { id: person } = await work.records.create('customer.person', { name, owner })
      if (looked.includes(name)) await work.emit({ name: 'page.viewed', person, payload: { url: 'https://x' } })
    }
  })
  await rebuildAnalytics({ ...platform, model, tenant: id })
})
afterAll(() => tenant?.close())

/** Reads where no more than a few records are handed over at once. */
const readsOf = async (sizes?: { amongMax: number; walkFirst: number }) => {
  const { platform, id } = tenant
  const now = new Date(Date.now() + 60_000).toISOString()
  return openReads(
    {
      model: await platform.model(id),
      access: systemAccess({ kind: 'system', id: 'test' }),
      rules: [],
      filter: { now, zone: 'Asia/Shanghai', me: null, team: [], teamAndBelow: [] },
      cursors: platform.secrets.cursors(id),
      stores: {
        analytics: platform.analytics,
        tenant: id,
        query: (statement) => platform.database.query(id, statement),
        ...(sizes ? { sizes } : {}),
      },
    },
    (statement) => platform.database.query(id, statement),
    true,
  )
}
const pagesOf = async (query: ListQuery, sizes?: { amongMax: number; walkFirst: number }) => {
  const { list } = await readsOf(sizes)
  const pages: unknown[][] = []
  let cursor: string | null = null
  do {
    const page = await list('customer.person', { fields: ['name'], ...query, cursor })
    pages.push(page.data.map(({ name }) => name))
    cursor = page.next
  } while (cursor)
  return pages
}

describe('a list of those who did something', () => {
  it.each([
    ['handed over whole', undefined],
    ['gone through in the order of the list', { amongMax: 3, walkFirst: 2 }],
  ])('is in its order, page by page, nobody twice and nobody left out: %s', async (_how, sizes) => {
    const up = await pagesOf({ filter, sort: ['name'], limit: 4 }, sizes)
    expect(up.map((page) => page.length)).toEqual([4, 4, 1])
    expect(up.flat()).toEqual(looked)
    expect((await pagesOf({ filter, sort: ['-name'], limit: 2 }, sizes)).flat()).toEqual(looked.toReversed())
  })
  it.each([
    ['handed over whole', undefined],
    ['gone through', { amongMax: 3, walkFirst: 2 }],
  ])('counts them, by what was searched too, and says up to when: %s', async (_how, sizes) => {
    const reads = await readsOf(sizes)
    expect(await reads.count('customer.person', { filter })).toBe(looked.length)
    const searched = { filter, search: '三' }
    expect(await reads.count('customer.person', searched)).toBe(1)
    const { count, data, as_of } = await reads.list('customer.person', { ...searched, count: true, limit: 1, fields: ['name'] })
    expect([count, data.length]).toEqual([{ value: 1, capped: false }, 1])
    expect(Date.parse(as_of ?? '')).toBeGreaterThan(Date.now() - 600_000)
    const known = { and: [filter, { field: 'name', op: 'in', value: ['李四', '王五'] }] } as const
    expect((await pagesOf({ filter: known }, sizes)).flat()).toEqual(['王五'])
  })
  it('shows nobody but those whom one may see, and counts no others', async () => {
    const { records } = await tenant.platform.reading(tenant.id, clerk, new Date(Date.now() + 60_000).toISOString())
    const { data, count } = await records.list('customer.person', { filter, sort: ['name'], count: true, fields: ['name'] })
    expect([data.map(({ name }) => name), count?.value]).toEqual([['阿明', 'Bob'], 2])
    expect(await records.count('customer.person', { filter })).toBe(2)
  })
  it('says up to when it counts while the copy is behind', async () => {
    await tenant.system(async (work) => {
      const { data } = await work.records.list('customer.person', { filter: { field: 'name', op: 'eq', value: '李四' } })
      for (const { id: person } of data) await work.emit({ name: 'page.viewed', person, payload: { url: 'https://x' } })
    })
    const { list } = await readsOf()
    const { data, as_of } = await list('customer.person', { filter, sort: ['name'], fields: ['name'] })
    expect(data.map(({ name }) => name)).toEqual(looked)
    const [told] = await tenant.platform.database.query<{ at: string }>(tenant.id, {
      text: 'select max(recorded_at) as at from fact',
      values: [],
    })
    expect(as_of).toBe(told?.at)
  })
  it('refuses what any list refuses, in its words', async () => {
    const { list } = await readsOf()
    const refused = (wrong: Filter) => expect(list('customer.person', { filter: wrong })).rejects
    await refused({ and: [filter, { field: 'nothing', op: 'eq', value: 1 }] }).toMatchObject({ code: 'filter.unknown_field' })
    await refused({ event: 'page.viewed', within: { from: 'soon' } }).toMatchObject({ code: 'filter.bad_value' })
    await expect(list('shop.order', { filter })).rejects.toMatchObject({ code: 'filter.events_need_person' })
  })
})
