import { defineCommand, label, refuse } from '@lianke/kernel'

/** Nothing is left to do for the order. */
export const orderComplete = defineCommand({
  name: 'order.complete',
  label: label('完成', 'Complete'),
  may: { object: 'commerce.order', action: 'update' },
  on: 'commerce.order',
  writes: ['status'],
  icon: 'check-circle',
  place: ['record', 'selection', 'filter', 'phone'],
  offered: { status: ['confirmed', 'delivered'] },
  fields: {},
  done: { words: label('已完成 {n} 张订单', 'Completed {n} orders') },
  run: async (room, { id }) => {
    const order = await room.records.get('commerce.order', id, { forUpdate: true })
    if (order.status !== 'confirmed' && order.status !== 'delivered')
      refuse('order.not_open', { params: { number: order.order_number } })
    await room.records.update('commerce.order', id, { status: 'completed' })
    return { id }
  },
})
