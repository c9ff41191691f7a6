import { defineCommand, label, refuse, type MoneyValue, type Row } from '@lianke/kernel'
import { z } from 'zod'
import { allocate } from '../rules/allocate.rule.ts'
import { amountOf, units } from '../rules/amount.rule.ts'
import { holderOf, movePrepayment } from './move-prepayment.ts'

const signed = z.string().regex(/^-?\d{1,12}(\.\d{1,4})?$/)
/** To the last digit: what the currency does not have is refused by the ledger, never rounded. */
const exact = (value: bigint): string => amountOf(value, 4).replace(/\.?0+$/, '')
type OrderRow = Row & {
  order_number: string
  status: string
  total: MoneyValue | null
  paid: MoneyValue | null
  person: string | null
  account: string | null
}

/**
 * Money came in (or went back, negative) for one or several orders. What is left over becomes prepayment of whoever paid; what goes back
 * beyond the orders comes out of it; by the method `prepayment` orders are paid from it (or refunded to it).
 */
export const paymentRecord = defineCommand({
  name: 'payment.record',
  label: label('登记收款', 'Record a payment'),
  may: { object: 'commerce.payment', action: 'create' },
  input: z.strictObject({
    person: z.uuid().optional(),
    account: z.uuid().optional(),
    amount: signed,
    currency: z.string().length(3).default('CNY'),
    method: z.enum(['bank', 'wechat', 'alipay', 'cash', 'card', 'prepayment', 'other']).default('bank'),
    paid_at: z.iso.datetime({ offset: true }).optional(),
    reference_number: z.string().trim().max(80).optional(),
    remark: z.string().max(2000).optional(),
    allocations: z
      .array(z.strictObject({ order: z.uuid(), amount: signed }))
      .max(100)
      .default([]),
  }),
  run: async (room, { allocations, amount, currency, ...input }) => {
    if (units(amount) === 0n) refuse('payment.no_amount', { problems: [{ path: '/amount', code: 'payment.no_amount' }] })
    const sum = allocations.reduce((total, one) => total + units(one.amount), 0n)
    if (units(amount) > 0n ? sum > units(amount) : sum < units(amount))
      refuse('payment.allocated_too_much', { problems: [{ path: '/allocations', code: 'payment.allocated_too_much' }] })
    const ids = [...new Set(allocations.map((one) => one.order))]
    const orders: OrderRow[] = []
    for (const id of ids) orders.push((await room.records.get('commerce.order', id, { forUpdate: true })) as OrderRow)
    const wrong = orders.find((order) => order.status === 'draft' || order.status === 'cancelled')
    if (wrong) refuse('payment.order_not_open', { params: { number: wrong.order_number } })
    const foreign = orders.find((order) => order.total?.currency !== currency)
    if (foreign) refuse('payment.other_currency', { params: { number: foreign.order_number, currency: foreign.total?.currency } })
    const outcome = allocate(
      orders.map((order) => ({
        id: order.id,
        number: order.order_number,
        total: order.total?.amount ?? '0',
        paid: order.paid?.amount ?? '0',
      })),
      allocations,
    )
    if ('over' in outcome)
      refuse('payment.overpaid', { params: { number: outcome.over.number, total: outcome.over.total, paid: outcome.over.paid } })
    const fromBalance = input.method === 'prepayment'
    const rest = units(amount) - sum
    if (fromBalance && rest !== 0n)
      refuse('payment.prepayment_unallocated', { problems: [{ path: '/allocations', code: 'payment.prepayment_unallocated' }] })
    const holder = holderOf(input) ?? holderOf(orders[0] ?? {})
    if (!holder && (fromBalance || rest < 0n)) refuse('payment.no_holder')
    const person = input.person ?? orders.find((order) => order.person)?.person ?? null
    const payment = await room.records.create('commerce.payment', {
      ...input,
      person,
      amount: { amount, currency },
      kind: fromBalance ? 'prepayment' : units(amount) > 0n ? 'receipt' : 'refund',
      paid_at: input.paid_at ?? room.now,
    })
    await room.records.upsert({
      object: 'commerce.payment_allocation',
      rows: allocations.map((one) => ({ payment: payment.id, order: one.order, amount: { amount: one.amount, currency } })),
    })
    await room.records.upsert({
      object: 'commerce.order',
      rows: outcome.orders.map((order) => ({
        id: order.id,
        paid: { amount: order.paid, currency },
        payment_status: order.status,
        paid_at: order.status === 'paid' ? room.now : null,
      })),
    })
    const moved = fromBalance ? -units(amount) : rest
    if (holder && moved !== 0n)
      await movePrepayment(room, holder, {
        key: `payment:${payment.id}`,
        amount: exact(moved),
        currency,
        occurred_at: input.paid_at ?? room.now,
        memo: String(payment.payment_number),
      })
    await room.emit({
      name: 'payment.recorded',
      subject: { object: 'commerce.payment', id: payment.id },
      person,
      payload: { number: payment.payment_number, amount: `${currency} ${amount}`, method: input.method },
    })
    for (const order of outcome.orders.filter((one) => one.status === 'paid')) {
      const buyer = orders.find((one) => one.id === order.id)?.person ?? null
      await room.emit({
        name: 'order.paid',
        subject: { object: 'commerce.order', id: order.id },
        person: buyer,
        payload: { number: order.number, amount: `${currency} ${order.total}` },
      })
    }
    return {
      id: payment.id,
      payment_number: payment.payment_number,
      orders: outcome.orders.map(({ id, status, paid }) => ({ id, payment_status: status, paid })),
    }
  },
})
