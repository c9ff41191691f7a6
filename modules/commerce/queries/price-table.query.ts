import { type ChosenOf, dayText, type UnitOfWork, wallTimeAt } from '@lianke/kernel'
import type { Book, Entry, PriceTable } from '../rules/price.rule.ts'
import { discountMax } from '../settings/discount.setting.ts'
import { priceBook } from '../objects/price-book.object.ts'
import { priceBookEntry } from '../objects/price-book-entry.object.ts'
import { product } from '../objects/product.object.ts'

type ProductRow = ChosenOf<typeof product, 'name' | 'code' | 'status' | 'stock' | 'price'>
export interface Priced {
  readonly table: PriceTable
  readonly products: ReadonlyMap<string, ProductRow>
}

const decides = [product.name, priceBook.name, priceBookEntry.name]

/**
 * Everything that decides the prices of some products, in two statements at once however many there are, once for a unit of work. Read with the
 * rights of the system: what decides is not shown.
 */
export const priceTable = (work: UnitOfWork, productIds: readonly string[]): Promise<Priced> =>
  work.once(`prices of ${[...new Set(productIds)].sort().join(' ')}`, decides, () => readPrices(work, productIds))

type BookRow = Book & { readonly listed: readonly Omit<Entry, 'book'>[] | null }

const readPrices = async (work: UnitOfWork, productIds: readonly string[]): Promise<Priced> => {
  const readProducts = work.system.records.find(product, productIds, { fields: ['name', 'code', 'status', 'stock', 'price'] })
  const readBooks = work.sql<BookRow>(
    `select b.id, b.currency, coalesce(b.priority, 100) as priority, coalesce(b.active, true) as active, coalesce(b.applies, 'all') as applies,
       b.starts_on::text as starts_on, b.ends_on::text as ends_on,
       (select json_agg(json_build_object('product', e.product, 'price', e.price::text, 'currency', e.price_currency,
            'quantity_from', coalesce(e.quantity_from, 1), 'discount_max', e.discount_max::text))
          from commerce_price_book_entry e
          where e.price_book = b.id and e.deleted_at is null and e.product = any($1::uuid[]) and e.price is not null) as listed
     from commerce_price_book b where b.deleted_at is null and coalesce(b.active, true)`,
    [[...new Set(productIds)]],
  )
  const [products, found] = await Promise.all([readProducts, readBooks])
  const books = found.map(({ listed: _listed, ...book }): Book => book)
  const entries = found.flatMap(({ id, listed }) => (listed ?? []).map((entry): Entry => ({ ...entry, book: id })))
  const limit = await work.setting<number>(discountMax.name)
  const own = [...products.values()].flatMap((one): [string, Entry][] =>
    one.price
      ? [
          [
            one.id,
            {
              book: null,
              product: one.id,
              price: one.price.amount,
              currency: one.price.currency,
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
export const dayOf = (moment: string, zone: string): string => dayText(wallTimeAt(Date.parse(moment), zone))
