import { label } from '@lianke/kernel'
import { useMe, useMoment, useNumbers, useRecord, useText } from '@lianke/ui/phone'

/** What this person has bought so far, in three figures. */
const Bought = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const { ago } = useMoment()
  const { money, number } = useNumbers()
  const { data: me } = useMe()
  const { data: row } = useRecord(object, id)
  if (!row) return <div className="lkm-figures" style={{ minHeight: 40 }} />
  const last = typeof row.last_order_at === 'string' ? ago(row.last_order_at) : text(label('还没有', 'None yet'))
  return (
    <div className="lkm-figures">
      <div>
        <b className="lk-num">{money(row.order_total ?? 0, me?.tenant.base_currency ?? 'CNY')}</b>
        <span>{text(label('累计消费', 'Total spent'))}</span>
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
