import type { useChartLook } from '@lianke/ui'
import type { DrawnAnswer } from './drawn-answer.ts'

const standingMax = 6
const pointsMax = 40

const legend = (look: ReturnType<typeof useChartLook>) => ({
  top: 0,
  left: 0,
  icon: 'roundRect',
  itemWidth: 10,
  itemHeight: 10,
  textStyle: look.text,
  type: 'scroll',
})

/** How one series looks: a line, a part of a pile, or a bar of its own. */
const shapeOf = ({ chart, rows, stacked }: DrawnAnswer, lying: boolean) => {
  if (chart === 'line') return { symbol: rows.length > pointsMax ? 'none' : 'circle', symbolSize: 5, lineStyle: { width: 2 } }
  return stacked ? { stack: 'all' } : { itemStyle: { borderRadius: lying ? [0, 3, 3, 0] : [3, 3, 0, 0] } }
}

/** The answer as bars or lines. Many bars that are no course of time lie, so that their names can be read. */
export const drawAxes = (drawn: DrawnAnswer, look: ReturnType<typeof useChartLook>, short: (figure: number) => string) => {
  const { chart, rows, names, series, timed, amount } = drawn
  const lying = chart === 'bar' && !timed && rows.length > standingMax
  const category = { type: 'category', data: names, ...look.category, ...(lying ? { inverse: true } : {}) }
  const value = { type: 'value', ...look.value, axisLabel: { ...look.value.axisLabel, formatter: short } }
  const several = series.length > 1
  return {
    color: look.colors,
    textStyle: look.text,
    tooltip: { ...look.tooltip, trigger: 'axis' },
    grid: { left: 8, right: 16, top: several ? 36 : 16, bottom: 8, containLabel: true },
    ...(several ? { legend: legend(look) } : {}),
    xAxis: lying ? value : category,
    yAxis: lying ? category : value,
    series: series.map((one) => ({
      name: one.name,
      type: chart === 'line' ? 'line' : 'bar',
      data: rows.map(({ key }) => amount(key, one)),
      barMaxWidth: 28,
      ...shapeOf(drawn, lying),
    })),
  }
}
