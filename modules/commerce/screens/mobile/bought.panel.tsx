import { label } from '@lianke/kernel'
import { useMe, useMoment, useNumbers, useRecord, useRows, useText } from '@lianke/ui/phone'
import { order } from '../../objects/order.object.ts'

/** Orders that the total leaves out: no rate says what their currency is worth. */
const useLeftOut = (person: string): number =>
  useRows(order.name, {
    filter: {
      and: [
        { field: 'person', op: 'eq', value: person },
        { field: 'status', op: 'in', value: ['confirmed', 'delivered', 'completed'] },
        { field: 'total', op: 'no_rate' },
      ],
    },
    fields: ['id'],
    limit: 1,
    count: true,
  }).data?.count?.value ?? 0

/** What this person has bought so far, in three figures. */
const Bought = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const { ago } = useMoment()
  const { money, number } = useNumbers()
  const { data: me } = useMe()
  const { data: row } = useRecord(object, id)
  const leftOut = useLeftOut(id)
  if (!row) return <div className="lkm-figures" style={{ minHeight: 40 }} />
  const last = typeof row.last_order_at === 'string' ? ago(row.last_order_at) : text(label('还没有', 'None yet'))
  return (
    <div className="lkm-figures">
      <div>
        <b className="lk-num">{money(row.order_total ?? 0, me?.tenant.base_currency ?? 'CNY')}</b>
        <span>{text(label('累计消费', 'Total spent'))}</span>
        {leftOut > 0 ? (
          <span>{text(label('{n} 笔没有汇率，未计入', '{n} without a rate not counted'), { n: number(leftOut) })}</span>
        ) : null}
      </div>
      <div>
        <b className="lk-num">{number(row.order_count ?? 0)}</b>
        <span>{text(label('订单', 'Orders'))}</span>
      </div>
      <div>
        <b style={{ fontSize: 15, fontWeight: 500 }}>{last}</b>
        <span>{text(label('最近下单', 'Last order'))}</span>
      </div>
    </div>
  )
}
export default Bought
