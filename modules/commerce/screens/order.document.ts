import { defineDocument, label } from '@lianke/kernel'

/** How an order is worked on: confirm it, deliver it, receive its money, finish it. */
export const orderDocument = defineDocument({
  on: 'commerce.order',
  about: ['person', 'account'],
  path: { field: 'status', way: ['draft', 'confirmed', 'delivered', 'completed'] },
  lines: {
    part: 'lines',
    columns: ['product', 'quantity', 'price', 'discount', 'total', 'remark'],
    fresh: { quantity: '1' },
    takes: {
      from: 'product',
      fields: { name: 'name' },
      priced: { act: 'order.prices', by: ['person', 'account', 'price_book'], quantity: 'quantity', price: 'price' },
    },
    sums: {
      under: 'total',
      figures: ['subtotal', 'discount', 'total', 'paid', { label: label('待收', 'Open'), of: 'total', less: 'paid' }],
    },
  },
  terms: [
    'ordered_at',
    'deliver_on',
    'shipping_address',
    'channel',
    'store',
    'price_book',
    'opportunity',
    'external_number',
    'remark',
  ],
  acts: [
    'order.confirm',
    'order.deliver',
    'order.receive',
    'order.complete',
    'prepayment.apply',
    'order.allocate',
    'order.cancel',
  ],
  beside: ['commerce.payment_allocation'],
})
