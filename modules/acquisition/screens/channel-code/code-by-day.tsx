import { label } from '@lianke/kernel'
import { Chart, Failure, useChartLook, useText } from '@lianke/ui'
import { Segmented } from 'antd'
import { useMemo } from 'react'
import type { CodeByDay as ByDay } from './use-code-by-day.ts'

const spans = [7, 30, 90]

const useDrawing = (days: ByDay['days']) => {
  const text = useText()
  const look = useChartLook()
  const words = { added: text(label('新增', 'Added')), lost: text(label('流失', 'Lost')) }
  return useMemo(
    () => ({
      color: [look.colors[0] ?? '', look.colors[5] ?? ''],
      textStyle: look.text,
      grid: { left: 36, right: 8, top: 16, bottom: 24 },
      tooltip: { ...look.tooltip, trigger: 'axis' },
      xAxis: { type: 'category', data: days.map(({ day }) => day.slice(5)), ...look.category },
      yAxis: { type: 'value', minInterval: 1, ...look.value },
      series: [
        {
          name: words.added,
          type: 'bar',
          data: days.map((day) => day.added),
          barMaxWidth: 18,
          itemStyle: { borderRadius: [3, 3, 0, 0] },
        },
        { name: words.lost, type: 'line', data: days.map((day) => day.lost), symbol: 'none', lineStyle: { width: 2 } },
      ],
    }),
    [days, look, words.added, words.lost],
  )
}

/** A picture of who came and who left, over the days one chooses. */
export const CodeByDay = ({
  byDay,
  span,
  onSpan,
}: {
  readonly byDay: ByDay
  readonly span: number
  onSpan(span: number): void
}) => {
  const text = useText()
  const option = useDrawing(byDay.days)
  return (
    <section className="lk-code-part">
      <header className="lk-row">
        <h2 className="lk-title-3 lk-grow">{text(label('每日新增与流失', 'Added and lost by day'))}</h2>
        <Segmented
          size="small"
          value={span}
          onChange={onSpan}
          options={spans.map((n) => ({ value: n, label: text(label('{n} 天', '{n} days'), { n }) }))}
        />
      </header>
      {byDay.error ? (
        <Failure small error={byDay.error} retry={byDay.retry} />
      ) : (
        <Chart
          height={200}
          option={option}
          label={text(label('近 {n} 天每日新增与流失', 'Added and lost by day over {n} days'), { n: span })}
        />
      )}
    </section>
  )
}
