import type { useChartLook } from '@lianke/ui'
import type { DrawnAnswer, Series } from './drawn-answer.ts'

/** What lies beyond is one slice together. */
export const slicesMax = 8

/** A report that asks for no figure is told how many there are. */
const counted: Series = { name: '', column: '[]', measure: { fn: 'count' } }

/** The answer as a ring. `others`: what the slices beyond the most are called together. */
export const drawRing = ({ rows, names, series, amount }: DrawnAnswer, look: ReturnType<typeof useChartLook>, others: string) => {
  const [shown = counted] = series
  const parts = rows.map(({ key }, index) => ({ name: names[index], value: amount(key, shown) ?? 0 }))
  const rest = parts.slice(slicesMax)
  const data =
    rest.length > 0
      ? [...parts.slice(0, slicesMax), { name: others, value: rest.reduce((sum, { value }) => sum + value, 0) }]
      : parts
  return {
    color: look.colors,
    textStyle: look.text,
    tooltip: { ...look.tooltip, trigger: 'item' },
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
