import { request } from '@lianke/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { type Buyer, type DraftLine, emptyLine, type LinePrice, wanted } from './draft-order.ts'
import { sumsOf } from './sums-of.ts'

/** What is known of the lines' prices for this buyer; the last answer stays until the next has come. */
const usePrices = (buyer: Buyer, filled: readonly DraftLine[]) => {
  const question = useDeferredValue(
    filled.length === 0
      ? null
      : JSON.stringify({
          ...wanted({ ...buyer, opportunity: null }),
          lines: filled.map((line) => ({ product: line.product?.id, quantity: line.quantity ?? '1' })),
        }),
  )
  const { data } = useQuery({
    queryKey: ['order.prices', question],
    queryFn: ({ signal }) =>
      request<{ currency: string; lines: LinePrice[] }>('/commands/order.prices', { body: JSON.parse(question ?? '{}'), signal }),
    enabled: question !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    retry: false,
  })
  return { known: new Map((data?.lines ?? []).map((line) => [line.product, line])), currency: data?.currency ?? 'CNY' }
}

/** An order being typed: its lines, what is known of prices, its sums, and how to place it. */
export const useOrder = (given: Partial<Buyer>) => {
  const [buyer, setBuyer] = useState<Buyer>({ person: null, account: null, price_book: null, opportunity: null, ...given })
  const [lines, setLines] = useState<readonly DraftLine[]>([emptyLine()])
  const [key] = useState(() => crypto.randomUUID())
  const filled = lines.filter((line) => line.product)
  const prices = usePrices(buyer, filled)
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
  return { buyer, setBuyer, lines, filled, ...prices, ...sumsOf(filled, prices), change, remove, place }
}
export type TypedOrder = ReturnType<typeof useOrder>
