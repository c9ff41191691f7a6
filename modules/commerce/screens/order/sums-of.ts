import { lineTotal, orderSums } from '../../rules/order-sums.rule.ts'
import type { DraftLine, LinePrice } from './draft-order.ts'

interface Priced {
  readonly known: ReadonlyMap<string, LinePrice>
  readonly currency: string
}

/** What an order comes to while it is typed, and each of its lines: the typed price holds, else what is known of the product. */
export const sumsOf = (lines: readonly DraftLine[], { known, currency }: Priced) => {
  const priced = lines.map((line) => ({
    key: line.key,
    quantity: line.quantity ?? '0',
    price: { amount: line.price ?? known.get(line.product?.id ?? '')?.price ?? '0', currency },
    discount: line.discount ? { amount: line.discount, currency } : null,
  }))
  const { subtotal, discount, total } = orderSums(priced, currency)
  return {
    sums: { subtotal: subtotal.amount, discount: discount.amount, total: total.amount },
    totals: new Map(priced.map((one) => [one.key, lineTotal(one.quantity, one.price, one.discount).amount])),
  }
}
