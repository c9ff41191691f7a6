import { label } from '@lianke/kernel'
import { request, useAct, useCommand, useText, useToast } from '@lianke/ui/phone'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { estimated, type LinePrice, type OrderLine, stepped } from './order-lines.ts'

interface Prices {
  readonly currency: string
  readonly lines: readonly LinePrice[]
}

/** What the server knows of the lines' prices for this person; the last answer stays until the next has come. */
const usePrices = (person: string, lines: readonly OrderLine[]) => {
  const asked = lines.map((line) => ({ product: line.product, quantity: String(line.quantity) }))
  const { data } = useQuery({
    queryKey: ['order.prices', person, asked],
    enabled: lines.length > 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => request<Prices>('/commands/order.prices', { body: { person, lines: asked }, signal }),
  })
  return { known: new Map(data?.lines.map((line) => [line.product, line])), currency: data?.currency ?? 'CNY' }
}

/** Sends the order; the sheet closes when it is placed. */
const usePlacing = (person: string, lines: readonly OrderLine[]) => {
  const text = useText()
  const toast = useToast()
  const { close } = useAct()
  const place = useCommand<{ order_number: string }>('order.place')
  const submit = (confirm: boolean) =>
    place.mutate(
      {
        person,
        confirm,
        lines: lines.map((line) => ({
          product: line.product,
          quantity: String(line.quantity),
          ...(line.price ? { price: line.price } : {}),
        })),
      },
      {
        onSuccess: ({ order_number }) => {
          toast.done(
            confirm
              ? text(label('已下单 {number}', 'Placed {number}'), { number: order_number })
              : text(label('草稿 {number} 已存', 'Draft {number} saved'), { number: order_number }),
          )
          close()
        },
        onError: toast.failed,
      },
    )
  return { submit, sending: place.isPending }
}

/** An order being typed on a phone: its lines, what is known of their prices, what it comes to, and how to place it. */
export const useTypedOrder = (person: string) => {
  const [lines, setLines] = useState<readonly OrderLine[]>([])
  const { known, currency } = usePrices(person, lines)
  return {
    lines,
    known,
    currency,
    sum: estimated(lines, known),
    step: (product: { readonly id: string; readonly name: string }, by: number) => setLines(stepped(lines, product, by)),
    price: (line: OrderLine, price: string | undefined) =>
      setLines(lines.map((one) => (one === line ? { ...line, price } : one))),
    ...usePlacing(person, lines),
  }
}
export type TypedOrder = ReturnType<typeof useTypedOrder>
