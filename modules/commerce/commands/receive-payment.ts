import type { ChangesOf, UnitOfWork } from '@lianke/kernel'
import { exact } from '../rules/amount.rule.ts'
import { payment } from '../objects/payment.object.ts'
import { type Holder, movePrepayment } from './move-prepayment.ts'
import { ordersBefore, tellPaid } from './tell-paid.ts'

interface Amount {
  readonly amount: string
  readonly currency: string
}
interface Received {
  /** The payment's own fields. */
  readonly values: ChangesOf<typeof payment> & { readonly method: string; readonly paid_at: string }
  readonly amount: Amount
  /** Whose prepayment it changes. */
  readonly holder: Holder | null
  readonly allocations: readonly { readonly order: string; readonly amount: Amount }[]
  /** By how much the holder's prepayment changes; null: it has no part in it. */
  readonly prepaid: bigint | null
}

/** Writes a payment, what it makes of its holder's prepayment, and tells of it and of the orders that are paid by it. */
export const receivePayment = async (work: UnitOfWork, { values, amount, holder, allocations, prepaid }: Received) => {
  const before = await ordersBefore(
    work,
    allocations.map((one) => one.order),
  )
  const { currency } = amount
  const made = await work.records.create(payment, {
    ...values,
    amount,
    prepaid: prepaid === null ? null : { amount: exact(prepaid), currency },
    allocations,
  })
  if (holder && prepaid !== null && prepaid !== 0n)
    await movePrepayment(work, holder, {
      key: `payment:${made.id}`,
      amount: exact(prepaid),
      currency,
      occurred_at: values.paid_at,
      memo: made.payment_number ?? '',
    })
  await work.emit({
    name: 'payment.recorded',
    subject: { object: payment.name, id: made.id },
    person: made.person,
    payload: { number: made.payment_number, amount: `${currency} ${amount.amount}`, method: values.method },
  })
  return { id: made.id, payment_number: made.payment_number, orders: await tellPaid(work, before) }
}
