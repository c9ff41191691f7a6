import { address, defineModule, defineObject, type Filter, label, text } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aggregate } from '../reports/index.ts'
import { mirrorRow } from '../../store/analytics/analytics-rows.ts'
import type { Analytics } from '../../store/analytics/analytics.ts'
import { openAnalytics } from '../../store/analytics/open-analytics.ts'
import { syncAnalyticsSchema } from '../../store/analytics/sync-analytics-schema.ts'
import { testTenant, type TestTenant, testUrls, tinyShop } from '../../testing/index.ts'

const place = defineObject({
  name: 'small.place',
  label: label('地点', 'Place'),
  title: 'name',
  fields: { name: text(label('名称', 'Name')), address: address(label('地址', 'Address')) },
})
const small = defineModule({ name: 'small', label: label('小', 'Small'), objects: [place] })
const given = [
  ['一', '广东省深圳市南山区科技园1号'],
  ['二', '广州国际采购中心1401'],
  ['三', '浙江杭州西湖区文二路1号'],
  ['四', 'Toronto'],
  ['五', null],
] as const
let tenant: TestTenant
let analytics: Analytics
beforeAll(async () => {
  tenant = await testTenant({ modules: [...tinyShop, small] })
  analytics = openAnalytics({ url: testUrls().clickhouseUrl })
  const model = await tenant.platform.model(tenant.id)
  await syncAnalyticsSchema(analytics, model)
  await tenant.system((work) =>
    work.records.upsert({ object: 'small.place', rows: given.map(([name, said]) => ({ name, address: said })) }),
  )
  const object = model.objects.get('small.place')
  if (!object) throw new Error('there are places')
  const rows = await tenant.platform.database.query<Record<string, unknown>>(tenant.id, { text: 'select * from small_place' })
  await analytics.insert(
    object.table,
    rows.map((row) => mirrorRow(tenant.id, object, row)),
    '',
  )
})
afterAll(async () => {
  await tenant.close()
  await analytics?.close()
})

const context = { now: '2026-03-10T04:00:00.000Z', zone: 'Asia/Shanghai', me: null, team: [], teamAndBelow: [] }
const inPostgres = async (filter: Filter): Promise<string[]> =>
  tenant.system(async (work) =>
    (await work.records.list('small.place', { filter, sort: ['name'] })).data.map((row) => String(row.name)),
  )
const grouped = async (filter?: Filter) => {
  const model = await tenant.platform.model(tenant.id)
  const query = {
    object: 'small.place',
    group: [{ field: 'address.province' }],
    measures: [{ fn: 'count' as const }],
    ...(filter ? { filter } : {}),
  }
  const { data } = await aggregate({ analytics, tenant: tenant.id, model, filter: context }, query)
  return Object.fromEntries(data.map((row) => [String(row['address.province']), row.count]))
}

describe('a part of an address', () => {
  it('is filtered by in lists', async () => {
    expect(await inPostgres({ field: 'address.province', op: 'eq', value: '广东省' })).toEqual(['二', '一'])
    expect(await inPostgres({ field: 'address.city', op: 'in', value: ['深圳市', '杭州市'] })).toEqual(['三', '一'])
    expect(await inPostgres({ field: 'address.province', op: 'empty' })).toEqual(['四', '五'])
    expect(await inPostgres({ field: 'address', op: 'contains', value: '科技园' })).toEqual(['一'])
  })
  it('is grouped and filtered by in reports, and the whole line is still asked for', async () => {
    expect(await grouped()).toEqual({ 广东省: 2, 浙江省: 1, null: 2 })
    expect(await grouped({ field: 'address.city', op: 'eq', value: '深圳市' })).toEqual({ 广东省: 1 })
    expect(await grouped({ field: 'address', op: 'contains', value: '广东省 深圳市 南山区' })).toEqual({ 广东省: 1 })
    expect(await grouped({ field: 'address.province', op: 'empty' })).toEqual({ null: 2 })
  })
  it('is read, and sorted by, and one that there is not is refused', async () => {
    const rows = await tenant.system((work) =>
      work.records.list('small.place', { fields: ['name', 'address.city'], sort: ['-address.city', 'name'] }),
    )
    expect(rows.data.map((row) => row['address.city'])).toEqual(['深圳市', '杭州市', '广州市', null, null])
    await expect(inPostgres({ field: 'address.planet', op: 'eq', value: 'x' })).rejects.toMatchObject({
      code: 'filter.not_a_path',
    })
  })
})
