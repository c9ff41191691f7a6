import { label } from '@lianke/kernel'
import { listPath, useModel, useNumbers, useRows, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { type Figure, figureFilter, monthFigures, sayCount } from '../rules/month-figures.rule.ts'

/** One count of this month beside that of the month before; a click opens the rows behind it. */
const FigureTile = ({ figure }: { readonly figure: Figure }) => {
  const text = useText()
  const { number } = useNumbers()
  const object = useModel().object(figure.object)
  const now = useRows(
    figure.object,
    { filter: figureFilter(figure, { this: 'month' }), fields: ['id'], limit: 1, count: true },
    { enabled: Boolean(object), staleTime: 60_000 },
  )
  const before = useRows(
    figure.object,
    { filter: figureFilter(figure, { previous: 'month' }), fields: ['id'], limit: 1, count: true },
    { enabled: Boolean(object), staleTime: 60_000 },
  )
  if (!object) return null
  const said = (count: Parameters<typeof sayCount>[1]) => sayCount(number, count)
  return (
    <Link
      className="lk-figure"
      to={listPath(figure.object)}
      search={{ filter: figureFilter(figure, { this: 'month' }) } as never}
      style={{ color: 'inherit' }}
    >
      <span className="lk-label">{text(figure.label)}</span>
      <b className="lk-num">{said(now.data?.count)}</b>
      <span className="lk-label">
        {text(label('上月', 'Last month'))} <span className="lk-num">{said(before.data?.count)}</span>
      </span>
    </Link>
  )
}

const MyFigures = () => {
  const text = useText()
  return (
    <section className="lk-panel">
      <header>
        <h2>{text(label('本月', 'This month'))}</h2>
      </header>
      <div className="lk-figures">
        {monthFigures.map((figure) => (
          <FigureTile key={figure.object} figure={figure} />
        ))}
      </div>
    </section>
  )
}
export default MyFigures
