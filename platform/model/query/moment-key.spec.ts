import type { Filter } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scoped, type TestTenant, testTenant, tinyShop } from '../../testing/index.ts'
import type { SharingRule } from '../access/access-predicate.ts'
import { momentKey, momentOfRules } from './plan-cache.ts'

const [first, later] = ['2026-11-27T10:00:10.000Z', '2026-11-27T10:00:40.000Z']
let shop: TestTenant
beforeAll(async () => {
  shop = await testTenant({ modules: tinyShop })
})
afterAll(() => shop?.close())

describe('windows that end now', () => {
  it('end at the moment of asking, also where the same question was asked in the same minute', async () => {
    const boss = await shop.staff({ name: 'boss', objects: { 'customer.person': scoped('all') } })
    await shop.system((work) => work.records.create('customer.person', { name: '林小满' }))
    const filter: Filter = { field: 'created_at', op: 'within', value: { last: 1, unit: 'hour' } }
    const seen = async (now: string) => {
      const work = await shop.platform.reading(shop.id, boss, now)
      return (await work.records.list('customer.person', { filter, fields: ['name'] })).data.length
    }
    const [created] = await shop.platform.database.query<{ at: string }>(shop.id, {
      text: 'select created_at as at from customer_person',
      values: [],
    })
    const end = Date.parse(created?.at ?? '') + 3_600_000
    expect([await seen(new Date(end - 5).toISOString()), await seen(new Date(end + 5).toISOString())]).toEqual([1, 0])
  })
  it('make a plan good for as long as its windows stand', () => {
    const keys = (asked: unknown) => [first, later].map((now) => momentKey(JSON.stringify(asked), now))
    expect(keys({ last: 1, unit: 'hour' })).toEqual([first, later])
    expect(keys({ last: 7, unit: 'day' })).toEqual(Array(2).fill('2026-11-27T10:00'))
    expect(keys({ field: 'name', op: 'eq', value: 'x' })).toEqual(['', ''])
    const rule: SharingRule = {
      id: 'r1',
      name: null,
      object: 'customer.person',
      principals: [],
      level: 'read',
      filter: { field: 'created_at', op: 'within', value: { this: 'day' } },
    }
    expect([momentOfRules([rule], first), momentOfRules([], first)]).toEqual(['2026-11-27T10:00', ''])
  })
})
