import { decimal, defineCommand, label, reference, refuse } from '@lianke/kernel'
import { exact, units } from '../rules/amount.rule.ts'
import { leftOver } from '../rules/left-over.rule.ts'
import { order } from '../objects/order.object.ts'
import { payment } from '../objects/payment.object.ts'
import { ordersToAllocate } from './orders-to-pay.ts'
import { paymentAllocate } from './payment-allocate.command.ts'

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** Gives an order what is left of a payment of its buyer: the same act as on the payment, from the other side. */
export const orderAllocate = defineCommand({
  name: 'order.allocate',
  label: label('用已有收款支付', 'Pay from a payment'),
  help: label('取自一笔收款还没有分配的部分', 'Out of what is not yet allocated of a payment'),
  may: { object: payment, action: 'update' },
  on: order,
  icon: 'split',
  place: ['record'],
  offered: { status: ['confirmed', 'delivered', 'completed'], payment_status: ['unpaid', 'partly_paid'] },
  offeredTo: ordersToAllocate,
  fields: {
    payment: reference(label('收款', 'Payment'), payment, {
      required: true,
      where: {
        and: [
          { field: 'status', op: 'eq', value: 'valid' },
          { field: 'prepaid', op: 'gt', value: '0' },
          {
            or: [
              { field: 'account', op: 'eq', value: '{account}' },
              { field: 'person', op: 'eq', value: '{person}' },
            ],
          },
        ],
      },
    }),
    amount: decimal(label('金额', 'Amount'), {
      scale: 4,
      min: 0,
      help: label('不填则能抵多少抵多少', 'Empty: as much as is open and there'),
    }),
  },
  done: { words: label('订单 {title} 已用已有收款支付', 'Order {title} is paid from a payment') },
  run: async (work, { id, payment: from, amount: wanted }): Promise<unknown> => {
    // The payment first, as everywhere: two acts wait for each other in one order only.
    const paid = await work.records.get(payment, from, {
      fields: ['payment_number', 'amount', 'allocations'],
      forUpdate: true,
    })
    const row = await work.records.get(order, id, { fields: ['order_number', 'total', 'paid'], forUpdate: true })
    const open = units(row.total?.amount) - units(row.paid?.amount)
    if (open <= 0n) refuse('prepayment.nothing_open', { params: { number: row.order_number } })
    const left = leftOver(paid, paid.allocations)
    if (left <= 0n) refuse('payment.nothing_left', { params: { number: paid.payment_number } })
    const had = paid.allocations.find((one) => one.order === id)
    const given = wanted === undefined ? smaller(open, left) : units(wanted)
    const { currency } = paid.amount
    const allocations = [
      ...paid.allocations.filter((one) => one.order !== id).map((one) => ({ order: one.order, amount: moneyIn(one.amount) })),
      { order: id, amount: { amount: exact(units(had?.amount.amount) + given), currency } },
    ]
    return work.run(paymentAllocate, { id: from, allocations })
  },
})

const moneyIn = ({ amount, currency }: { readonly amount: string; readonly currency: string }) => ({ amount, currency })
