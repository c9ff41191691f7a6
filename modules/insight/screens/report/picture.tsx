import { label } from '@lianke/kernel'
import { Chart, useChartLook, useModel, useNumbers, useText } from '@lianke/ui'
import { useMemo } from 'react'
import { measureKey, type Pivot, type Question } from './report-question.ts'
import { useReportWords } from './use-report-words.ts'

const barsMax = 40
const slicesMax = 8
interface Props {
  readonly object: string
  readonly question: Question
  readonly pivot: Pivot
  readonly height: number
  readonly title: string
  onPick(row: string, column: string): void
}

/** The answer as bars, lines, a ring or one number; a click opens the rows behind. */
export const Picture = ({ object, question, pivot, height, title, onPick }: Props) => {
  const text = useText()
  const look = useChartLook()
  const words = useReportWords(object)
  const model = useModel()
  const { short } = useNumbers()
  const down = question.groups.filter(({ place }) => place !== 'column')
  const across = question.groups.filter(({ place }) => place === 'column')
  const said = (groups: typeof down, values: readonly unknown[]) =>
    groups.map((group, index) => words.value(group, model.fieldAt(object, group.field), values[index])).join(' · ')
  const rows = down.some(({ bucket }) => bucket) ? pivot.rows : pivot.rows.slice(0, barsMax)
  const first = question.measures[0] ?? { fn: 'count' as const }
  // One line per column; without columns one per figure.
  const series =
    across.length > 0
      ? pivot.columns.map(({ key, values }) => ({ name: said(across, values), column: key, measure: first }))
      : question.measures.map((measure) => ({ name: words.measure(measure), column: pivot.columns[0]?.key ?? '[]', measure }))
  const amount = (row: string, column: string, key: string): number | null => {
    const raw = pivot.cell(row, column)?.[key]
    return raw === null || raw === undefined ? null : Number(raw)
  }
  const option = useMemo(() => {
    const tooltip = { ...look.tooltip, trigger: question.chart === 'pie' ? 'item' : 'axis' }
    const names = rows.map(({ values }) => said(down, values))
    if (question.chart === 'pie') {
      const parts = rows.map(({ key }, index) => ({
        name: names[index],
        value: amount(key, series[0]?.column ?? '[]', measureKey(first)) ?? 0,
      }))
      const rest = parts.slice(slicesMax)
      const data =
        rest.length > 0
          ? [
              ...parts.slice(0, slicesMax),
              { name: text(label('其他', 'Others')), value: rest.reduce((sum, { value }) => sum + value, 0) },
            ]
          : parts
      return {
        color: look.colors,
        textStyle: look.text,
        tooltip,
        series: [
          {
            type: 'pie',
            radius: ['48%', '72%'],
            data,
            label: { color: look.soft, formatter: '{b} {d}%' },
            itemStyle: { borderColor: 'transparent', borderWidth: 2 },
          },
        ],
      }
    }
    const lying = question.chart === 'bar' && !down.some(({ bucket }) => bucket) && rows.length > 6
    const category = { type: 'category', data: names, ...look.category, ...(lying ? { inverse: true } : {}) }
    const value = { type: 'value', ...look.value, axisLabel: { ...look.value.axisLabel, formatter: (one: number) => short(one) } }
    return {
      color: look.colors,
      textStyle: look.text,
      tooltip,
      grid: { left: 8, right: 16, top: series.length > 1 ? 36 : 16, bottom: 8, containLabel: true },
      ...(series.length > 1
        ? { legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: look.text, type: 'scroll' } }
        : {}),
      xAxis: lying ? value : category,
      yAxis: lying ? category : value,
      series: series.map(({ name, column, measure }) => ({
        name,
        type: question.chart === 'line' ? 'line' : 'bar',
        data: rows.map(({ key }) => amount(key, column, measureKey(measure))),
        barMaxWidth: 28,
        ...(question.chart === 'line'
          ? { symbol: rows.length > 40 ? 'none' : 'circle', symbolSize: 5, lineStyle: { width: 2 } }
          : across.length > 0
            ? { stack: 'all' }
            : { itemStyle: { borderRadius: lying ? [0, 3, 3, 0] : [3, 3, 0, 0] } }),
      })),
    }
  }, [look, question, pivot])
  if (question.chart === 'number') {
    const one = pivot.cell(pivot.rows[0]?.key ?? '[]', pivot.columns[0]?.key ?? '[]')
    return (
      <div className="lk-report-numbers">
        {question.measures.map((measure) => (
          <button
            type="button"
            key={measureKey(measure)}
            className="lk-plain"
            onClick={() => onPick(pivot.rows[0]?.key ?? '[]', pivot.columns[0]?.key ?? '[]')}
          >
            <b className="lk-num">{words.figure(measure, one?.[measureKey(measure)])}</b>
            <span className="lk-label">{words.measure(measure)}</span>
          </button>
        ))}
      </div>
    )
  }
  return (
    <Chart
      height={height}
      option={option}
      label={title}
      onPick={({ series: at, index }) => {
        const row = question.chart === 'pie' && index >= slicesMax ? undefined : rows[index]
        if (row) onPick(row.key, series[question.chart === 'pie' ? 0 : at]?.column ?? '[]')
      }}
    />
  )
}
