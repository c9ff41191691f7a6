import { datetime, defineCommand, label, longText, type MoneyValue, refuse, type Row } from '@lianke/kernel'
import { exact, units } from '../rules/amount.rule.ts'

const negated = (amount: MoneyValue): string => exact(-units(amount.amount))

/**
 * Takes a payment back by a payment of its own that stands against it, as books ask for: orders, prepayment and reports follow. What was left
 * over as prepayment and has been spent since holds it.
 */
export const paymentReverse = defineCommand({
  name: 'payment.reverse',
  label: label('冲销', 'Reverse'),
  may: { object: 'commerce.payment', action: 'create' },
  on: 'commerce.payment',
  writes: ['status', 'reverses'],
  icon: 'undo-2',
  place: ['record'],
  // Nothing stands there for what was recorded before there were reversals.
  offered: { status: ['valid', null] },
  fields: {
    reason: longText(label('冲销原因', 'Reason'), { required: true, max: 500 }),
    paid_at: datetime(label('冲销时间', 'Reversed at'), { help: label('不填为现在', 'Empty: now') }),
  },
  done: {
    words: label('收款 {title} 已冲销', 'Payment {title} is reversed'),
    opens: { object: 'commerce.payment', id: 'id' },
  },
  danger: true,
  run: async (room, { id, reason, paid_at }): Promise<{ readonly id: string }> => {
    const payment = await room.records.get('commerce.payment', id, { forUpdate: true, parts: true })
    const number = payment.payment_number
    if (payment.status === 'reversed') refuse('payment.already_reversed', { params: { number } })
    if (payment.status === 'reversal') refuse('payment.is_reversal', { params: { number } })
    const amount = payment.amount as MoneyValue
    const allocations = payment.allocations as readonly (Row & { readonly order: string; readonly amount: MoneyValue })[]
    const made = await room.run<{ id: string }>('payment.record', {
      amount: negated(amount),
      currency: amount.currency,
      method: payment.method,
      ...(payment.person ? { person: payment.person } : {}),
      ...(payment.account ? { account: payment.account } : {}),
      ...(paid_at ? { paid_at } : {}),
      allocations: allocations.map((one) => ({ order: one.order, amount: negated(one.amount) })),
      remark: reason,
    })
    await room.records.update('commerce.payment', id, { status: 'reversed' })
    await room.records.update('commerce.payment', made.id, { status: 'reversal', reverses: id })
    return { id: made.id }
  },
})
