import { units } from './amount.rule.ts'

interface Received {
  readonly method?: string | null
  readonly amount?: { readonly amount: string } | null
}

/** What of a payment no order has. */
export const leftOver = (
  { amount }: Received,
  allocations: readonly { readonly amount: { readonly amount: string } }[],
): bigint => allocations.reduce((rest, one) => rest - units(one.amount.amount), units(amount?.amount))

/** What a payment makes of its buyer's prepayment: what is left over goes there, and what is paid from it comes out of it. */
export const prepaidBy = (
  received: Received,
  allocations: readonly { readonly amount: { readonly amount: string } }[],
): bigint => (received.method === 'prepayment' ? -units(received.amount?.amount) : leftOver(received, allocations))
