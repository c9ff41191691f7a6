import { type Measure, measureKey, type Pivot, type Question } from './report-question.ts'
import type { Spread } from './use-spread.ts'

const barsMax = 40

export interface Series {
  readonly name: string
  readonly column: string
  readonly measure: Measure
}
/** An answer as a picture shows it. */
export interface DrawnAnswer {
  readonly chart: Question['chart']
  readonly rows: Pivot['rows']
  readonly names: readonly string[]
  /** One per column; without columns one per figure. */
  readonly series: readonly Series[]
  /** Are its rows a course of time? */
  readonly timed: boolean
  readonly stacked: boolean
  amount(row: string, series: Series): number | null
}

/** What of an answer is drawn: the whole course of a time, else as many rows as can be told apart. */
export const drawnAnswer = (question: Question, pivot: Pivot, { down, across, say, words }: Spread): DrawnAnswer => {
  const timed = down.some(({ bucket }) => bucket)
  const rows = timed ? pivot.rows : pivot.rows.slice(0, barsMax)
  const first = question.measures[0] ?? { fn: 'count' as const }
  const series =
    across.length > 0
      ? pivot.columns.map(({ key, values }) => ({ name: say(across, values).join(' · '), column: key, measure: first }))
      : question.measures.map((measure) => ({ name: words.measure(measure), column: pivot.columns[0]?.key ?? '[]', measure }))
  return {
    chart: question.chart,
    rows,
    names: rows.map(({ values }) => say(down, values).join(' · ')),
    series,
    timed,
    stacked: across.length > 0,
    amount: (row, { column, measure }) => {
      const raw = pivot.cell(row, column)?.[measureKey(measure)]
      return raw === null || raw === undefined ? null : Number(raw)
    },
  }
}
