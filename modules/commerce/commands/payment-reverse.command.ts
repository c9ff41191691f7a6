import { datetime, defineCommand, label, longText, type MoneyValue, refuse } from '@lianke/kernel'
import { exact, units } from '../rules/amount.rule.ts'
import { payment } from '../objects/payment.object.ts'
import { holderOf } from './move-prepayment.ts'
import { receivePayment } from './receive-payment.ts'

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
  // What was received wrongly is changed by it alone: taken back and recorded anew.
  writes: ['status', 'reverses', 'amount', 'method', 'person', 'account', 'paid_at'],
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
  run: async (work, { id, reason, paid_at }): Promise<{ readonly id: string }> => {
    const paid = await work.records.get(payment, id, {
      fields: ['payment_number', 'status', 'amount', 'method', 'person', 'account', 'prepaid', 'allocations'],
      forUpdate: true,
    })
    const { payment_number: number, amount, person, account, method } = paid
    if (paid.status === 'reversed') refuse('payment.already_reversed', { params: { number } })
    if (paid.status === 'reversal') refuse('payment.is_reversal', { params: { number } })
    const made = await receivePayment(work, {
      values: { person, account, method, paid_at: paid_at ?? work.now, remark: reason, status: 'reversal', reverses: id },
      amount: { amount: negated(amount), currency: amount.currency },
      holder: holderOf(paid),
      allocations: paid.allocations.map((one) => ({
        order: one.order,
        amount: { amount: negated(one.amount), currency: one.amount.currency },
      })),
      // What it made of the prepayment, and no more: a payment brought from elsewhere made nothing of it.
      prepaid: paid.prepaid && -units(paid.prepaid.amount),
    })
    await work.records.update(payment, id, { status: 'reversed' })
    return { id: made.id }
  },
})
