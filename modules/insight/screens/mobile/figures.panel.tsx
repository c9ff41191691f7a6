import { label } from '@lianke/kernel'
import { Section, useModel, useNumbers, useRows, useText } from '@lianke/ui/mobile'
import { type Figure, figureFilter, monthFigures, sayCount } from '../../rules/month-figures.rule.ts'

/** What fits the width of a phone. */
const shownMax = 3

/** One count of this month, beside that of the month before. */
const FigureTile = ({ figure }: { readonly figure: Figure }) => {
  const text = useText()
  const { number } = useNumbers()
  const count = { fields: ['id'], limit: 1, count: true } as const
  const now = useRows(figure.object, { ...count, filter: figureFilter(figure, { this: 'month' }, true) }, { staleTime: 60_000 })
  const before = useRows(
    figure.object,
    { ...count, filter: figureFilter(figure, { previous: 'month' }, true) },
    { staleTime: 60_000 },
  )
  const said = (one: Parameters<typeof sayCount>[1]) => sayCount(number, one)
  return (
    <div>
      <b className="lk-num">{said(now.data?.count)}</b>
      <span>{text(figure.label)}</span>
      <span className="lk-num">{text(label('上月 {n}', 'Last month {n}'), { n: said(before.data?.count) })}</span>
    </div>
  )
}

/** My month in figures. */
const Figures = () => {
  const text = useText()
  const model = useModel()
  return (
    <Section title={text(label('我的本月', 'My month'))}>
      <div className="lkm-figures" style={{ padding: '0 16px 16px' }}>
        {monthFigures
          .filter(({ object }) => model.object(object))
          .slice(0, shownMax)
          .map((figure) => (
            <FigureTile key={figure.object} figure={figure} />
          ))}
      </div>
    </Section>
  )
}
export default Figures
