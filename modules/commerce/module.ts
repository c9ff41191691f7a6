import { defineModule, label } from '@lianke/kernel'
import { personOrderFields } from './fields/person-orders.field.ts'
import { order } from './objects/order.object.ts'
import { orderLine } from './objects/order-line.object.ts'
import { payment } from './objects/payment.object.ts'
import { paymentAllocation } from './objects/payment-allocation.object.ts'
import { priceBook } from './objects/price-book.object.ts'
import { priceBookEntry } from './objects/price-book-entry.object.ts'
import { product } from './objects/product.object.ts'

/** Products, prices, orders and the money for them. */
export const commerceModule = defineModule({
  name: 'commerce',
  label: label('交易', 'Commerce'),
  area: 'sales',
  objects: [order, orderLine, payment, paymentAllocation, product, priceBook, priceBookEntry],
  fields: personOrderFields,
})
