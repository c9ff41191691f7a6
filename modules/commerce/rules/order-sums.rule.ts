import type { MoneyValue } from '@lianke/kernel'
import { moneyOf, times, units } from './amount.rule.ts'

/** What the sums of an order need of a line. */
interface SummedLine {
  readonly quantity: string
  readonly price: MoneyValue
  readonly discount: MoneyValue | null
}
interface Amount {
  readonly amount: string
  readonly currency: string
}
export interface OrderSums {
  readonly subtotal: Amount
  readonly discount: Amount
  readonly total: Amount
}

const grossOf = (quantity: string, price: MoneyValue): bigint =>
  units(moneyOf(times(units(quantity), units(price.amount)), price.currency).amount)

/** Amount of a line: quantity × price, rounded to the currency's own minor unit, less its discount. */
export const lineTotal = (quantity: string, price: MoneyValue, discount: MoneyValue | null): Amount =>
  moneyOf(grossOf(quantity, price) - units(discount?.amount), price.currency)

/** Sums of an order over its lines, all of one currency; of no lines: nothing, in the currency given. */
export const orderSums = (lines: readonly SummedLine[], currency: string): OrderSums => {
  const own = lines[0]?.price.currency ?? currency
  const subtotal = lines.reduce((sum, line) => sum + grossOf(line.quantity, line.price), 0n)
  const discount = lines.reduce((sum, line) => sum + units(line.discount?.amount), 0n)
  return { subtotal: moneyOf(subtotal, own), discount: moneyOf(discount, own), total: moneyOf(subtotal - discount, own) }
}
