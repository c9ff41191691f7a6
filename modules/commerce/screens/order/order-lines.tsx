import { label } from '@lianke/kernel'
import { useText } from '@lianke/ui'
import { OrderLine } from './order-line.tsx'
import type { TypedOrder } from './use-order.ts'

const heads = [
  label('产品', 'Product'),
  label('数量', 'Quantity'),
  label('单价', 'Unit price'),
  label('优惠', 'Discount'),
  label('金额', 'Amount'),
]

/** Lines typed like a spreadsheet: product, quantity, price; the next line is always there. */
export const OrderLines = ({
  order,
  complaints,
  onChange,
}: {
  readonly order: TypedOrder
  readonly complaints: ReadonlyMap<number, string>
  onChange(): void
}) => {
  const text = useText()
  return (
    <div className="lk-order-lines" role="table" aria-label={text(label('订单明细', 'Order lines'))}>
      <div className="lk-order-line head" role="row">
        {heads.map((head, index) => (
          <span key={head.en} role="columnheader" className={index > 0 ? 'end' : ''}>
            {text(head)}
          </span>
        ))}
        <span />
      </div>
      {order.lines.map((line, index) => (
        <OrderLine
          key={line.key}
          line={line}
          index={index}
          order={order}
          complaint={complaints.get(index)}
          onChange={(values) => {
            onChange()
            order.change(line.key, values)
          }}
        />
      ))}
    </div>
  )
}
