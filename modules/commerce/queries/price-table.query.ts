import type { MoneyValue, Room, Row } from '@lianke/kernel'
import type { Book, Entry, PriceTable } from '../rules/price.rule.ts'
import { discountMax } from '../settings/discount.setting.ts'

export type ProductRow = Row & { name: string; code: string; status: string; stock: number | null; price: MoneyValue | null }
export interface Priced {
  readonly table: PriceTable
  readonly products: ReadonlyMap<string, ProductRow>
}

/** Everything that decides the prices of some products, in three statements however many there are. Read with the rights of the system: what decides is not shown. */
export const priceTable = async (room: Room, productIds: readonly string[]): Promise<Priced> => {
  const products = await room.system.records.find<ProductRow>('commerce.product', productIds, {
    fields: ['name', 'code', 'status', 'stock', 'price'],
  })
  const books = await room.sql<Book & Record<string, unknown>>(
    `select id, currency, coalesce(priority, 100) as priority, coalesce(active, true) as active, coalesce(applies, 'all') as applies,
       starts_on::text as starts_on, ends_on::text as ends_on
     from commerce_price_book where deleted_at is null and coalesce(active, true)`,
  )
  const entries = await room.sql<Entry & Record<string, unknown>>(
    `select price_book as book, product, price::text as price, price_currency as currency, coalesce(quantity_from, 1) as quantity_from, discount_max::text as discount_max
     from commerce_price_book_entry where deleted_at is null and product = any($1::uuid[]) and price_book = any($2::uuid[]) and price is not null`,
    [[...products.keys()], books.map(({ id }) => id)],
  )
  const limit = await room.setting<number>(discountMax.name)
  const own = [...products.values()].flatMap((product): [string, Entry][] =>
    product.price
      ? [
          [
            product.id,
            {
              book: null,
              product: product.id,
              price: product.price.amount,
              currency: product.price.currency,
              quantity_from: 0,
              discount_max: limit >= 1 ? null : String(limit),
            },
          ],
        ]
      : [],
  )
  return { table: { books, entries, own: new Map(own) }, products }
}

/** The day of a moment in the tenant's zone, `2026-11-26`. */
export const dayOf = (moment: string, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(moment))
