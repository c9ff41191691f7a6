import { type ChartDefinition, label } from '@lianke/kernel'
import { listPath, useModel, useNumbers, useRows, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { chartsAt, figureFilter, sayCount } from '../rules/month-figures.rule.ts'

/** One count of this month beside that of the month before; a click opens the rows behind it. */
const FigureTile = ({ chart }: { readonly chart: ChartDefinition }) => {
  const text = useText()
  const { number } = useNumbers()
  const object = useModel().object(chart.on)
  const now = useRows(
    chart.on,
    { filter: figureFilter(chart, { this: 'month' }), fields: ['id'], limit: 1, count: true },
    { enabled: Boolean(object), staleTime: 60_000 },
  )
  const before = useRows(
    chart.on,
    { filter: figureFilter(chart, { previous: 'month' }), fields: ['id'], limit: 1, count: true },
    { enabled: Boolean(object), staleTime: 60_000 },
  )
  if (!object) return null
  const said = (count: Parameters<typeof sayCount>[1]) => sayCount(number, count)
  return (
    <Link
      className="lk-figure"
      to={listPath(chart.on)}
      search={{ filter: figureFilter(chart, { this: 'month' }) }}
      style={{ color: 'inherit' }}
    >
      <span className="lk-label">{text(chart.label)}</span>
      <b className="lk-num">{said(now.data?.count)}</b>
      <span className="lk-label">
        {text(label('上月', 'Last month'))} <span className="lk-num">{said(before.data?.count)}</span>
      </span>
    </Link>
  )
}

/** What a working month is told by: the figures that modules offer for home. */
const MyFigures = () => {
  const text = useText()
  const { charts } = useModel()
  return (
    <section className="lk-panel">
      <header>
        <h2>{text(label('本月', 'This month'))}</h2>
      </header>
      <div className="lk-figures">
        {chartsAt(charts, 'home').map((chart) => (
          <FigureTile key={chart.name} chart={chart} />
        ))}
      </div>
    </section>
  )
}
export default MyFigures
