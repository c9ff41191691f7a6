import { type CheckedRowOf, type CheckProblem, type ChosenOf, defineCheck, type UnitOfWork } from '@lianke/kernel'
import { moneyOf, units } from '../rules/amount.rule.ts'
import { order } from '../objects/order.object.ts'
import { payment } from '../objects/payment.object.ts'

const needed = ['order_number', 'status', 'total', 'paid_before'] as const
type OrderRow = ChosenOf<typeof order, (typeof needed)[number]>
type Checked = CheckedRowOf<typeof payment>
interface Received {
  readonly orders: ReadonlyMap<string, OrderRow>
  /** Ten-thousandths an order has from elsewhere than this set; grows as the set is judged. */
  readonly paid: Map<string, bigint>
  /** What each payment of the set has given each order so far, by `payment order`. */
  readonly own: ReadonlyMap<string, bigint>
  readonly index: number
}

/**
 * Money is told apart over open orders of its own currency, never more than came in and never more than an order is worth. The orders are
 * locked, so that two payments at once cannot both pay the rest of one.
 */
export const paymentAllocations = defineCheck({
  name: 'payment.allocations',
  on: payment,
  when: ['allocations', 'amount'],
  run: async (work, rows, { migrating }) => {
    const ids = [...new Set(rows.flatMap((row) => row.parts.allocations.map(({ order }) => order)))]
    const orders = await work.records.find(order, ids, { fields: needed, forUpdate: true })
    const { paid, own } = await readPaid(work, ids, rows)
    return rows.flatMap((checked, index) => {
      const closed = closedProblems(checked, index)
      if (closed.length > 0) return closed
      const ofPayment = migrating ? [] : amountProblems(checked, index)
      return ofPayment.concat(orderProblems(checked, { orders, paid, own, index }, migrating))
    })
  },
})

/** What orders have from payments outside the set, and from each inside it. */
const readPaid = async (
  work: UnitOfWork,
  orders: readonly string[],
  rows: readonly Checked[],
): Promise<{ paid: Map<string, bigint>; own: Map<string, bigint> }> => {
  const found = await work.sql<{ payment: string | null; order: string; amount: string }>(
    `select case when payment = any($2::uuid[]) then payment end as payment, "order", sum(amount)::text as amount
     from commerce_payment_allocation where "order" = any($1::uuid[]) and deleted_at is null group by 1, 2`,
    [orders, rows.map(({ row }) => row.id)],
  )
  const paid = new Map<string, bigint>()
  const own = new Map<string, bigint>()
  for (const { payment: of, order: to, amount } of found)
    if (of === null) paid.set(to, units(amount))
    else own.set(`${of} ${to}`, units(amount))
  return { paid, own }
}

/** What stands against each other is settled: told apart anew, the orders would be paid again. */
const closedProblems = ({ before }: Checked, index: number): CheckProblem[] =>
  before?.status === 'reversed' || before?.status === 'reversal'
    ? [{ index, code: 'payment.closed', path: '/allocations', params: { number: before.payment_number } }]
    : []

const amountProblems = (checked: Checked, index: number): CheckProblem[] => {
  const amount = units(checked.row.amount?.amount)
  const sum = checked.parts.allocations.reduce((total, one) => total + units(one.amount.amount), 0n)
  if (amount === 0n) return [{ index, code: 'payment.no_amount', path: '/amount' }]
  const currency = checked.row.amount?.currency
  const other = checked.parts.allocations.findIndex((one) => one.amount.currency !== currency)
  if (other >= 0) return [{ index, code: 'payment.received_in', path: `/allocations/${other}/amount`, params: { currency } }]
  return (amount > 0n ? sum > amount : sum < amount) ? [{ index, code: 'payment.allocated_too_much', path: '/allocations' }] : []
}

/** No more than before of the same: what was right to be given need not be judged again. */
const isWithin = (after: bigint, before: bigint): boolean =>
  before >= 0n ? after >= 0n && after <= before : after <= 0n && after >= before

const orderProblems = (checked: Checked, { orders, paid, own, index }: Received, migrating: boolean): CheckProblem[] =>
  checked.parts.allocations.flatMap((one, at) => {
    const found = orders.get(one.order)
    if (!found) return []
    const path = `/allocations/${at}`
    const params = { number: found.order_number }
    if (found.total?.currency !== one.amount.currency)
      return [
        { index, code: 'payment.other_currency', path: `${path}/amount`, params: { ...params, currency: found.total?.currency } },
      ]
    if (migrating) return []
    const given = units(one.amount.amount)
    const before = own.get(`${checked.row.id} ${found.id}`)
    const had = (paid.get(found.id) ?? 0n) + (paid.has(`${found.id} before`) ? 0n : units(found.paid_before?.amount))
    const after = had + given
    paid.set(found.id, after)
    paid.set(`${found.id} before`, 0n)
    if (before !== undefined && isWithin(given, before)) return []
    if (found.status === 'draft' || found.status === 'cancelled')
      return [{ index, code: 'payment.order_not_open', path: `${path}/order`, params }]
    const total = units(found.total.amount)
    const [low, high] = total < 0n ? [total, 0n] : [0n, total]
    return after < low || after > high
      ? [
          {
            index,
            code: 'payment.overpaid',
            path: `${path}/amount`,
            params: { ...params, total: found.total.amount, paid: moneyOf(had, found.total.currency).amount },
          },
        ]
      : []
  })
