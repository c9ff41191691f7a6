import { defineCommand, label, longText, refuse } from '@lianke/kernel'
import { units } from '../rules/amount.rule.ts'
import { order } from '../objects/order.object.ts'
import { ordersWithoutMoney } from './orders-ready.ts'

/** Takes an order back while nothing has been delivered and no money kept. */
export const orderCancel = defineCommand({
  name: 'order.cancel',
  label: label('取消订单', 'Cancel'),
  may: { object: order, action: 'update' },
  on: order,
  writes: ['status', 'cancelled_at', 'cancel_reason'],
  icon: 'slash',
  place: ['record', 'phone'],
  offered: { status: ['draft', 'confirmed'] },
  offeredTo: ordersWithoutMoney,
  fields: { reason: longText(label('取消原因', 'Reason'), { required: true, max: 500 }) },
  done: { words: label('订单 {title} 已取消', 'Order {title} is cancelled') },
  danger: true,
  run: async (work, input) => {
    const row = await work.records.get(order, input.id, { forUpdate: true })
    if (row.status === 'cancelled') refuse('order.already_cancelled', { params: { number: row.order_number } })
    if (row.status !== 'draft' && row.status !== 'confirmed')
      refuse('order.already_delivered', { params: { number: row.order_number } })
    if (units(row.paid?.amount) !== 0n) refuse('order.has_payments', { params: { number: row.order_number } })
    await work.records.update(order, input.id, {
      status: 'cancelled',
      cancelled_at: work.now,
      cancel_reason: input.reason,
    })
    await work.emit({
      name: 'order.cancelled',
      subject: { object: order.name, id: input.id },
      person: row.person,
      payload: { number: row.order_number, reason: input.reason },
    })
    return { id: input.id }
  },
})
