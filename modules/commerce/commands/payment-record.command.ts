import { decimal, defineCommand, group, label, like, reference, refuse } from '@lianke/kernel'
import { payment } from '../objects/payment.object.ts'
import { z } from 'zod'
import { exact, units } from '../rules/amount.rule.ts'
import { amountTextOf, currencyOf, signedAmountInput } from './amount-input.ts'
import { holderOf, movePrepayment } from './move-prepayment.ts'
import { order } from '../objects/order.object.ts'

const shown = ['order_number', 'payment_status', 'total', 'paid', 'person', 'account'] as const

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
  run: async (room, { allocations, amount: given, currency: usual, ...input }) => {
    const [amount, currency] = [amountTextOf(given), currencyOf(given) ?? usual]
    const ids = [...new Set(allocations.map((one) => one.order))]
    const before = await room.records.find(order, ids, { fields: shown, forUpdate: true })
    const missing = allocations.findIndex((one) => !before.has(one.order))
    if (missing >= 0)
      refuse('record.invalid', { problems: [{ path: `/allocations/${missing}/order`, code: 'field.reference_not_found' }] })
    const fromBalance = input.method === 'prepayment'
    const rest = units(amount) - allocations.reduce((total, one) => total + units(amountTextOf(one.amount)), 0n)
    if (fromBalance && rest !== 0n)
      refuse('payment.prepayment_unallocated', { problems: [{ path: '/allocations', code: 'payment.prepayment_unallocated' }] })
    const holder = holderOf(input) ?? holderOf(before.get(ids[0] ?? '') ?? {})
    if (!holder && (fromBalance || rest < 0n)) refuse('payment.no_holder')
    const person = input.person ?? ids.map((id) => before.get(id)?.person).find(Boolean) ?? null
    const made = await room.records.create(payment, {
      ...input,
      person,
      amount: { amount, currency },
      paid_at: input.paid_at ?? room.now,
      allocations: allocations.map((one) => ({
        order: one.order,
        amount: { amount: amountTextOf(one.amount), currency: currencyOf(one.amount) ?? currency },
      })),
    })
    const moved = fromBalance ? -units(amount) : rest
    if (holder && moved !== 0n)
      await movePrepayment(room, holder, {
        key: `payment:${made.id}`,
        amount: exact(moved),
        currency,
        occurred_at: input.paid_at ?? room.now,
        memo: made.payment_number ?? '',
      })
    await room.emit({
      name: 'payment.recorded',
      subject: { object: payment.name, id: made.id },
      person,
      payload: { number: made.payment_number, amount: `${currency} ${amount}`, method: input.method },
    })
    const after = await room.records.find(order, ids, { fields: shown })
    for (const row of after.values()) {
      if (row.payment_status !== 'paid' || before.get(row.id)?.payment_status === 'paid') continue
      await room.emit({
        name: 'order.paid',
        subject: { object: order.name, id: row.id },
        person: row.person,
        payload: { number: row.order_number, amount: `${currency} ${row.total?.amount ?? ''}` },
      })
    }
    return {
      id: made.id,
      payment_number: made.payment_number,
      orders: [...after.values()].map(({ id, payment_status, paid }) => ({ id, payment_status, paid: paid?.amount ?? '0' })),
    }
  },
})
