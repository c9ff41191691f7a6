import { label, type Filter, type Label } from '@lianke/kernel'
import { listPath, useModel, useNumbers, useRows, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'

interface Figure {
  readonly object: string
  readonly label: Label
  readonly moment: string
  readonly also?: Filter
}
const figures: readonly Figure[] = [
  { object: 'customer.person', label: label('新增客户', 'New customers'), moment: 'created_at' },
  { object: 'fieldwork.follow_up', label: label('跟进', 'Follow-ups'), moment: 'happened_at' },
  {
    object: 'commerce.order',
    label: label('订单', 'Orders'),
    moment: 'ordered_at',
    also: { field: 'kind', op: 'eq', value: 'sale' },
  },
  { object: 'sales.opportunity', label: label('新商机', 'New opportunities'), moment: 'created_at' },
]

/** One count of this month beside that of the month before; a click opens the rows behind it. */
const FigureTile = ({ figure }: { readonly figure: Figure }) => {
  const text = useText()
  const { number } = useNumbers()
  const object = useModel().object(figure.object)
  const during = (value: object): Filter => ({
    and: [{ field: figure.moment, op: 'within', value }, ...(figure.also ? [figure.also] : [])],
  })
  const now = useRows(
    figure.object,
    { filter: during({ this: 'month' }), fields: ['id'], limit: 1, count: true },
    { enabled: Boolean(object), staleTime: 60_000 },
  )
  const before = useRows(
    figure.object,
    { filter: during({ previous: 'month' }), fields: ['id'], limit: 1, count: true },
    { enabled: Boolean(object), staleTime: 60_000 },
  )
  if (!object) return null
  const said = (count: { value: number; capped: boolean } | undefined) =>
    count ? `${number(count.value)}${count.capped ? '+' : ''}` : '–'
  return (
    <Link
      className="lk-figure"
      to={listPath(figure.object)}
      search={{ filter: during({ this: 'month' }) } as never}
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
        {figures.map((figure) => (
          <FigureTile key={figure.object} figure={figure} />
        ))}
      </div>
    </section>
  )
}
export default MyFigures
