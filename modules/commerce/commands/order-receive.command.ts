import { defineCommand, label, like, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { exact, moneyOf, units } from '../rules/amount.rule.ts'
import { order } from '../objects/order.object.ts'
import { payment } from '../objects/payment.object.ts'
import { amountTextOf, currencyOf, signedAmountInput } from './amount-input.ts'
import { ordersWithOpen } from './orders-ready.ts'
import { paymentRecord } from './payment-record.command.ts'

/** Money comes in for an order: what is open unless an amount is said; what is more goes to the buyer's prepayment. */
export const orderReceive = defineCommand({
  name: 'order.receive',
  label: label('收款', 'Receive a payment'),
  may: { object: payment, action: 'create' },
  on: order,
  icon: 'wallet',
  place: ['record', 'phone'],
  offered: { kind: ['sale'], status: ['confirmed', 'delivered', 'completed'], payment_status: ['unpaid', 'partly_paid'] },
  offeredTo: ordersWithOpen,
  fields: {
    amount: like(payment.fields.amount, {
      label: label('收款金额', 'Amount'),
      help: label('不填为全部待收；多收的转入预收款', 'Empty: all that is open; what is more goes to the prepayment'),
    }),
    method: like(payment.fields.method, { required: true, default: 'bank' }),
    paid_at: like(payment.fields.paid_at, { help: label('不填为现在', 'Empty: now') }),
    reference_number: like(payment.fields.reference_number),
  },
  input: z.strictObject({ id: z.uuid(), amount: signedAmountInput.optional() }),
  done: {
    words: label('订单 {title} 收款 {received}，待收 {open}', 'Order {title}: {received} received, {open} still open'),
    opens: { object: payment, id: 'payment' },
  },
  run: async (work, { id, amount: said, ...more }) => {
    const row = await work.records.get(order, id, {
      fields: ['order_number', 'total', 'paid', 'person', 'account'],
      forUpdate: true,
    })
    const { total, paid, order_number: number } = row
    const open = units(total?.amount) - units(paid?.amount)
    if (!total || open <= 0n) refuse('prepayment.nothing_open', { params: { number } })
    const given = said === undefined ? open : units(amountTextOf(said))
    const currency = (said === undefined ? null : currencyOf(said)) ?? total.currency
    const taken = given < open ? given : open
    const made = await work.run(paymentRecord, {
      ...more,
      ...(row.person ? { person: row.person } : {}),
      ...(row.account ? { account: row.account } : {}),
      amount: exact(given),
      currency,
      allocations: [{ order: id, amount: exact(taken) }],
    })
    return { id, payment: made.id, received: moneyOf(given, currency), open: moneyOf(open - taken, currency) }
  },
})
