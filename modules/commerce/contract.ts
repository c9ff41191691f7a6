/** Orders and money, as other modules may name them. */
export { orderLine } from './objects/order-line.object.ts'
export { order } from './objects/order.object.ts'
export { paymentAllocation } from './objects/payment-allocation.object.ts'
export { payment } from './objects/payment.object.ts'
export { priceBookEntry } from './objects/price-book-entry.object.ts'
export { priceBook } from './objects/price-book.object.ts'
export { product } from './objects/product.object.ts'
export { orderPlaced } from './events/commerce.events.ts'
