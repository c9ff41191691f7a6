import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemAccess } from '../access/access-context.ts'
import { scoped, type TestTenant, testTenant, tinyShop } from '../../testing/index.ts'
import { rebuildSearch, searchLoop } from '../../store/search/search-reader.ts'
import { compileList } from './list-query.ts'
import { searchRecords } from './search-records.ts'

let shop: TestTenant
const people = [
  { name: '张三丰', phone: '13800138000' },
  { name: '欧阳娜娜', phone: '+8613900139001' },
  { name: '单雄信', phone: '13700137002' },
  { name: "Tom O'Lee", phone: '+1 415 555 2671' },
  { name: '章山', phone: null },
  { name: '上海明月科技有限公司', phone: null },
  { name: '歐陽鋒', phone: '+8613753696574' },
  { name: "Ann O'Néil", phone: null },
]
/** What one box finds, all boxes find. */
const everywhere: [string, string[]][] = [
  ['欧阳锋', ['歐陽鋒']],
  ['歐陽鋒', ['歐陽鋒']],
  ['ouyangfeng', ['歐陽鋒']],
  ['+86 137 5369 6574', ['歐陽鋒']],
  ['１３７５３６９６５７４', ['歐陽鋒']],
  ['6574', ['歐陽鋒']],
  ["o'neil", ["Ann O'Néil"]],
  ['ONEIL', ["Ann O'Néil"]],
  ['zhangsanfeng', ['张三丰']],
  ['明月 shmy', ['上海明月科技有限公司']],
]
const drain = async () => {
  const loop = searchLoop(shop.platform)
  for (let more = true; more; ) more = (await loop.turn(shop.id)).more
}
const find = async (text: string, rows: ReturnType<typeof sql<boolean>> | null = null) =>
  (
    await searchRecords({
      database: shop.platform.database,
      tenant: shop.id,
      model: await shop.platform.model(shop.id),
      access: systemAccess({ kind: 'system', id: 'test' }),
      text,
      objects: [{ object: 'customer.person', rows }],
    })
  ).map(({ title }) => title)

beforeAll(async () => {
  shop = await testTenant({ modules: tinyShop })
  await shop.system(async (work) => {
    await work.records.upsert({ object: 'customer.person', rows: people })
  })
  await drain()
})
afterAll(() => shop.close())

const listed = async (search: string, now = new Date()): Promise<unknown[]> => {
  const context = {
    model: await shop.platform.model(shop.id),
    access: systemAccess({ kind: 'system', id: 'test' }),
    rules: [],
    filter: { now: now.toISOString(), zone: 'Asia/Shanghai', me: null, team: [], teamAndBelow: [] },
  }
  const options = { titles: true, cursors: shop.platform.secrets.cursors(shop.id) }
  const { statement, page } = compileList(context, 'customer.person', { search, fields: ['name'] }, options)
  return page(await shop.platform.database.query(shop.id, statement)).data.map(({ name }) => name)
}

describe('one search everywhere', () => {
  // Long after they were made: by the index alone.
  const later = new Date(Date.now() + 3_600_000)
  it.each(everywhere)('finds %j in the one box and in the box of a list', async (text, expected) => {
    expect(await find(text)).toEqual(expected)
    expect(await listed(text, later)).toEqual(expected)
  })
  it('finds for whom numbers are masked what names say, in either script and by sound, and nothing by a number', async () => {
    const rights = { ...scoped('all'), fields: { phone: 'masked' as const } }
    const clerk = await shop.staff({ name: 'Clerk', objects: { 'customer.person': rights } })
    const { records } = await shop.platform.reading(shop.id, clerk)
    const seen = async (search: string) => {
      const { data, count } = await records.list('customer.person', { search, fields: ['name'], count: true })
      expect([count?.value, await records.count('customer.person', { search })]).toEqual([data.length, data.length])
      return data.map(({ name }) => name)
    }
    expect([await seen('欧阳锋'), await seen('ouyangfeng'), await seen("o'neil")]).toEqual([
      ['歐陽鋒'],
      ['歐陽鋒'],
      ["Ann O'Néil"],
    ])
    expect([await seen('6574'), await seen('137 5369 6574')]).toEqual([[], []])
  })
  it('finds in a list what was made a moment ago, before the index has it', async () => {
    await shop.system((work) => work.records.upsert({ object: 'customer.person', rows: [{ name: '諸葛亮' }] }))
    expect([await listed('葛亮'), await listed('諸葛'), await listed('ａｎｎ')]).toEqual([['諸葛亮'], ['諸葛亮'], ["Ann O'Néil"]])
    await drain()
    expect(await listed('诸葛', later)).toEqual(['諸葛亮'])
  })
})

describe('the search box', () => {
  it.each([
    ['三丰', ['张三丰']],
    ['张', ['张三丰']],
    ['zhangsanf', ['张三丰']],
    ['sanfeng', ['张三丰']],
    ['zsf', ['张三丰']],
    ['zs', ['章山', '张三丰']],
    ['ZS', ['章山', '张三丰']],
    ['oynn', ['欧阳娜娜']],
    ['nana', ['欧阳娜娜']],
    ['shanxiongxin', ['单雄信']],
    ['8000', ['张三丰']],
    ['138 0013 8000', ['张三丰']],
    ['+86 13900139001', ['欧阳娜娜']],
    ['139001', ['欧阳娜娜']],
    ['tom', ["Tom O'Lee"]],
    ['lee', ["Tom O'Lee"]],
    ["o'lee", ["Tom O'Lee"]],
    ['2671', ["Tom O'Lee"]],
    ['明月科技', ['上海明月科技有限公司']],
    ['mykj', ['上海明月科技有限公司']],
    ['明月 zsf', []],
    ['明月 shmy', ['上海明月科技有限公司']],
    ['丰三', []],
    ["'", []],
    ['', []],
    ['& | ! :*', []],
    ['\\', []],
  ] as [string, string[]][])('finds %j', async (text, expected) => expect(await find(text)).toEqual(expected))

  it('shows only rows that the permission lets through', async () => {
    expect(await find('zs', sql<boolean>`t.name = '章山'`)).toEqual(['章山'])
    expect(await find('zs', sql<boolean>`false`)).toEqual([])
  })

  it('follows changes, deletion and restoration, and a rebuild gives the same', async () => {
    const { ids } = await shop.system((work) =>
      work.records.upsert({ object: 'customer.person', rows: [{ name: '李时珍', phone: '13611112222' }] }),
    )
    const id = ids[0] as string
    await drain()
    expect(await find('lsz')).toEqual(['李时珍'])
    await shop.system((work) => work.records.update('customer.person', id, { name: '华佗' }))
    await drain()
    expect([await find('lsz'), await find('ht'), await find('2222')]).toEqual([[], ['华佗'], ['华佗']])
    await shop.system((work) => work.records.remove('customer.person', id))
    await drain()
    expect(await find('ht')).toEqual([])
    const bin = await shop.system((work) => work.records.list('customer.person', { search: '华佗', deleted: true }))
    expect(bin.data.map((row) => row.id)).toEqual([id])
    await shop.system((work) => work.records.restore('customer.person', id))
    await drain()
    expect(await find('ht')).toEqual(['华佗'])
    const entries = () =>
      shop.platform.database.query(shop.id, {
        text: 'select object, record, title, terms::text from search_entry order by object, record',
      })
    const before = await entries()
    await rebuildSearch({ database: shop.platform.database, model: await shop.platform.model(shop.id), tenant: shop.id })
    expect(await entries()).toEqual(before)
  })
})
