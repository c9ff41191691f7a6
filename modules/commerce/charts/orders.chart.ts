import { defineChart, label } from '@lianke/kernel'
import { order } from '../objects/order.object.ts'

/** How many sales were ordered; returns are no sales. */
export const ordersOfMonth = defineChart({
  name: 'commerce.orders',
  label: label('订单', 'Orders'),
  on: order,
  moment: 'ordered_at',
  filter: { field: 'kind', op: 'eq', value: 'sale' },
  places: ['home'],
  order: 30,
})
