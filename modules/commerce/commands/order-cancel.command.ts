import { defineCommand, label, refuse, type MoneyValue } from '@lianke/kernel'
import { z } from 'zod'
import { units } from '../rules/amount.rule.ts'

/** Takes an order back while nothing has been delivered and no money kept. */
export const orderCancel = defineCommand({
  name: 'order.cancel',
  label: label('取消订单', 'Cancel'),
  may: { object: 'commerce.order', action: 'update' },
  on: 'commerce.order',
  writes: ['status', 'cancelled_at', 'cancel_reason'],
  input: z.strictObject({ id: z.uuid(), reason: z.string().trim().min(1).max(500) }),
  run: async (room, input) => {
    const order = await room.records.get('commerce.order', input.id, { forUpdate: true })
    if (order.status === 'cancelled') refuse('order.already_cancelled', { params: { number: order.order_number } })
    if (order.status !== 'draft' && order.status !== 'confirmed')
      refuse('order.already_delivered', { params: { number: order.order_number } })
    if (units((order.paid as MoneyValue | null)?.amount) !== 0n)
      refuse('order.has_payments', { params: { number: order.order_number } })
    await room.records.update('commerce.order', input.id, {
      status: 'cancelled',
      cancelled_at: room.now,
      cancel_reason: input.reason,
    })
    await room.emit({
      name: 'order.cancelled',
      subject: { object: 'commerce.order', id: input.id },
      person: (order.person as string | null) ?? null,
      payload: { number: order.order_number, reason: input.reason },
    })
    return { id: input.id }
  },
})
