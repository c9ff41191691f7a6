import { label, moneyIn } from '@lianke/kernel'
import { Icon, Line, OptionPill, Section, useModel, useMoment, useNumbers, useRows, useText } from '@lianke/ui/phone'

const shownMax = 3

/** The last orders of this person. */
const Orders = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const { ago } = useMoment()
  const { money } = useNumbers()
  const status = useModel().object('commerce.order')?.fields.status
  const { data } = useRows('commerce.order', {
    filter: { field: 'person', op: 'eq', value: id },
    sort: ['-ordered_at'],
    limit: shownMax,
  })
  if (!data || data.data.length === 0) return null
  return (
    <Section title={text(label('最近订单', 'Last orders'))}>
      {data.data.map((row) => {
        const total = moneyIn(row.total)
        return (
          <Line
            key={row.id}
            lead={
              <span className="lkm-entry-mark">
                <Icon name="receipt" size={16} />
              </span>
            }
            title={
              <>
                <span className="lk-num">{total ? money(total.amount, total.currency) : '–'}</span>
                {status ? <OptionPill field={status} value={String(row.status)} /> : null}
              </>
            }
            note={`${String(row.order_number)} · ${typeof row.ordered_at === 'string' ? ago(row.ordered_at) : ''}`}
          />
        )
      })}
    </Section>
  )
}
export default Orders
