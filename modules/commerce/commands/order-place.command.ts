import { defineCommand, label, type MoneyValue, personObject, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { amountInput, amountTextOf, currencyOf } from './amount-input.ts'
import { pricesFor } from './prices-for.ts'
import { order } from '../objects/order.object.ts'
import { orderConfirm } from './order-confirm.command.ts'

type MoneyInput = Exclude<z.infer<typeof amountInput>, string>
/** A product has no price in the order's currency: it has one in another, or none at all. */
const refuseUnpriced = (
  product: { readonly name: string; readonly price: MoneyValue | null },
  currency: string,
  at: number,
): never => {
  const code = product.price && product.price.currency !== currency ? 'order.currency_not_listed' : 'order.no_price'
  const params = { name: product.name, currency }
  return refuse(code, { params, problems: [{ path: `/lines/${at}/price`, code, params }] })
}
const decimalText = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/)

/** One page, one act: an order with its lines, priced and summed by the server. */
export const orderPlace = defineCommand({
  name: 'order.place',
  label: label('下单', 'Place an order'),
  may: { object: order, action: 'create' },
  input: z.strictObject({
    person: z.uuid().optional(),
    owner: z.uuid().optional(),
    account: z.uuid().optional(),
    opportunity: z.uuid().optional(),
    price_book: z.uuid().optional(),
    lines: z
      .array(
        z.strictObject({
          product: z.uuid(),
          quantity: decimalText,
          price: amountInput.optional(),
          discount: amountInput.optional(),
          remark: z.string().max(500).optional(),
        }),
      )
      .min(1)
      .max(200),
    ordered_at: z.iso.datetime({ offset: true }).optional(),
    deliver_on: z.iso.date().optional(),
    channel: z.string().max(60).optional(),
    store: z.string().max(120).optional(),
    remark: z.string().max(2000).optional(),
    confirm: z.boolean().optional(),
  }),
  run: async (work, { lines, confirm, ...input }) => {
    const { person } = input
    const [prices] = await Promise.all([
      pricesFor(work, {
        ...input,
        products: [...new Set(lines.map((line) => line.product))],
        currency: lines.map(({ price: given }) => currencyOf(given)).find((found) => found !== undefined),
      }),
      // Asked for beside the prices, the buyer needs no way of his own when the order is written.
      person && work.records.find(personObject, [person], { fields: ['id'] }),
    ])
    const money = (given: string | MoneyInput | undefined) =>
      given === undefined ? null : { amount: amountTextOf(given), currency: currencyOf(given) ?? prices.currency }
    const priced = lines.map((line, index) => {
      const product = prices.products.get(line.product)
      const price = line.price ?? prices.entry(line.product, line.quantity)?.price
      const at = (field: string, code: string) => [{ path: `/lines/${index}/${field}`, code, params: { name: product?.name } }]
      if (!product) refuse('order.unknown_product', { problems: at('product', 'order.unknown_product') })
      if (price === undefined) refuseUnpriced(product, prices.currency, index)
      return { ...line, name: product.name, price: money(price), discount: money(line.discount) }
    })
    const placed = await work.records.create(order, {
      ...input,
      ordered_at: input.ordered_at ?? work.now,
      lines: priced,
    })
    const { total } = placed
    await work.emit({
      name: 'order.placed',
      subject: { object: order.name, id: placed.id },
      person: input.person ?? null,
      payload: { number: placed.order_number, amount: total ? `${total.currency} ${total.amount}` : '' },
    })
    if (confirm) await work.run(orderConfirm, { id: placed.id })
    return {
      id: placed.id,
      order_number: placed.order_number,
      total: total && { amount: total.amount, currency: total.currency },
    }
  },
})
