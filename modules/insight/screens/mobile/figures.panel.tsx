import { label, type Filter, type Label } from '@lianke/kernel'
import { Section, useModel, useNumbers, useRows, useText } from '@lianke/ui/mobile'

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
]
const me: Filter = { field: 'owner', op: 'me' }

/** One count of this month, beside that of the month before. */
const FigureTile = ({ figure }: { readonly figure: Figure }) => {
  const text = useText()
  const { number } = useNumbers()
  const during = (value: object): Filter => ({
    and: [me, { field: figure.moment, op: 'within', value }, ...(figure.also ? [figure.also] : [])],
  })
  const count = { fields: ['id'], limit: 1, count: true } as const
  const now = useRows(figure.object, { ...count, filter: during({ this: 'month' }) }, { staleTime: 60_000 })
  const before = useRows(figure.object, { ...count, filter: during({ previous: 'month' }) }, { staleTime: 60_000 })
  const said = (one: { readonly value: number; readonly capped: boolean } | undefined) =>
    one ? `${number(one.value)}${one.capped ? '+' : ''}` : '–'
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
        {figures
          .filter(({ object }) => model.object(object))
          .map((figure) => (
            <FigureTile key={figure.object} figure={figure} />
          ))}
      </div>
    </Section>
  )
}
export default Figures
