import type { Filter, MoneyValue, Room, Row } from '@lianke/kernel'
import type { Entry } from '../rules/price.rule.ts'

export interface Prices {
  readonly currency: string
  readonly products: ReadonlyMap<string, Row & { name: string; code: string; status: string; stock: number | null }>
  /** Book entries, else the product's own price. */
  readonly entries: readonly Entry[]
  /** Last price this customer paid, by product. */
  readonly last: ReadonlyMap<string, MoneyValue>
}
interface Wanted {
  readonly products: readonly string[]
  readonly price_book?: string | undefined
  readonly person?: string | undefined
  readonly account?: string | undefined
}

const linesMax = 200

const lastPrices = async (room: Room, wanted: Wanted): Promise<Map<string, MoneyValue>> => {
  const buyer: Filter | null = wanted.person
    ? { field: 'order.person', op: 'eq', value: wanted.person }
    : wanted.account
      ? { field: 'order.account', op: 'eq', value: wanted.account }
      : null
  if (!buyer) return new Map()
  const lines = await room.records.list<Row & { product: string; price: MoneyValue }>('commerce.order_line', {
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
  return new Map([...lines.data].reverse().map((line) => [line.product, line.price]))
}

/** Everything that decides a price, in four statements however many lines there are. */
export const pricesFor = async (room: Room, wanted: Wanted): Promise<Prices> => {
  const filter: Filter = { field: 'id', op: 'in', value: wanted.products }
  const products = await room.records.list<
    Row & { name: string; code: string; status: string; stock: number | null; price: MoneyValue | null }
  >('commerce.product', { filter, limit: linesMax })
  const book = wanted.price_book ? await room.records.get('commerce.price_book', wanted.price_book) : null
  const booked = book
    ? await room.records.list<
        Row & { product: string; price: MoneyValue; quantity_from: number | null; discount_max: string | null }
      >('commerce.price_book_entry', {
        filter: {
          and: [
            { field: 'price_book', op: 'eq', value: book.id },
            { field: 'product', op: 'in', value: wanted.products },
          ],
        },
        limit: linesMax,
      })
    : { data: [] }
  const inBook = new Set(booked.data.map((entry) => entry.product))
  const own = products.data.flatMap((product) =>
    product.price && !inBook.has(product.id)
      ? [{ product: product.id, price: product.price.amount, quantity_from: 0, discount_max: null }]
      : [],
  )
  return {
    currency: (book?.currency as string | undefined) ?? products.data.find((product) => product.price)?.price?.currency ?? 'CNY',
    products: new Map(products.data.map((product) => [product.id, product])),
    entries: [
      ...booked.data.map((entry) => ({
        product: entry.product,
        price: entry.price.amount,
        quantity_from: entry.quantity_from ?? 1,
        discount_max: entry.discount_max,
      })),
      ...own,
    ],
    last: await lastPrices(room, wanted),
  }
}
