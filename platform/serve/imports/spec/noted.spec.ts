import { defineModule, defineObject, label, longText, phone, select, text } from '@lianke/kernel'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ImportWorld, importWorld } from './import-world.testing.ts'
import type { Mapping } from '../index.ts'
import { over } from '../map/over.rule.ts'

const contact = defineObject({
  name: 'book.contact',
  label: label('联系人', 'Contact'),
  title: 'code',
  fields: {
    code: text(label('编号', 'Code'), { required: true }),
    phone: phone(label('手机', 'Phone')),
    mood: select(label('心情', 'Mood'), { options: [{ value: 'good', label: label('好', 'Good') }] }),
    remark: longText(label('备注', 'Remark')),
  },
})
const book = defineModule({ name: 'book', label: label('簿', 'Book'), objects: [contact] })
let world: ImportWorld
beforeAll(async () => {
  world = await importWorld(book)
})
afterAll(() => world.close())

const mapping: Mapping = {
  columns: [
    { column: 0, field: 'code' },
    { column: 1, field: 'phone', rest: 'remark', unreadable: 'remark' },
    { column: 2, field: 'mood', unreadable: 'remark' },
    { column: 3, field: 'remark' },
  ],
  key: ['code'],
}
const take = (rows: readonly (readonly string[])[], how: Partial<Mapping> = {}) =>
  world.take(`编号,手机,心情,备注\n${rows.map((row) => row.join(',')).join('\n')}\n`, { ...mapping, ...how }, 'book.contact')
const remarks = async (like: string) =>
  (
    await world.tenant.platform.database.query<{ remark: string | null }>(world.tenant.id, {
      text: 'select remark from book_contact where code like $1 and deleted_at is null order by code',
      values: [like],
    })
  ).map(({ remark }) => remark)

describe('values that are kept in the remark', () => {
  it('are counted, those of rows that are taken, in the trial as in the run', async () => {
    const { tried, done } = await take([
      ['a1', '13800138000；010-88888888', '好', ''],
      ['a2', '没有', '坏', '老客户'],
      ['', '没有', '坏', ''],
      ['a3', '13800138003', '好', ''],
    ])
    expect(tried).toMatchObject({ created: 3, refused: 1, noted: 3 })
    expect(done).toMatchObject({ created: 3, refused: 1, noted: 3 })
    expect(await remarks('a%')).toEqual(['手机: 010-88888888', '老客户\n手机: 没有\n心情: 坏', null])
  })

  it('are none of them lost where a record stands in several rows', async () => {
    const { done } = await take([
      ['b1', '没有', '好', '第一次'],
      ['b1', '也没有', '好', ''],
      ['b1', '', '坏', ''],
    ])
    expect(done).toMatchObject({ created: 1, updated: 2, noted: 3 })
    expect(await remarks('b%')).toEqual(['第一次\n手机: 没有\n手机: 也没有\n心情: 坏'])
  })

  it('are as many as the remarks have lines, whatever the rows; every row is counted once', async () => {
    const number = fc.constantFrom('', '没有', '13800138000', '13800138000；010-88888888')
    let turn = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.boolean(), number, fc.constantFrom('', '好', '坏')), { minLength: 1, maxLength: 10 }),
        async (rows) => {
          const of = `c${turn++}-`
          const { tried, done } = await take([
            [`${of}x`, '', '', ''],
            ...rows.map(([named, one, mood], at) => [named ? `${of}${at}` : '', one, mood, '']),
          ])
          const lines = (await remarks(`${of}%`)).flatMap((remark) => remark?.split('\n') ?? [])
          expect(done.noted).toBe(lines.length)
          expect(tried.noted).toBe(done.noted)
          const { created, updated, unchanged, merged, refused, keyless, blank } = done
          expect(created + updated + unchanged + merged + refused + keyless + blank).toBe(done.rows_done)
        },
      ),
      { numRuns: 12 },
    )
  })
})

describe('a later row of a record over an earlier one', () => {
  it('keeps what either puts behind a text, each line once', () => {
    expect(over({ a: 1, remark: { $add: ['x'] } }, { a: 2, remark: { $add: ['x', 'y'] } })).toEqual({
      a: 2,
      remark: { $add: ['x', 'y'] },
    })
    expect(over({ remark: 'own' }, { remark: { $add: ['x'] } })).toEqual({ remark: 'own\nx' })
    expect(over({ remark: { $add: ['x'] } }, { remark: 'own' })).toEqual({ remark: 'own' })
  })
})
