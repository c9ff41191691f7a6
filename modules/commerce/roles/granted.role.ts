import { type Grant, objectRight, readOnly, rightOn } from '@lianke/kernel'
import { order } from '../objects/order.object.ts'
import { orderLine } from '../objects/order-line.object.ts'
import { payment } from '../objects/payment.object.ts'
import { paymentAllocation } from '../objects/payment-allocation.object.ts'
import { priceBook } from '../objects/price-book.object.ts'
import { priceBookEntry } from '../objects/price-book-entry.object.ts'
import { product } from '../objects/product.object.ts'

const catalogue = rightOn(readOnly, product, priceBook, priceBookEntry)

/** What the roles of a new tenant may do with this module's objects. */
export const grants: Readonly<Record<string, Grant>> = {
  manager: { objects: catalogue },
  sales: { objects: { ...catalogue, ...rightOn(objectRight('own', 'none', { create: true }), payment) } },
  service: { objects: { ...catalogue, ...rightOn(readOnly, order, orderLine, payment, paymentAllocation) } },
  marketer: { objects: { ...catalogue, ...rightOn(readOnly, payment) } },
}
