import { label } from '@lianke/kernel'
import { Button, SearchBox, useNumbers, useText } from '@lianke/ui/phone'
import { useCallback, useState } from 'react'
import { OrderLineEdit } from './order-line-edit.tsx'
import { ProductOffers } from './product-offers.tsx'
import { type TypedOrder, useTypedOrder } from './use-typed-order.ts'

/** What it comes to, and the two ways to keep it. */
const Foot = ({ order: { lines, sum, currency, submit, sending } }: { readonly order: TypedOrder }) => {
  const text = useText()
  const { money } = useNumbers()
  const empty = lines.length === 0
  return (
    <div className="lkm-sheet-foot">
      <div className="lkm-total">
        <span className="lk-muted lk-grow">{text(label('{n} 件产品', '{n} products'), { n: lines.length })}</span>
        <b className="lk-num">{empty ? '' : sum === null ? '–' : money(sum, currency)}</b>
      </div>
      <div className="lk-row">
        <Button size="large" disabled={empty || sending} onClick={() => submit(false)}>
          {text(label('存草稿', 'Draft'))}
        </Button>
        <Button block color="primary" size="large" disabled={empty} loading={sending} onClick={() => submit(true)}>
          {text(label('下单', 'Place order'))}
        </Button>
      </div>
    </div>
  )
}

/** An order on one page: products found and counted, prices, stock and limits seen while typing. */
const Order = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const [q, setQ] = useState('')
  const search = useCallback((next: string) => setQ(next), [])
  const order = useTypedOrder(id)
  return (
    <>
      <SearchBox placeholder={text(label('搜产品名称、编码', 'Product name or code'))} onSearch={search} />
      <div className="lkm-sheet-body lkm-lines">
        {order.lines.map((line) => (
          <OrderLineEdit
            key={line.product}
            line={line}
            price={order.known.get(line.product)}
            currency={order.currency}
            onStep={(by) => order.step({ id: line.product, name: line.name }, by)}
            onPrice={(price) => order.price(line, price)}
          />
        ))}
        <ProductOffers q={q} order={order} />
      </div>
      <Foot order={order} />
    </>
  )
}
export default Order
