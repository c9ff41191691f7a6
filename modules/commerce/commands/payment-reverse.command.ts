import { datetime, defineCommand, label, longText, type MoneyValue, refuse } from '@lianke/kernel'
import { exact, units } from '../rules/amount.rule.ts'
import { payment } from '../objects/payment.object.ts'
import { paymentRecord } from './payment-record.command.ts'

const negated = (amount: MoneyValue): string => exact(-units(amount.amount))

/**
 * Takes a payment back by a payment of its own that stands against it, as books ask for: orders, prepayment and reports follow. What was left
 * over as prepayment and has been spent since holds it.
 */
export const paymentReverse = defineCommand({
  name: 'payment.reverse',
  label: label('冲销', 'Reverse'),
  may: { object: payment, action: 'create' },
  on: payment,
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
    opens: { object: payment, id: 'id' },
  },
  danger: true,
  run: async (room, { id, reason, paid_at }): Promise<{ readonly id: string }> => {
    const paid = await room.records.get(payment, id, {
      fields: ['payment_number', 'status', 'amount', 'method', 'person', 'account', 'allocations'],
      forUpdate: true,
    })
    const { payment_number: number, amount } = paid
    if (paid.status === 'reversed') refuse('payment.already_reversed', { params: { number } })
    if (paid.status === 'reversal') refuse('payment.is_reversal', { params: { number } })
    const made = await room.run(paymentRecord, {
      amount: negated(amount),
      currency: amount.currency,
      method: paid.method,
      ...(paid.person ? { person: paid.person } : {}),
      ...(paid.account ? { account: paid.account } : {}),
      ...(paid_at ? { paid_at } : {}),
      allocations: paid.allocations.map((one) => ({ order: one.order, amount: negated(one.amount) })),
      remark: reason,
    })
    await room.records.update(payment, id, { status: 'reversed' })
    await room.records.update(payment, made.id, { status: 'reversal', reverses: id })
    return { id: made.id }
  },
})
