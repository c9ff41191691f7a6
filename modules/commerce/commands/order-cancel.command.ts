import { defineCommand, label, longText, type MoneyValue, refuse } from '@lianke/kernel'
import { units } from '../rules/amount.rule.ts'

/** Takes an order back while nothing has been delivered and no money kept. */
export const orderCancel = defineCommand({
  name: 'order.cancel',
  label: label('取消订单', 'Cancel'),
  may: { object: 'commerce.order', action: 'update' },
  on: 'commerce.order',
  writes: ['status', 'cancelled_at', 'cancel_reason'],
  icon: 'slash',
  place: ['record', 'phone'],
  offered: { status: ['draft', 'confirmed'] },
  fields: { reason: longText(label('取消原因', 'Reason'), { required: true, max: 500 }) },
  done: { words: label('订单 {title} 已取消', 'Order {title} is cancelled') },
  danger: true,
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
