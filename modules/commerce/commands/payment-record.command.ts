import { decimal, defineCommand, group, label, like, reference, refuse } from '@lianke/kernel'
import { payment } from '../objects/payment.object.ts'
import { z } from 'zod'
import { leftOver, prepaidBy } from '../rules/left-over.rule.ts'
import { amountTextOf, currencyOf, signedAmountInput } from './amount-input.ts'
import { holderOf } from './move-prepayment.ts'
import { receivePayment } from './receive-payment.ts'
import { order } from '../objects/order.object.ts'

/**
 * Money came in (or went back, negative) for one or several orders. What is left over becomes prepayment of whoever paid; what goes back
 * beyond the orders comes out of it; by the method `prepayment` orders are paid from it (or refunded to it).
 */
export const paymentRecord = defineCommand({
  name: 'payment.record',
  label: label('登记收款', 'Record a payment'),
  may: { object: payment, action: 'create' },
  writes: ['commerce.order.paid_at'],
  icon: 'money',
  place: ['global'],
  fields: {
    amount: like(payment.fields.amount, { required: true, help: label('退款填负数', 'Negative for a refund') }),
    method: like(payment.fields.method, { required: true, default: 'bank' }),
    person: like(payment.fields.person),
    account: like(payment.fields.account),
    allocations: group(
      label('用于订单', 'For orders'),
      {
        order: reference(label('订单', 'Order'), order, { required: true }),
        amount: decimal(label('金额', 'Amount'), { required: true, scale: 4 }),
      },
      { many: true, max: 100 },
    ),
    paid_at: like(payment.fields.paid_at),
    reference_number: like(payment.fields.reference_number),
    remark: like(payment.fields.remark),
  },
  input: z.strictObject({
    amount: signedAmountInput,
    currency: z.string().length(3).default('CNY'),
    allocations: z
      .array(z.strictObject({ order: z.uuid(), amount: signedAmountInput }))
      .max(100)
      .default([]),
  }),
  done: {
    words: label('收款 {payment_number} 已登记', 'Payment {payment_number} is recorded'),
    opens: { object: payment, id: 'id' },
  },
  run: async (work, { allocations: given, amount: said, currency: usual, ...input }) => {
    const [amount, currency] = [amountTextOf(said), currencyOf(said) ?? usual]
    const allocations = given.map((one) => ({
      order: one.order,
      amount: { amount: amountTextOf(one.amount), currency: currencyOf(one.amount) ?? currency },
    }))
    const ids = [...new Set(allocations.map((one) => one.order))]
    const orders = await work.records.find(order, ids, { fields: ['person', 'account'] })
    const missing = allocations.findIndex((one) => !orders.has(one.order))
    if (missing >= 0)
      refuse('record.invalid', { problems: [{ path: `/allocations/${missing}/order`, code: 'field.reference_not_found' }] })
    const fromBalance = input.method === 'prepayment'
    const rest = leftOver({ amount: { amount } }, allocations)
    if (fromBalance && rest !== 0n)
      refuse('payment.prepayment_unallocated', { problems: [{ path: '/allocations', code: 'payment.prepayment_unallocated' }] })
    const holder = holderOf(input) ?? holderOf(orders.get(ids[0] ?? '') ?? {})
    if (!holder && (fromBalance || rest < 0n)) refuse('payment.no_holder')
    return receivePayment(work, {
      values: {
        ...input,
        // Whose prepayment it is can be read off the payment again: the company's where it bears one.
        person: input.person ?? ids.map((id) => orders.get(id)?.person).find(Boolean) ?? null,
        account: holder?.account ?? null,
        paid_at: input.paid_at ?? work.now,
      },
      amount: { amount, currency },
      holder,
      allocations,
      prepaid: holder ? prepaidBy({ method: input.method, amount: { amount } }, allocations) : null,
    })
  },
})
