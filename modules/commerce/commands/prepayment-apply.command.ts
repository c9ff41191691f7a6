import { decimal, defineCommand, label, refuse } from '@lianke/kernel'
import { amountOf, units } from '../rules/amount.rule.ts'
import { holderOf, prepaid } from './move-prepayment.ts'
import { order } from '../objects/order.object.ts'
import { payment } from '../objects/payment.object.ts'
import { ordersToPay } from './orders-to-pay.ts'
import { paymentRecord } from './payment-record.command.ts'

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** Pays an order out of what its buyer has prepaid: as much as is open and there, unless an amount is said. */
export const prepaymentApply = defineCommand({
  name: 'prepayment.apply',
  label: label('用预收款支付', 'Pay from prepayment'),
  may: { object: payment, action: 'create' },
  on: order,
  icon: 'wallet',
  place: ['record', 'phone'],
  offered: { status: ['confirmed', 'delivered', 'completed'], payment_status: ['unpaid', 'partly_paid'] },
  offeredTo: ordersToPay,
  fields: {
    amount: decimal(label('金额', 'Amount'), {
      scale: 4,
      min: 0,
      help: label('不填则能抵多少抵多少', 'Empty: as much as is open and there'),
    }),
  },
  done: { words: label('订单 {title} 已用预收款支付', 'Order {title} is paid from prepayment') },
  run: async (work, input): Promise<unknown> => {
    const row = await work.records.get(order, input.id, { forUpdate: true })
    const { total, paid } = row
    const holder = holderOf(row)
    if (!holder || !total) refuse('payment.no_holder')
    const open = units(total.amount) - units(paid?.amount)
    if (open <= 0n) refuse('prepayment.nothing_open', { params: { number: row.order_number } })
    const there = units(await prepaid(work, holder, total.currency))
    if (there <= 0n) refuse('prepayment.nothing_there', { params: { currency: total.currency } })
    const amount = input.amount ?? amountOf(smaller(open, there))
    return work.run(paymentRecord, {
      ...(holder.person ? { person: holder.person } : {}),
      ...(holder.account ? { account: holder.account } : {}),
      amount,
      currency: total.currency,
      method: 'prepayment',
      allocations: [{ order: row.id, amount }],
    })
  },
})
