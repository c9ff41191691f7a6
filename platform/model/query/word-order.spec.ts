import { defineModule, defineObject, label, surely, text } from '@lianke/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestTenant, testTenant, tinyShop } from '../../testing/index.ts'
import { asIndexed } from '../../store/schema/object-indexes.ts'
import { systemAccess } from '../access/access-context.ts'
import { compileList } from './list-query.ts'

const names = ['1 号店', '阿明', '陈七', '李四', '欧阳锋', '王五', '张三', 'alice', 'Alice', 'bob', 'Bob', 'Émile', 'zoe']
const card = defineObject({
  name: 'desk.card',
  label: label('名片', 'Card'),
  title: 'name',
  fields: { name: text(label('姓名', 'Name'), { search: 'name', indexed: true }) },
})
let shop: TestTenant
beforeAll(async () => {
  shop = await testTenant({
    modules: [...tinyShop, defineModule({ name: 'desk', label: label('名片', 'Desk'), objects: [card] })],
  })
  await shop.system((work) =>
    work.records.upsert({ object: card.name, rows: names.toSorted(() => -1).map((name) => ({ name })) }),
  )
})
afterAll(() => shop?.close())

const contextOf = async () => ({
  model: await shop.platform.model(shop.id),
  access: systemAccess({ kind: 'system', id: 'test' }),
  rules: [],
  filter: { now: new Date().toISOString(), zone: 'Asia/Shanghai', me: null, team: [], teamAndBelow: [] },
})
const pages = async (sort: string, limit: number) => {
  const found: unknown[] = []
  let cursor: string | null = null
  do {
    const query = { fields: ['name'], sort: [sort], limit, cursor }
    const options = { titles: true, cursors: shop.platform.secrets.cursors(shop.id) }
    const { statement, page } = compileList(await contextOf(), card.name, query, options)
    const { data, next } = page(await shop.platform.database.query(shop.id, statement))
    found.push(...data.map(({ name }) => name))
    cursor = next
  } while (cursor)
  return found
}

describe('names stand', () => {
  it('by pinyin, then by letters with capitals beside small ones, page by page both ways', async () => {
    expect(await pages('name', 100)).toEqual(names)
    for (const limit of [1, 3, 5]) {
      expect(await pages('name', limit)).toEqual(names)
      expect(await pages('-name', limit)).toEqual(names.toReversed())
    }
  })
  it('in an index, so that a page of many is a range of it and nothing is sorted', async () => {
    const options = { titles: true, cursors: shop.platform.secrets.cursors(shop.id) }
    const { statement } = compileList(await contextOf(), card.name, { fields: ['name'], sort: ['name'] }, options)
    const plan = await shop.platform.database.transaction(shop.id, async (tx) => {
      await tx.query(sql`select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)`)
      return tx.query<{ 'QUERY PLAN': string }>({ ...statement, text: `explain ${statement.text}` })
    })
    const lines = plan.map((row) => row['QUERY PLAN']).join('\n')
    expect(lines).toContain('Index Scan using desk_card_name_id')
    expect(lines).not.toContain('Sort')
  })
})

describe('a name', () => {
  it('is found by the index that keeps it in that order', async () => {
    const { platform, id } = shop
    const object = surely((await platform.model(id)).objects.get(card.name), 'it was given')
    const plan = await platform.database.transaction(id, async (tx) => {
      await tx.query(sql`select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)`)
      return tx.query<{ 'QUERY PLAN': string }>({
        text: `explain select id from ${object.table} t where ${asIndexed(object, 't', 'name')} = '李四' and deleted_at is null`,
        values: [],
      })
    })
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index (Only )?Scan using desk_card_name_id[\s\S]*Index Cond/)
  })
})
