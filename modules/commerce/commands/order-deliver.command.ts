import { defineCommand, label, refuse } from '@lianke/kernel'
import { order } from '../objects/order.object.ts'

/** The goods have left. */
export const orderDeliver = defineCommand({
  name: 'order.deliver',
  label: label('发货', 'Deliver'),
  may: { object: order, action: 'update' },
  on: order,
  writes: ['status'],
  icon: 'truck',
  place: ['record', 'selection', 'filter', 'phone', 'process'],
  offered: { status: ['confirmed'] },
  fields: {},
  done: {
    words: label('已发货 {n} 张订单', 'Delivered {n} orders'),
    one: label('订单 {title} 已发货', 'Order {title} is delivered'),
  },
  run: async (work, { id }) => {
    const row = await work.records.get(order, id, { forUpdate: true })
    if (row.status !== 'confirmed') refuse('order.not_confirmed', { params: { number: row.order_number } })
    await work.records.update(order, id, { status: 'delivered' })
    return { id }
  },
})
