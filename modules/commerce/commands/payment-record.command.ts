import { defineCommand, label, refuse, type MoneyValue, type Row } from '@lianke/kernel'
import { z } from 'zod'
import { amountTextOf, currencyOf, signedAmountInput } from './amount-input.ts'

const shown = ['order_number', 'payment_status', 'total', 'paid', 'person']
type OrderRow = Row & {
  order_number: string
  payment_status: string
  total: MoneyValue | null
  paid: MoneyValue | null
  person: string | null
}

/** Money came in (or went back, negative) for one or several orders; what is left over stays on the payment. */
export const paymentRecord = defineCommand({
  name: 'payment.record',
  label: label('登记收款', 'Record a payment'),
  may: { object: 'commerce.payment', action: 'create' },
  writes: ['commerce.order.paid_at'],
  input: z.strictObject({
    person: z.uuid().optional(),
    account: z.uuid().optional(),
    amount: signedAmountInput,
    currency: z.string().length(3).default('CNY'),
    method: z.enum(['bank', 'wechat', 'alipay', 'cash', 'card', 'other']).default('bank'),
    paid_at: z.iso.datetime({ offset: true }).optional(),
    reference_number: z.string().trim().max(80).optional(),
    remark: z.string().max(2000).optional(),
    allocations: z
      .array(z.strictObject({ order: z.uuid(), amount: signedAmountInput }))
      .max(100)
      .default([]),
  }),
  run: async (room, { allocations, amount: given, currency: usual, ...input }) => {
    const [amount, currency] = [amountTextOf(given), currencyOf(given) ?? usual]
    const ids = [...new Set(allocations.map((one) => one.order))]
    const before = await room.records.find<OrderRow>('commerce.order', ids, { fields: shown, forUpdate: true })
    const missing = allocations.findIndex((one) => !before.has(one.order))
    if (missing >= 0)
      refuse('record.invalid', { problems: [{ path: `/allocations/${missing}/order`, code: 'field.reference_not_found' }] })
    const person = input.person ?? ids.map((id) => before.get(id)?.person).find(Boolean) ?? null
    const payment = await room.records.create('commerce.payment', {
      ...input,
      person,
      amount: { amount, currency },
      paid_at: input.paid_at ?? room.now,
      allocations: allocations.map((one) => ({
        order: one.order,
        amount: { amount: amountTextOf(one.amount), currency: currencyOf(one.amount) ?? currency },
      })),
    })
    await room.emit({
      name: 'payment.recorded',
      subject: { object: 'commerce.payment', id: payment.id },
      person,
      payload: { number: payment.payment_number, amount: `${currency} ${amount}`, method: input.method },
    })
    const after = await room.records.find<OrderRow>('commerce.order', ids, { fields: shown })
    for (const order of after.values()) {
      if (order.payment_status !== 'paid' || before.get(order.id)?.payment_status === 'paid') continue
      await room.emit({
        name: 'order.paid',
        subject: { object: 'commerce.order', id: order.id },
        person: order.person,
        payload: { number: order.order_number, amount: `${currency} ${order.total?.amount ?? ''}` },
      })
    }
    return {
      id: payment.id,
      payment_number: payment.payment_number,
      orders: [...after.values()].map(({ id, payment_status, paid }) => ({ id, payment_status, paid: paid?.amount ?? '0' })),
    }
  },
})
