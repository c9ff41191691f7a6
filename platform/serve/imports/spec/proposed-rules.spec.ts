import { defineModule, defineObject, label, longText, money, option, phone, select, text } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { buildModel } from '../../../model/model/model.ts'
import { keepsStates } from '../map/keeps-states.rule.ts'
import { isForeign, keptAsText, readingOf, restFieldOf } from '../map/kept-texts.rule.ts'
import { onlyMigrated } from '../map/only-migrated.rule.ts'
import { titleColumn } from '../map/title-column.rule.ts'

const job = defineObject({
  name: 'works.job',
  label: label('工作', 'Job'),
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true }),
    phone: phone(label('电话', 'Phone')),
    status: select(label('状态', 'Status'), {
      options: [option('open', '未做', 'Open'), option('done', '已做', 'Done')],
      default: 'open',
    }),
    cost: money(label('费用', 'Cost')),
    total: money(label('合计', 'Total')),
    note: longText(label('备注', 'Note')),
  },
  states: { field: 'status', initial: ['open'], moves: { open: ['done'], done: [] } },
  written: { cost: 'commands' },
  derive: { fields: ['total'], compute: ({ row }) => ({ total: row.cost }) },
})
const model = buildModel([defineModule({ name: 'works', label: label('工作', 'Works'), objects: [job] })])
const object = model.objects.get('works.job') ?? expect.unreachable()
const { status, phone: number } = job.fields
const column = (at: number, field: string) => ({ column: at, field })

describe('a column of choices', () => {
  it('is read by words of others, and keeps what is none of ours where there is room for it', () => {
    expect(readingOf(status, ['Open', 'Not Started', 'BAD'], 'note')).toEqual({
      values: { 'Not Started': 'open' },
      unreadable: 'note',
    })
    expect(readingOf(status, ['Open', 'Done'], 'note')).toEqual({})
    expect(readingOf(status, ['BAD'], undefined)).toEqual({})
  })
  it('is of another kind where it knows none of the words', () => {
    expect([isForeign(status, ['GOOD', 'BAD']), isForeign(status, ['GOOD', '已做'])]).toEqual([true, false])
  })
})

describe('a column of numbers', () => {
  it('is read in the country that the others of it name', () => {
    expect(readingOf(number, ['+91 9988776655', '9988776654'], 'note')).toEqual({ region: 'IN', rest: 'note' })
    expect(readingOf(number, ['+91 9988776655', '+1 415 555 2671', '9988776654'], 'note')).toEqual({ rest: 'note' })
  })
  it('is kept as it is written where most of it reaches nobody', () => {
    expect([keptAsText(number, ['555-0100', '555-0101']), keptAsText(number, ['13800138000', '555-0101'])]).toEqual([true, false])
    expect(readingOf(number, ['13800138000', '555-0101'], 'note')).toEqual({ rest: 'note', unreadable: 'note' })
  })
  it('keeps the rest in the text of several lines that somebody may write', () => {
    expect(restFieldOf(new Map(Object.entries(job.fields)))).toBe('note')
  })
})

describe('records further on than a new one', () => {
  const texts = (...said: string[]) => [said]
  it('keep their states', () => {
    expect(keepsStates(object, { columns: [column(0, 'status')] }, texts('Open', 'Done'))).toBe(true)
    expect(keepsStates(object, { columns: [column(0, 'status')] }, texts('Open'))).toBe(false)
    expect(keepsStates(object, { columns: [] }, texts('Done'))).toBe(false)
  })
  it('and what only acts write, or what is worked out, come in by who may migrate; others leave those columns out', () => {
    const mapping = { columns: [column(0, 'name'), column(1, 'cost'), column(2, 'total')] }
    const said = [['a'], ['10'], ['12']]
    expect(onlyMigrated({ model, object, texts: said, mayMigrate: true }, mapping)).toEqual({ ...mapping, migrating: true })
    expect(onlyMigrated({ model, object, texts: said, mayMigrate: false }, mapping)).toEqual({ columns: [column(0, 'name')] })
    const plain = { columns: [column(0, 'name')] }
    expect(onlyMigrated({ model, object, texts: said, mayMigrate: true }, plain)).toEqual(plain)
  })
})

describe('who tells no name', () => {
  const fields = new Map(Object.entries(job.fields))
  it('is called by what he is known by, where something must be said', () => {
    expect(titleColumn(fields, [column(3, 'phone')], 'name')).toEqual([column(3, 'name')])
    expect(titleColumn(fields, [column(3, 'phone'), column(0, 'name')], 'name')).toEqual([])
    expect(titleColumn(fields, [column(3, 'status')], 'name')).toEqual([])
    expect(titleColumn(fields, [column(3, 'phone')], 'note')).toEqual([])
  })
})
