import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'

/** The goods have left. */
export const orderDeliver = defineCommand({
  name: 'order.deliver',
  label: label('发货', 'Deliver'),
  may: { object: 'commerce.order', action: 'update' },
  on: 'commerce.order',
  writes: ['status'],
  input: z.strictObject({ id: z.uuid() }),
  run: async (room, { id }) => {
    const order = await room.records.get('commerce.order', id, { forUpdate: true })
    if (order.status !== 'confirmed') refuse('order.not_confirmed', { params: { number: order.order_number } })
    await room.records.update('commerce.order', id, { status: 'delivered' })
    return { id }
  },
})
