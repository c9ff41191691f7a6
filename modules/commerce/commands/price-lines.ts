import { refuse } from '@lianke/kernel'
import { units } from '../rules/amount.rule.ts'
import { entryFor, floorPrice } from '../rules/price.rule.ts'
import type { Prices } from './prices-for.ts'

export interface WantedLine {
  readonly product: string
  readonly quantity: string
  readonly price?: string | undefined
  readonly discount?: string | undefined
  readonly remark?: string | undefined
}
export interface PricedLine extends WantedLine {
  readonly name: string
  readonly price: string
}

/** Puts names and prices on wanted lines; refuses what is unknown, stopped, without a price or below the lowest price, by line. */
export const priceLines = (lines: readonly WantedLine[], prices: Prices): PricedLine[] =>
  lines.map((line, index) => {
    const at = { path: `/lines/${index}` }
    const product = prices.products.get(line.product)
    if (!product) refuse('order.unknown_product', { problems: [{ path: `${at.path}/product`, code: 'order.unknown_product' }] })
    if (product.status !== 'on_sale')
      refuse('order.product_stopped', {
        params: { name: product.name },
        problems: [{ path: `${at.path}/product`, code: 'order.product_stopped' }],
      })
    const entry = entryFor(prices.entries, line.product, line.quantity)
    const price = line.price ?? entry?.price
    if (price === undefined)
      refuse('order.no_price', {
        params: { name: product.name },
        problems: [{ path: `${at.path}/price`, code: 'order.no_price' }],
      })
    const lowest = floorPrice(entry)
    const paid = units(price) - (units(line.quantity) === 0n ? 0n : (units(line.discount) * 10_000n) / units(line.quantity))
    if (lowest !== null && paid < lowest)
      refuse('order.discount_over_limit', {
        params: { name: product.name },
        problems: [{ path: `${at.path}/price`, code: 'order.discount_over_limit' }],
      })
    return { ...line, name: product.name, price }
  })
