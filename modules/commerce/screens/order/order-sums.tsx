import { label } from '@lianke/kernel'
import { useNumbers, useText } from '@lianke/ui'
import { Button } from 'antd'
import type { TypedOrder } from './use-order.ts'
import type { Placing } from './use-placing.ts'

/** What the order comes to, what stands against it, and the two ways to keep it. */
export const OrderSums = ({
  order: { sums, currency, filled },
  placing: { ready, send, sending, complaints },
}: {
  readonly order: TypedOrder
  readonly placing: Placing
}) => {
  const text = useText()
  const { money } = useNumbers()
  return (
    <aside className="lk-order-sums" aria-label={text(label('合计', 'Sums'))}>
      <dl>
        <dt>{text(label('小计', 'Subtotal'))}</dt>
        <dd className="lk-num">{money(sums.subtotal, currency)}</dd>
        <dt>{text(label('优惠', 'Discount'))}</dt>
        <dd className="lk-num">{money(sums.discount, currency)}</dd>
        <dt className="total">{text(label('合计', 'Total'))}</dt>
        <dd className="lk-num total">{money(sums.total, currency)}</dd>
      </dl>
      {complaints.general ? (
        <div className="lk-field-problem" role="alert">
          {complaints.general}
        </div>
      ) : null}
      <Button type="primary" block disabled={!ready} loading={sending} onClick={() => void send(true)}>
        {text(label('提交订单', 'Submit order'))}
      </Button>
      <Button block disabled={!ready || sending} onClick={() => void send(false)}>
        {text(label('存为草稿', 'Save as draft'))}
      </Button>
      {ready ? null : (
        <p className="lk-muted">
          {text(
            filled.length > 0
              ? label('再选择客户或企业', 'Now choose a person or an account')
              : label('选择客户，再逐行输入产品', 'Choose who buys, then type products line by line'),
          )}
        </p>
      )}
    </aside>
  )
}
