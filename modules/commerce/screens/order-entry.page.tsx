import './order/order.css'
import { label } from '@lianke/kernel'
import { Page, useAsked, useText } from '@lianke/ui'
import type { KeyboardEvent } from 'react'
import { buyerIn } from './order/draft-order.ts'
import { OrderBuyer } from './order/order-buyer.tsx'
import { OrderLines } from './order/order-lines.tsx'
import { OrderSums } from './order/order-sums.tsx'
import { OrderTerms } from './order/order-terms.tsx'
import { useOrder } from './order/use-order.ts'
import { usePlacing } from './order/use-placing.ts'

/** An order on one page: who buys, lines priced while typing, sums beside. Ctrl/Cmd-Enter submits. */
const OrderEntryPage = () => {
  const text = useText()
  const order = useOrder(buyerIn(useAsked('defaults')))
  const placing = usePlacing(order)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    void placing.send(true)
  }
  return (
    <Page wide title={text(label('下单', 'Place an order'))}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: listens for the saving keys of its inputs */}
      <div className="lk-order" onKeyDown={onKeyDown}>
        <div className="lk-order-main">
          <OrderBuyer order={order} />
          <OrderLines order={order} complaints={placing.complaints.lines} onChange={placing.forgive} />
          <OrderTerms placing={placing} />
        </div>
        <OrderSums order={order} placing={placing} />
      </div>
    </Page>
  )
}
export default OrderEntryPage
