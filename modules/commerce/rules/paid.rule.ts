import type { MoneyValue } from '@lianke/kernel'
import { moneyOf, units } from './amount.rule.ts'

interface PaidInput {
  readonly total: Pick<MoneyValue, 'amount' | 'currency'> | null
  /** Paid before the order came into the system. */
  readonly paidBefore: MoneyValue | null
  /** Sum of what payments were allocated to it, in its own currency. */
  readonly allocated: unknown
}
type PaymentStatus = 'unpaid' | 'partly_paid' | 'paid'

/** What an order has received, and how far that pays it. A return is paid when all of it was given back. */
export const paidOf = ({
  total,
  paidBefore,
  allocated,
}: PaidInput): { readonly paid: { amount: string; currency: string } | null; readonly status: PaymentStatus } => {
  if (!total) return { paid: null, status: 'unpaid' }
  const paid = units(paidBefore?.amount) + units(String(allocated ?? '0'))
  const due = units(total.amount)
  const status = paid === 0n ? 'unpaid' : paid === due || (due > 0n ? paid > due : paid < due) ? 'paid' : 'partly_paid'
  return { paid: moneyOf(paid, total.currency), status }
}
