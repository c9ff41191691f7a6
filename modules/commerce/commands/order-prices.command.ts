import { defineCommand, label } from '@lianke/kernel'
import { z } from 'zod'
import { moneyOf } from '../rules/amount.rule.ts'
import { floorPrice } from '../rules/price.rule.ts'
import { lastPrices, pricesFor } from './prices-for.ts'
import { order } from '../objects/order.object.ts'

/** What a seller sees while typing an order: list price, last price, lowest price, stock. */
export const orderPrices = defineCommand({
  name: 'order.prices',
  label: label('查询价格', 'Prices for an order'),
  may: { object: order, action: 'create' },
  input: z.strictObject({
    person: z.uuid().optional(),
    account: z.uuid().optional(),
    price_book: z.uuid().optional(),
    lines: z
      .array(
        z.strictObject({
          product: z.uuid(),
          quantity: z
            .string()
            .regex(/^\d{1,12}(\.\d{1,4})?$/)
            .default('1'),
        }),
      )
      .min(1)
      .max(200),
  }),
  run: async (work, input) => {
    const wanted = { ...input, products: input.lines.map((line) => line.product) }
    const prices = await pricesFor(work, wanted)
    const last = await lastPrices(work, wanted)
    return {
      currency: prices.currency,
      lines: input.lines.map(({ product, quantity }) => {
        const entry = prices.entry(product, quantity)
        const lowest = floorPrice(entry)
        return {
          product,
          price: entry?.price ?? null,
          lowest: lowest === null ? null : moneyOf(lowest, prices.currency).amount,
          last: last.get(product) ?? null,
          stock: prices.products.get(product)?.stock ?? null,
        }
      }),
    }
  },
})
