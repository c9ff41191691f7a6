import { type MoneyValue, type ReferenceValue, isObject, referenceIn } from '@lianke/kernel'
import { Problem, request } from '@lianke/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { lineTotal, orderSums } from '../../rules/order-sums.rule.ts'

/** A line being typed; amounts are decimal texts, empty means "not given". */
export interface DraftLine {
  readonly key: string
  readonly product: ReferenceValue | null
  readonly quantity: string | null
  readonly price: string | null
  readonly discount: string | null
}
/** What the server knows of a product for this buyer. */
export interface LinePrice {
  readonly product: string
  readonly price: string | null
  readonly lowest: string | null
  readonly last: MoneyValue | null
  readonly stock: number | null
}
export interface Buyer {
  readonly person: ReferenceValue | null
  readonly account: ReferenceValue | null
  readonly price_book: ReferenceValue | null
  readonly opportunity: ReferenceValue | null
}

const emptyLine = (): DraftLine => ({
  key: crypto.randomUUID(),
  product: null,
  quantity: '1',
  price: null,
  discount: null,
})
const wanted = (buyer: Buyer) =>
  Object.fromEntries(
    Object.entries<ReferenceValue | null>({ ...buyer }).flatMap(([name, value]) => (value ? [[name, value.id]] : [])),
  )

/** Who buys, as an address may say it. */
export const buyerIn = (asked: unknown): Partial<Buyer> =>
  isObject(asked)
    ? {
        person: referenceIn(asked.person),
        account: referenceIn(asked.account),
        price_book: referenceIn(asked.price_book),
        opportunity: referenceIn(asked.opportunity),
      }
    : {}

/** An order being typed: its lines, what is known of prices, its sums, and how to place it. */
export const useOrder = (given: Partial<Buyer>) => {
  const [buyer, setBuyer] = useState<Buyer>({ person: null, account: null, price_book: null, opportunity: null, ...given })
  const [lines, setLines] = useState<readonly DraftLine[]>([emptyLine()])
  const [key] = useState(() => crypto.randomUUID())
  const filled = lines.filter((line) => line.product)
  const question = useDeferredValue(
    filled.length === 0
      ? null
      : JSON.stringify({
          ...wanted({ ...buyer, opportunity: null }),
          lines: filled.map((line) => ({ product: line.product?.id, quantity: line.quantity ?? '1' })),
        }),
  )
  const prices = useQuery({
    queryKey: ['order.prices', question],
    queryFn: ({ signal }) =>
      request<{ currency: string; lines: LinePrice[] }>('/commands/order.prices', { body: JSON.parse(question ?? '{}'), signal }),
    enabled: question !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  })
  const known = new Map((prices.data?.lines ?? []).map((line) => [line.product, line]))
  const priceOf = (line: DraftLine): string | null => line.price ?? known.get(line.product?.id ?? '')?.price ?? null
  const currency = prices.data?.currency ?? 'CNY'
  const priced = filled.map((line) => ({
    quantity: line.quantity ?? '0',
    price: { amount: priceOf(line) ?? '0', currency },
    discount: line.discount ? { amount: line.discount, currency } : null,
  }))
  const { subtotal, discount, total } = orderSums(priced, currency)
  const sums = { subtotal: subtotal.amount, discount: discount.amount, total: total.amount }
  const totals = new Map(
    filled.map((line, index) => {
      const one = priced[index]
      return [line.key, one ? lineTotal(one.quantity, one.price, one.discount).amount : '0']
    }),
  )

  const change = (at: string, values: Partial<DraftLine>) =>
    setLines((old) => {
      const changed = old.map((line) => (line.key === at ? { ...line, ...values } : line))
      // The line after the last one is always there to be typed into.
      return changed.at(-1)?.product ? [...changed, emptyLine()] : changed
    })
  const remove = (at: string) => setLines((old) => (old.length > 1 ? old.filter((line) => line.key !== at) : [emptyLine()]))
  const place = (confirm: boolean, more: Readonly<Record<string, unknown>>) =>
    request<{ id: string; order_number: string }>('/commands/order.place', {
      // Sent again after a lost answer, it is still one order.
      headers: { 'idempotency-key': key },
      body: {
        ...wanted(buyer),
        ...more,
        confirm,
        lines: filled.map((line) => ({
          product: line.product?.id,
          quantity: line.quantity ?? '1',
          ...(line.price ? { price: line.price } : {}),
          ...(line.discount ? { discount: line.discount } : {}),
        })),
      },
    })
  return { buyer, setBuyer, lines, filled, known, currency, sums, totals, change, remove, place }
}

/** Complaints about lines by the line's place, the others together. */
export const complaintsOf = (
  error: unknown,
): { readonly lines: ReadonlyMap<number, string>; readonly general: string | null } => {
  if (!(error instanceof Problem))
    return { lines: new Map(), general: error ? (error instanceof Error ? error.message : String(error)) : null }
  const lines = new Map(
    error.problems.flatMap(({ path, detail }) => {
      const at = /^\/lines\/(\d+)/.exec(path)?.[1]
      return at ? [[Number(at), detail || error.detail] as const] : []
    }),
  )
  return { lines, general: lines.size > 0 ? null : (error.problems[0]?.detail ?? (error.detail || error.title)) }
}
