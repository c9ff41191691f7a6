import { type CheckedRow, type CheckProblem, defineCheck, type MoneyValue, type Row } from '@lianke/kernel'
import { moneyOf, units } from '../rules/amount.rule.ts'

type OrderRow = Row & { order_number: string; status: string; total: MoneyValue | null; paid_before: MoneyValue | null }
type AllocationRow = Row & { order: string; amount: MoneyValue }
interface Received {
  readonly orders: ReadonlyMap<string, OrderRow>
  /** Ten-thousandths an order has from elsewhere than this set; grows as the set is judged. */
  readonly paid: Map<string, bigint>
  readonly index: number
}

const allocationsOf = ({ parts }: CheckedRow): readonly AllocationRow[] => (parts.allocations ?? []) as readonly AllocationRow[]

/**
 * Money is told apart over open orders of its own currency, never more than came in and never more than an order is worth. The orders are
 * locked, so that two payments at once cannot both pay the rest of one.
 */
export const paymentAllocations = defineCheck({
  name: 'payment.allocations',
  when: ['allocations', 'amount'],
  run: async (room, rows, { migrating }) => {
    const ids = [...new Set(rows.flatMap((row) => allocationsOf(row).map(({ order }) => order)))]
    const orders = await room.records.find<OrderRow>('commerce.order', ids, {
      fields: ['order_number', 'status', 'total', 'paid_before'],
      forUpdate: true,
    })
    const sums = await room.sql<{ order: string; amount: string }>(
      `select "order", sum(amount)::text as amount from commerce_payment_allocation
       where "order" = any($1::uuid[]) and not payment = any($2::uuid[]) and deleted_at is null group by 1`,
      [ids, rows.map(({ row }) => row.id)],
    )
    const paid = new Map(sums.map(({ order, amount }) => [order, units(amount)]))
    return rows.flatMap((checked, index) =>
      (migrating ? [] : amountProblems(checked, index)).concat(orderProblems(checked, { orders, paid, index }, migrating)),
    )
  },
})

const amountProblems = (checked: CheckedRow, index: number): CheckProblem[] => {
  const amount = units((checked.row.amount as MoneyValue | null)?.amount)
  const sum = allocationsOf(checked).reduce((total, one) => total + units(one.amount.amount), 0n)
  if (amount === 0n) return [{ index, code: 'payment.no_amount', path: '/amount' }]
  return (amount > 0n ? sum > amount : sum < amount) ? [{ index, code: 'payment.allocated_too_much', path: '/allocations' }] : []
}

const orderProblems = (checked: CheckedRow, { orders, paid, index }: Received, migrating: boolean): CheckProblem[] =>
  allocationsOf(checked).flatMap((one, at) => {
    const order = orders.get(one.order)
    if (!order) return []
    const path = `/allocations/${at}`
    const params = { number: order.order_number }
    if (order.total?.currency !== one.amount.currency)
      return [
        { index, code: 'payment.other_currency', path: `${path}/amount`, params: { ...params, currency: order.total?.currency } },
      ]
    if (migrating) return []
    if (order.status === 'draft' || order.status === 'cancelled')
      return [{ index, code: 'payment.order_not_open', path: `${path}/order`, params }]
    const had = (paid.get(order.id) ?? 0n) + (paid.has(`${order.id} before`) ? 0n : units(order.paid_before?.amount))
    const after = had + units(one.amount.amount)
    const total = units(order.total.amount)
    const [low, high] = total < 0n ? [total, 0n] : [0n, total]
    paid.set(order.id, after)
    paid.set(`${order.id} before`, 0n)
    return after < low || after > high
      ? [
          {
            index,
            code: 'payment.overpaid',
            path: `${path}/amount`,
            params: { ...params, total: order.total.amount, paid: moneyOf(had, order.total.currency).amount },
          },
        ]
      : []
  })
