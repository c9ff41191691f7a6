import { defineCommand, group, label, like, refuse, type UnitOfWork } from '@lianke/kernel'
import { z } from 'zod'
import { exact, units } from '../rules/amount.rule.ts'
import { leftOver, prepaidBy } from '../rules/left-over.rule.ts'
import { order } from '../objects/order.object.ts'
import { payment } from '../objects/payment.object.ts'
import { paymentAllocation } from '../objects/payment-allocation.object.ts'
import { amountTextOf, currencyOf, signedAmountInput } from './amount-input.ts'
import { type Holder, holderOf, movePrepayment } from './move-prepayment.ts'
import { paymentsToAllocate } from './payments-to-allocate.ts'
import { ordersBefore, tellPaid } from './tell-paid.ts'

const wanted = ['payment_number', 'status', 'amount', 'method', 'person', 'account', 'prepaid', 'allocations'] as const
interface Allocation {
  readonly order: string
  readonly amount: { readonly amount: string; readonly currency: string }
}
interface Standing {
  readonly id: string
  readonly order: string
  readonly amount: { readonly amount: string }
}

/**
 * Tells a payment apart anew: the whole list of what goes to which order. What is left over goes to the buyer's prepayment, what is missing comes
 * out of it, in the same unit of work; prepayment that was spent meanwhile holds it.
 */
export const paymentAllocate = defineCommand({
  name: 'payment.allocate',
  label: label('分配收款', 'Allocate'),
  help: label('剩余的转入客户的预收款', 'What is left goes to the buyer’s prepayment'),
  may: { object: payment, action: 'update' },
  on: payment,
  writes: ['allocations', 'prepaid'],
  icon: 'split',
  place: ['record'],
  offered: { status: ['valid', null] },
  offeredTo: paymentsToAllocate,
  prefill: { allocations: 'allocations' },
  fields: {
    allocations: group(
      label('用于订单', 'For orders'),
      {
        order: like(paymentAllocation.fields.order, { required: true }),
        amount: like(paymentAllocation.fields.amount, { required: true }),
      },
      { many: true, max: 100 },
    ),
  },
  input: z.strictObject({
    allocations: z
      .array(z.strictObject({ order: z.uuid(), amount: signedAmountInput }))
      .max(100)
      .default([]),
  }),
  done: { words: label('收款 {title} 已分配', 'Payment {title} is allocated') },
  run: async (work, { id, allocations: given }) => {
    const paid = await work.records.get(payment, id, { fields: wanted, forUpdate: true })
    const number = paid.payment_number
    if (paid.status === 'reversed' || paid.status === 'reversal') refuse('payment.closed', { params: { number } })
    const { currency } = paid.amount
    const allocations = given
      .map((one) => ({
        order: one.order,
        amount: { amount: amountTextOf(one.amount), currency: currencyOf(one.amount) ?? currency },
      }))
      .filter((one) => units(one.amount.amount) !== 0n)
    const before = await ordersBefore(
      work,
      [...allocations, ...paid.allocations].map((one) => one.order),
    )
    const holder = await buyerOf(work, holderOf(paid), allocations, paid.allocations)
    const rest = leftOver(paid, allocations)
    if (paid.method === 'prepayment' && rest !== 0n)
      refuse('payment.prepayment_unallocated', { problems: [{ path: '/allocations', code: 'payment.prepayment_unallocated' }] })
    if (!holder && rest < 0n) refuse('payment.allocated_too_much')
    const prepaid = holder ? prepaidBy(paid, allocations) : null
    const changed = await work.records.update(payment, id, {
      allocations: linesOf(paid.allocations, allocations),
      prepaid: prepaid === null ? null : { amount: exact(prepaid), currency },
      ...(holder && !holderOf(paid) ? { ...holder } : {}),
    })
    const moved = (prepaid ?? 0n) - units(paid.prepaid?.amount)
    if (holder && moved !== 0n)
      await movePrepayment(work, holder, {
        key: `payment:${id}:${changed.version}`,
        amount: exact(moved),
        currency,
        occurred_at: work.now,
        memo: number ?? '',
      })
    return { id, payment_number: number, prepaid: changed.prepaid?.amount ?? null, orders: await tellPaid(work, before) }
  },
})

/** Whose money it is: who paid, or, where that was not known, whose orders it is for. Orders that it comes to must be that buyer's. */
const buyerOf = async (
  work: UnitOfWork,
  known: Holder | null,
  allocations: readonly Allocation[],
  standing: readonly Standing[],
): Promise<Holder | null> => {
  const had = new Set(standing.map((one) => one.order))
  const fresh = allocations.flatMap((one, index) => (had.has(one.order) ? [] : [{ order: one.order, index }]))
  const orders = await work.records.find(
    order,
    fresh.map((one) => one.order),
    { fields: ['order_number', 'person', 'account'] },
  )
  const buyer = known ?? holderOf(orders.get(fresh[0]?.order ?? '') ?? {})
  const problems = fresh.flatMap(({ order: id, index }) => {
    const found = orders.get(id)
    const path = `/allocations/${index}/order`
    if (!found) return [{ path, code: 'field.reference_not_found' }]
    const params = { number: found.order_number }
    if (allocations.findIndex((one) => one.order === id) < index) return [{ path, code: 'payment.order_twice', params }]
    const his = holderOf(found)
    const same = buyer?.account ? his?.account === buyer.account : !his?.account && his?.person === buyer?.person
    return same ? [] : [{ path, code: 'payment.other_buyer', params }]
  })
  const [only, ...others] = problems
  if (only) refuse(others.length === 0 && only.code !== 'field.reference_not_found' ? only.code : 'record.invalid', { problems })
  return buyer
}

/** The list as it will stand: lines that are known change their amounts, those not named go. */
const linesOf = (standing: readonly Standing[], allocations: readonly Allocation[]) => {
  const known = new Map(standing.map((one) => [one.order, one.id]))
  return allocations.map(({ order: of, amount }) => {
    const id = known.get(of)
    return id === undefined ? { order: of, amount } : { id, amount }
  })
}
