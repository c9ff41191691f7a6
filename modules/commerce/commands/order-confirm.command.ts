import { defineCommand, label, type MoneyValue, refuse } from '@lianke/kernel'

/** The order stands: from now on it counts. */
export const orderConfirm = defineCommand({
  name: 'order.confirm',
  label: label('确认订单', 'Confirm'),
  may: { object: 'commerce.order', action: 'update' },
  on: 'commerce.order',
  writes: ['status', 'confirmed_at'],
  icon: 'check',
  place: ['record', 'selection', 'filter', 'phone'],
  offered: { status: ['draft'] },
  fields: {},
  done: { words: label('已确认 {n} 张订单', 'Confirmed {n} orders') },
  run: async (room, input) => {
    const order = await room.records.get('commerce.order', input.id, { forUpdate: true })
    if (order.status !== 'draft') refuse('order.not_draft', { params: { number: order.order_number } })
    await room.records.update('commerce.order', input.id, { status: 'confirmed', confirmed_at: room.now })
    const total = order.total as MoneyValue | null
    await room.emit({
      name: 'order.confirmed',
      subject: { object: 'commerce.order', id: input.id },
      person: (order.person as string | null) ?? null,
      payload: { number: order.order_number, amount: total ? `${total.currency} ${total.amount}` : '' },
    })
    return { id: input.id }
  },
})
