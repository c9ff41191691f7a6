import type { Filter, MoneyValue, UnitOfWork } from '@lianke/kernel'
import { dayOf, type Priced, priceTable } from '../queries/price-table.query.ts'
import { type Entry, priceOf } from '../rules/price.rule.ts'
import { orderLine } from '../objects/order-line.object.ts'

export interface Prices extends Priced {
  readonly currency: string
  /** The price that holds for a product and a quantity. */
  entry(product: string, quantity: string): Entry | null
}
interface Wanted {
  readonly products: readonly string[]
  readonly price_book?: string | undefined
  readonly person?: string | undefined
  readonly account?: string | undefined
  /** The currency that somebody gave a price in. */
  readonly currency?: string | undefined
  /** When the order is of; now unless said. */
  readonly ordered_at?: string | undefined
}

const linesMax = 200

/** Last price this customer paid, by product. */
export const lastPrices = async (work: UnitOfWork, wanted: Wanted): Promise<ReadonlyMap<string, MoneyValue>> => {
  const buyer: Filter | null = wanted.person
    ? { field: 'order.person', op: 'eq', value: wanted.person }
    : wanted.account
      ? { field: 'order.account', op: 'eq', value: wanted.account }
      : null
  if (!buyer) return new Map()
  const lines = await work.records.list(orderLine, {
    filter: {
      and: [
        buyer,
        { field: 'product', op: 'in', value: wanted.products },
        { field: 'order.status', op: 'ne', value: 'cancelled' },
      ],
    },
    fields: ['product', 'price'],
    sort: ['-created_at'],
    limit: linesMax,
  })
  return new Map(
    [...lines.data].reverse().flatMap((line): [string, MoneyValue][] => (line.product ? [[line.product, line.price]] : [])),
  )
}

/** Everything that decides the prices of an order, in a handful of statements however many lines there are. */
export const pricesFor = async (work: UnitOfWork, wanted: Wanted): Promise<Prices> => {
  const priced = await priceTable(work, wanted.products)
  const book = wanted.price_book ?? null
  const on = dayOf(wanted.ordered_at ?? work.now, work.zone)
  const currency =
    priced.table.books.find(({ id }) => id === book)?.currency ??
    wanted.currency ??
    wanted.products.map((id) => priced.products.get(id)?.price?.currency).find((found) => found !== undefined) ??
    work.currency
  return {
    ...priced,
    currency,
    entry: (product, quantity) => priceOf(priced.table, { product, quantity, book, on, currency }),
  }
}
