import { defineCommand, label, refuse } from '@lianke/kernel'
import { order } from '../objects/order.object.ts'

/** Nothing is left to do for the order. */
export const orderComplete = defineCommand({
  name: 'order.complete',
  label: label('完成', 'Complete'),
  may: { object: order, action: 'update' },
  on: order,
  writes: ['status'],
  icon: 'check-circle',
  place: ['record', 'selection', 'filter', 'phone', 'process'],
  offered: { status: ['confirmed', 'delivered'] },
  fields: {},
  done: {
    words: label('已完成 {n} 张订单', 'Completed {n} orders'),
    one: label('订单 {title} 已完成', 'Order {title} is completed'),
  },
  run: async (work, { id }) => {
    const row = await work.records.get(order, id, { forUpdate: true })
    if (row.status !== 'confirmed' && row.status !== 'delivered')
      refuse('order.not_open', { params: { number: row.order_number } })
    await work.records.update(order, id, { status: 'completed' })
    return { id }
  },
})
