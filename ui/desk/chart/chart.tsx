import { lazy, Suspense } from 'react'
import type { EChartsCoreOption } from 'echarts/core'

const Drawn = lazy(() => import('./drawn-chart.tsx'))

export interface ChartProps {
  readonly option: EChartsCoreOption
  readonly height: number | string
  /** What the picture says, for those who cannot see it. */
  readonly label: string
  /** A part was clicked: place of the series and of the value in it. */
  onPick?(place: { readonly series: number; readonly index: number }): void
}
/** A picture of figures. The library comes with the first chart, not with the first page. */
export const Chart = (props: ChartProps) => (
  <Suspense fallback={<div style={{ height: props.height }} />}>
    <Drawn {...props} />
  </Suspense>
)
