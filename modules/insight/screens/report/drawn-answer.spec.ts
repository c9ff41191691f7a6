import { describe, expect, it } from 'vitest'
import { drawAxes } from './draw-axes.ts'
import { drawRing } from './draw-ring.ts'
import { type DrawnAnswer, drawnAnswer } from './drawn-answer.ts'
import { type Group, pivotOf, type Question } from './report-question.ts'

const look = {
  colors: ['#111111'],
  soft: '#222222',
  text: {},
  tooltip: {},
  category: {},
  value: { axisLabel: {} },
} as never

const drawn = (more: Partial<Question>, data: readonly Readonly<Record<string, unknown>>[]): DrawnAnswer => {
  const question: Question = {
    source: 'object',
    subject: 'commerce.order',
    groups: [{ field: 'status' }],
    measures: [{ fn: 'count' }],
    filter: null,
    chart: 'bar',
    ...more,
  }
  return drawnAnswer(question, pivotOf(question.groups, data), {
    down: question.groups.filter(({ place }) => place !== 'column'),
    across: question.groups.filter(({ place }) => place === 'column'),
    say: (groups: readonly Group[], values: readonly unknown[]) => groups.map((_, index) => String(values[index])),
    words: { measure: ({ fn }: { fn: string }) => fn } as never,
  })
}
const many = (count: number, field = 'status') => Array.from({ length: count }, (_, n) => ({ [field]: `s${n}`, count: n + 1 }))

describe('an answer that is drawn', () => {
  it('shows as many bars as can be told apart, but all of a course of time', () => {
    expect(drawn({}, many(60)).rows).toHaveLength(40)
    const groups = [{ field: 'day', bucket: 'day' as const }]
    expect(drawn({ groups, chart: 'line' }, many(60, 'day:day')).rows).toHaveLength(60)
  })
  it('has a series per column, else one per figure', () => {
    const columns = drawn({ groups: [{ field: 'status' }, { field: 'city', place: 'column' }] }, [
      { status: 'paid', city: 'Ya', count: 1 },
      { status: 'paid', city: 'Bo', count: 2 },
    ])
    expect(columns.series.map(({ name }) => name)).toEqual(['Ya', 'Bo'])
    expect(columns.series.map((one) => columns.amount(columns.rows[0]?.key ?? '', one))).toEqual([1, 2])
    const figures = drawn({ measures: [{ fn: 'count' }, { fn: 'sum', field: 'total' }] }, many(1))
    expect(figures.series.map(({ name }) => name)).toEqual(['count', 'sum'])
    expect(figures.series.map((one) => figures.amount(figures.rows[0]?.key ?? '', one))).toEqual([1, null])
  })
})

describe('a ring', () => {
  it('puts what lies beyond its eighth slice together', () => {
    const { data = [] } = drawRing(drawn({ chart: 'pie' }, many(10)), look, 'Others').series[0] ?? {}
    expect(data).toHaveLength(9)
    expect(data.at(-1)).toEqual({ name: 'Others', value: 9 + 10 })
  })
})

describe('bars and lines', () => {
  const axes = (answer: DrawnAnswer) => drawAxes(answer, look, String)
  it('lie where there are many and they are no course of time, so that their names can be read', () => {
    expect(axes(drawn({}, many(7))).yAxis).toMatchObject({ type: 'category', inverse: true })
    expect(axes(drawn({}, many(6))).xAxis).toMatchObject({ type: 'category' })
    expect(axes(drawn({ chart: 'line' }, many(7))).xAxis).toMatchObject({ type: 'category' })
  })
  it('are piled up where columns divide them, and named where there are several', () => {
    const divided = axes(
      drawn({ groups: [{ field: 'status' }, { field: 'city', place: 'column' }] }, [
        { status: 'paid', city: 'Ya', count: 1 },
        { status: 'paid', city: 'Bo', count: 2 },
      ]),
    )
    expect(divided).toHaveProperty('legend')
    expect(divided.series).toMatchObject([
      { name: 'Ya', type: 'bar', stack: 'all', data: [1] },
      { name: 'Bo', type: 'bar', stack: 'all', data: [2] },
    ])
    expect(axes(drawn({}, many(2)))).not.toHaveProperty('legend')
  })
})
