import { defineCommand, label, refuse } from '@lianke/kernel'

/** The goods have left. */
export const orderDeliver = defineCommand({
  name: 'order.deliver',
  label: label('发货', 'Deliver'),
  may: { object: 'commerce.order', action: 'update' },
  on: 'commerce.order',
  writes: ['status'],
  icon: 'truck',
  place: ['record', 'selection', 'filter', 'phone'],
  offered: { status: ['confirmed'] },
  fields: {},
  done: { words: label('已发货 {n} 张订单', 'Delivered {n} orders') },
  run: async (room, { id }) => {
    const order = await room.records.get('commerce.order', id, { forUpdate: true })
    if (order.status !== 'confirmed') refuse('order.not_confirmed', { params: { number: order.order_number } })
    await room.records.update('commerce.order', id, { status: 'delivered' })
    return { id }
  },
})
