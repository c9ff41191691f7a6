import type { MetaField } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { linesOf } from './report-file.ts'
import {
  aggregateBody,
  behindNumber,
  bucketEnd,
  conditionOf,
  pivotOf,
  type Question,
  withField,
  withoutMeasure,
} from './report-question.ts'

const field = (type: MetaField['type']): MetaField => ({
  type,
  label: { zh: '', en: '' },
  options: {},
  operators: [],
  sortable: true,
  report: 'dimension',
  writable: true,
})
const empty: Question = {
  source: 'object',
  subject: 'commerce.order',
  groups: [],
  measures: [{ fn: 'count' }],
  filter: null,
  chart: 'bar',
}
const shanghai = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 8 * 3_600_000).toISOString()

describe('a field dropped into a report', () => {
  it('stands where its type belongs: figures are summed, dates by month as a line, the rest in rows', () => {
    expect(withField(empty, 'total', field('money')).measures).toEqual([{ fn: 'sum', field: 'total' }])
    expect(withField(empty, 'ordered_at', field('datetime'))).toMatchObject({
      groups: [{ field: 'ordered_at', bucket: 'month' }],
      chart: 'line',
    })
    expect(withField(empty, 'status', field('select')).groups).toEqual([{ field: 'status' }])
  })
  it('goes where it was put, and moves instead of standing twice', () => {
    const once = withField(empty, 'status', field('select'))
    expect(withField(once, 'status', field('select'), 'column').groups).toEqual([{ field: 'status', place: 'column' }])
    expect(withField(empty, 'person', field('reference'), 'value').measures).toEqual([{ fn: 'count_distinct', field: 'person' }])
  })
  it('stays outside when nothing can be done with it or there is no room', () => {
    expect(withField(empty, 'note', field('long_text'))).toBe(empty)
    const full = { ...empty, groups: [{ field: 'a' }, { field: 'b' }, { field: 'c' }] }
    expect(withField(full, 'd', field('select'))).toBe(full)
  })
  it('always leaves one figure', () => {
    expect(withoutMeasure({ ...empty, measures: [{ fn: 'sum', field: 'total' }] }, 0).measures).toEqual([{ fn: 'count' }])
  })
})

describe('the rows behind a number', () => {
  it('are those of the bucket, to its last moment in the company’s zone', () => {
    expect(bucketEnd('2026-12-01', 'quarter')).toBe('2027-03-01')
    expect(conditionOf({ field: 'ordered_at', bucket: 'month' }, field('datetime'), '2026-02-01', shanghai)).toEqual({
      field: 'ordered_at',
      op: 'between',
      value: ['2026-01-31T16:00:00.000Z', '2026-02-28T15:59:59.999Z'],
    })
    expect(conditionOf({ field: 'birthday', bucket: 'week' }, field('date'), '2026-02-02', shanghai)).toEqual({
      field: 'birthday',
      op: 'between',
      value: ['2026-02-02', '2026-02-08'],
    })
  })
  it('are those with the value, or with none', () => {
    expect(conditionOf({ field: 'store' }, field('reference'), { id: 'x', title: 'X' }, shanghai)).toEqual({
      field: 'store',
      op: 'eq',
      value: 'x',
    })
    expect(conditionOf({ field: 'tags' }, field('tags'), 'vip', shanghai)).toEqual({
      field: 'tags',
      op: 'any_of',
      value: ['vip'],
    })
    expect(conditionOf({ field: 'store' }, field('reference'), null, shanghai)).toEqual({ field: 'store', op: 'empty' })
  })
  it('also meet the condition of the report itself', () => {
    const own = { field: 'kind', op: 'eq' as const, value: 'sale' }
    expect(behindNumber(own, [{ field: 'a', op: 'empty' }])).toEqual({ and: [own, { field: 'a', op: 'empty' }] })
    expect(behindNumber(null, [own])).toEqual(own)
  })
})

it('asks for the count where no figure was chosen', () => {
  expect(
    aggregateBody({
      ...empty,
      source: 'event',
      subject: 'page.viewed',
      measures: [],
      groups: [{ field: 'occurred_at', bucket: 'day' }],
    }),
  ).toEqual({ event: 'page.viewed', group: [{ field: 'occurred_at', bucket: 'day' }], measures: [{ fn: 'count' }], limit: 1000 })
})

it('turns groups in columns aside and leaves a hole where nothing was counted', () => {
  const pivot = pivotOf(
    [{ field: 'type' }, { field: 'status', place: 'column' }],
    [
      { type: 'a', status: 'open', count: 3 },
      { type: 'a', status: 'done', count: 1 },
      { type: 'b', status: 'open', count: 2 },
    ],
  )
  expect(pivot.rows.map(({ values }) => values)).toEqual([['a'], ['b']])
  expect(pivot.columns.map(({ values }) => values)).toEqual([['open'], ['done']])
  expect(pivot.cell(pivot.rows[0]?.key ?? '', pivot.columns[1]?.key ?? '')?.count).toBe(1)
  expect(pivot.cell(pivot.rows[1]?.key ?? '', pivot.columns[1]?.key ?? '')).toBeUndefined()
})

describe('a report kept as a file', () => {
  it('is the table on the screen: a head of words, figures as they came, nothing where there is nothing', () => {
    const question: Question = {
      ...empty,
      groups: [{ field: 'status' }, { field: 'city', place: 'column' }],
      measures: [{ fn: 'sum', field: 'total' }],
    }
    const pivot = pivotOf(question.groups, [
      { status: 'paid', city: 'Ya', 'sum:total': '10.2500' },
      { status: 'open', city: 'Bo', 'sum:total': '3' },
    ])
    const words = {
      group: (one: { field: string }) => one.field,
      measure: () => 'Total',
      value: (_group: unknown, _field: unknown, raw: unknown) => String(raw),
    }
    expect(linesOf(question, pivot, words, () => undefined)).toEqual([
      ['status', 'Ya · Total', 'Bo · Total'],
      ['paid', '10.2500', ''],
      ['open', '', '3'],
    ])
  })
})
