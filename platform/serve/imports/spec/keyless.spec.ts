import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ImportWorld, importWorld } from './import-world.testing.ts'
import { isKeyless, keyFields } from '../../../model/records/keyless.rule.ts'
import { errorFile, type Mapping } from '../index.ts'

let world: ImportWorld
beforeAll(async () => {
  world = await importWorld()
})
afterAll(() => world.close())

const take = (text: string, mapping: Mapping) => world.take(text, mapping)
const problemsOf = (run: string) =>
  world.tenant.platform.database.query<{ row: number; path: string; code: string }>(world.tenant.id, {
    text: 'select row, path, code from import_problem where run = $1 order by row, position',
    values: [run],
  })
const people: Mapping = {
  columns: [
    { column: 0, field: 'name' },
    { column: 1, field: 'phone' },
    { column: 2, field: 'stage' },
  ],
  key: ['phone'],
}
const persons = () =>
  world.tenant.platform.database.query<{ n: number }>(world.tenant.id, {
    text: 'select count(*)::int as n from customer_person where deleted_at is null',
  })

describe('rows that say nothing of the key', () => {
  const text = '姓名,手机,阶段\n甲,19921000001,新客\n乙,,新客\n丙,错的,新客\n丁,,没有这个\n\n甲,19921000001,已购\n'

  it('become new records where nothing else is chosen', async () => {
    const { tried, done } = await take(text, people)
    const figures = { created: 2, updated: 1, refused: 2, blank: 1, keyless: 0 }
    expect(tried).toMatchObject(figures)
    expect(done).toMatchObject(figures)
  })

  it('are skipped by choice, counted and named row by row; one whose key cannot be read is refused for that', async () => {
    const [before] = await persons()
    const other = text.replaceAll('19921000001', '19921000002')
    const { tried, done } = await take(other, { ...people, keyless: 'skip' })
    const figures = { created: 1, updated: 1, unchanged: 0, refused: 1, blank: 1, keyless: 2 }
    expect(tried).toMatchObject(figures)
    expect(done).toMatchObject({ rows_done: 6, ...figures })
    const rows = [
      [2, '/phone', 'import.no_key'],
      [3, '/phone', 'field.phone_invalid'],
      [4, '/phone', 'import.no_key'],
    ]
    expect(tried.problems.map(({ row, path, code }) => [row, path, code])).toEqual(rows)
    expect((await problemsOf(done.id)).map(({ row, path, code }) => [row, path, code])).toEqual(rows)
    const [after] = await persons()
    expect((after?.n ?? 0) - (before?.n ?? 0)).toBe(1)
    const file: string[] = []
    for await (const line of errorFile(world.tenant.platform, world.tenant.id, done, 'zh-CN')) file.push(line)
    expect(file.filter((line) => line.includes('查找依据是空的，按所选跳过'))).toHaveLength(2)
  })

  it('are not those that name their record by its id or its source; without any key nothing is skipped', async () => {
    const known = await world.tenant.system((work) =>
      work.records.create('customer.person', { name: '有编号', phone: '19921000009' }),
    )
    const columns = [
      { column: 0, field: 'name' },
      { column: 1, field: 'phone' },
      { column: 2, field: 'id' },
      { column: 3, field: 'source_id' },
    ]
    const rows = `姓名,手机,ID,来源编号\n改名,,${known.id},\n外来,,,S-1\n没有,,,\n外来,,,S-1\n`
    const { tried, done } = await take(rows, { columns, key: ['phone'], source: 'old', keyless: 'skip' })
    const figures = { created: 1, updated: 1, unchanged: 1, refused: 0, keyless: 1 }
    expect(tried).toMatchObject(figures)
    expect(done).toMatchObject(figures)
    const { done: unkeyed } = await take('姓名\n戊\n己\n', { columns: [{ column: 0, field: 'name' }], keyless: 'skip' })
    expect(unkeyed).toMatchObject({ created: 2, keyless: 0 })
  })

  it('keep the equation of rows, whatever the rows', async () => {
    const cell = fc.constantFrom('', '', '错', '1', '2', '3')
    let turn = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, fc.constantFrom('新客', '没有', '')), { minLength: 1, maxLength: 12 }),
        async (rows) => {
          const of = String(turn++).padStart(4, '0')
          const lines = rows.map(([end, stage]) => `客,${/\d/.test(end) ? `199220${of}${end}` : end},${stage}`)
          const { tried, done } = await take(`姓名,手机,阶段\n${lines.join('\n')}\n`, { ...people, keyless: 'skip' })
          const { created, updated, unchanged, merged, refused, keyless, blank } = done
          expect(created + updated + unchanged + merged + refused + keyless + blank).toBe(rows.length)
          expect(keyless).toBe(rows.filter(([end]) => end === '').length)
          expect(tried).toMatchObject({ created, updated, unchanged, merged, refused, keyless, blank })
        },
      ),
      { numRuns: 12 },
    )
  })
})

describe('a row of an upsert', () => {
  it('names a record by our id, by that of its source where there is one, or by all fields of the key', () => {
    const among = (said: readonly string[]) => (name: string) => said.includes(name)
    const key = ['shelf', 'place']
    expect(keyFields({ key: ['id', 'source_id', 'shelf'] })).toEqual(['shelf'])
    expect(isKeyless({ key }, among(['shelf', 'place']))).toBe(false)
    expect(isKeyless({ key }, among(['shelf']))).toBe(true)
    expect(isKeyless({ key }, among(['id']))).toBe(false)
    expect([isKeyless({ key }, among(['source_id'])), isKeyless({ key, source: 'old' }, among(['source_id']))]).toEqual([
      true,
      false,
    ])
    expect(isKeyless({ key: ['source_id'], source: 'old' }, among([]))).toBe(true)
  })
})

describe('an upsert', () => {
  it('leaves rows out that name no record, where that is asked; an invalid key is refused all the same', async () => {
    const rows = [{ name: '子', phone: '19923000001' }, { name: '丑' }, { name: '寅', phone: ' ' }, { name: '卯', phone: '错' }]
    const done = await world.tenant.system((work) =>
      work.records.upsert({ object: 'customer.person', rows, key: ['phone'], keyless: 'skip', partial: true }),
    )
    expect(done).toMatchObject({ created: 1, keyless: [1, 2], refused: [{ row: 3, path: '/phone' }] })
    expect(done.ids.map((id) => id !== null)).toEqual([true, false, false, false])
    const as = await world.tenant.system((work) =>
      work.records.upsert({ object: 'customer.person', rows: [{ name: '丑' }], key: ['phone'], partial: true }),
    )
    expect(as).toMatchObject({ created: 1, keyless: [] })
  })
})
