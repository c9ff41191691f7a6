import { amountOf, units } from './amount.rule.ts'

export interface OpenOrder {
  readonly id: string
  readonly number: string
  readonly total: string
  readonly paid: string
}
export interface Allocation {
  readonly order: string
  readonly amount: string
}
export interface Allocated {
  readonly id: string
  readonly number: string
  readonly total: string
  readonly paid: string
  readonly status: 'unpaid' | 'partly_paid' | 'paid'
}

/** Orders after an allocation, or the order that would be paid too much (or refunded more than it received). */
export const allocate = (
  orders: readonly OpenOrder[],
  allocations: readonly Allocation[],
): { readonly orders: readonly Allocated[] } | { readonly over: OpenOrder } => {
  const result: Allocated[] = []
  for (const order of orders) {
    const part = allocations.filter((one) => one.order === order.id).reduce((sum, one) => sum + units(one.amount), 0n)
    const [total, paid] = [units(order.total), units(order.paid) + part]
    const [low, high] = total < 0n ? [total, 0n] : [0n, total]
    if (paid < low || paid > high) return { over: order }
    const status = paid === total ? 'paid' : paid === 0n ? 'unpaid' : 'partly_paid'
    result.push({ id: order.id, number: order.number, total: order.total, paid: amountOf(paid), status })
  }
  return { orders: result }
}
