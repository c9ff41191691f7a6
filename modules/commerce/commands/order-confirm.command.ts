import { defineCommand, label, refuse } from '@lianke/kernel'
import { order } from '../objects/order.object.ts'
import { ordersWithLines } from './orders-ready.ts'

/** The order stands: from now on it counts. */
export const orderConfirm = defineCommand({
  name: 'order.confirm',
  label: label('确认订单', 'Confirm'),
  may: { object: order, action: 'update' },
  on: order,
  writes: ['status', 'confirmed_at'],
  icon: 'check',
  place: ['record', 'selection', 'filter', 'phone', 'process'],
  offered: { status: ['draft'] },
  offeredTo: ordersWithLines,
  fields: {},
  done: {
    words: label('已确认 {n} 张订单', 'Confirmed {n} orders'),
    one: label('订单 {title} 已确认，可以收款或发货', 'Order {title} is confirmed: receive its payment or deliver it'),
  },
  run: async (work, input) => {
    const row = await work.records.get(order, input.id, { forUpdate: true })
    if (row.status !== 'draft') refuse('order.not_draft', { params: { number: row.order_number } })
    await work.records.update(order, input.id, { status: 'confirmed', confirmed_at: work.now })
    const { total } = row
    await work.emit({
      name: 'order.confirmed',
      subject: { object: order.name, id: input.id },
      person: row.person,
      payload: { number: row.order_number, amount: total ? `${total.currency} ${total.amount}` : '' },
    })
    return { id: input.id }
  },
})
