import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'

/** Nothing is left to do for the order. */
export const orderComplete = defineCommand({
  name: 'order.complete',
  label: label('完成', 'Complete'),
  may: { object: 'commerce.order', action: 'update' },
  on: 'commerce.order',
  writes: ['status'],
  input: z.strictObject({ id: z.uuid() }),
  run: async (room, { id }) => {
    const order = await room.records.get('commerce.order', id, { forUpdate: true })
    if (order.status !== 'confirmed' && order.status !== 'delivered')
      refuse('order.not_open', { params: { number: order.order_number } })
    await room.records.update('commerce.order', id, { status: 'completed' })
    return { id }
  },
})
