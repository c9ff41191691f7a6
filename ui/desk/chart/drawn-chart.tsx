import { BarChart, FunnelChart, LineChart, PieChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { ChartProps } from './chart.tsx'

use([
  BarChart,
  LineChart,
  PieChart,
  FunnelChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  AriaComponent,
  LabelLayout,
  SVGRenderer,
])

/** Draws an option and keeps it the size of its place. */
const DrawnChart = ({ option, height, label, onPick }: ChartProps) => {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  const pick = useRef(onPick)
  pick.current = onPick
  useEffect(() => {
    const node = place.current
    if (!node) return
    const drawn = init(node, null, { renderer: 'svg' })
    chart.current = drawn
    drawn.on('click', (event) => {
      if (typeof event.dataIndex === 'number') pick.current?.({ series: event.seriesIndex ?? 0, index: event.dataIndex })
    })
    const watch = new ResizeObserver(() => drawn.resize())
    watch.observe(node)
    return () => {
      watch.disconnect()
      drawn.dispose()
      chart.current = null
    }
  }, [])
  // Figures do not move: what is read is there at once.
  useEffect(() => chart.current?.setOption({ ...option, animation: false }, { notMerge: true }), [option])
  return <div ref={place} role="img" aria-label={label} style={{ height, width: '100%' }} />
}
export default DrawnChart
