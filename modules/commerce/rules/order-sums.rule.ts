import { amountOf, times, units } from './amount.rule.ts'

export interface LineInput {
  readonly quantity: string
  readonly price: string
  readonly discount?: string | undefined
}
export interface OrderSums {
  readonly lines: readonly string[]
  readonly subtotal: string
  readonly discount: string
  readonly total: string
}

/** Line amounts and sums of an order. A line is quantity × price − discount, rounded to cents. */
export const orderSums = (lines: readonly LineInput[]): OrderSums => {
  let subtotal = 0n
  let discount = 0n
  const totals = lines.map((line) => {
    const gross = units(amountOf(times(units(line.quantity), units(line.price))))
    const off = units(line.discount)
    subtotal += gross
    discount += off
    return amountOf(gross - off)
  })
  return { lines: totals, subtotal: amountOf(subtotal), discount: amountOf(discount), total: amountOf(subtotal - discount) }
}
