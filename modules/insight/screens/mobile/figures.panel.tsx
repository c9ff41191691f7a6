import { type ChartDefinition, label } from '@lianke/kernel'
import { Section, useModel, useNumbers, useRows, useText } from '@lianke/ui/phone'
import { chartsAt, figureFilter, sayCount } from '../../rules/month-figures.rule.ts'

/** What fits the width of a phone. */
const shownMax = 3

/** One count of this month, beside that of the month before. */
const FigureTile = ({ chart }: { readonly chart: ChartDefinition }) => {
  const text = useText()
  const { number } = useNumbers()
  const count = { fields: ['id'], limit: 1, count: true } as const
  const now = useRows(chart.on, { ...count, filter: figureFilter(chart, { this: 'month' }, true) }, { staleTime: 60_000 })
  const before = useRows(chart.on, { ...count, filter: figureFilter(chart, { previous: 'month' }, true) }, { staleTime: 60_000 })
  const said = (one: Parameters<typeof sayCount>[1]) => sayCount(number, one)
  return (
    <div>
      <b className="lk-num">{said(now.data?.count)}</b>
      <span>{text(chart.label)}</span>
      <span className="lk-num">{text(label('上月 {n}', 'Last month {n}'), { n: said(before.data?.count) })}</span>
    </div>
  )
}

/** My month in figures. */
const Figures = () => {
  const text = useText()
  const { charts } = useModel()
  return (
    <Section title={text(label('我的本月', 'My month'))}>
      <div className="lkm-figures" style={{ padding: '0 16px 16px' }}>
        {chartsAt(charts, 'home')
          .slice(0, shownMax)
          .map((chart) => (
            <FigureTile key={chart.name} chart={chart} />
          ))}
      </div>
    </Section>
  )
}
export default Figures
