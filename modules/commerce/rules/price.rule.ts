import { times, units } from './amount.rule.ts'

/** A price list as it stands. Days are dates in the tenant's zone. */
export interface Book {
  readonly id: string
  readonly currency: string
  readonly priority: number
  readonly active: boolean
  readonly applies: 'all' | 'chosen'
  readonly starts_on: string | null
  readonly ends_on: string | null
}
export interface Entry {
  readonly book: string | null
  readonly product: string
  readonly price: string
  readonly currency: string
  readonly quantity_from: number
  /** Largest discount as a share of the price; null: no limit. */
  readonly discount_max: string | null
}
/** All that decides a price: books by priority, their entries, the products' own prices. */
export interface PriceTable {
  readonly books: readonly Book[]
  readonly entries: readonly Entry[]
  readonly own: ReadonlyMap<string, Entry>
}
interface PriceAsked {
  readonly product: string
  readonly quantity: string
  readonly book: string | null
  /** Day the price is of. */
  readonly on: string
  readonly currency: string
}

/** Is a book in force on a day? */
export const inForce = ({ active, starts_on, ends_on }: Book, on: string): boolean =>
  active && (starts_on === null || starts_on <= on) && (ends_on === null || on <= ends_on)

/** The entry for a quantity: the highest step not above it. */
export const entryFor = (entries: readonly Entry[], product: string, quantity: string): Entry | null =>
  entries
    .filter((entry) => entry.product === product && units(String(entry.quantity_from)) <= units(quantity))
    .sort((a, b) => b.quantity_from - a.quantity_from)[0] ?? null

/**
 * The price that holds: of the chosen book, else of the books for every order that are in force, the smallest priority first; a product that
 * none of them holds has its own price.
 */
export const priceOf = (
  { books, entries, own }: PriceTable,
  { product, quantity, book, on, currency }: PriceAsked,
): Entry | null => {
  const open = books
    .filter(
      (one) => one.currency === currency && inForce(one, on) && (one.id === book || (book === null && one.applies === 'all')),
    )
    .sort((a, b) => a.priority - b.priority || a.id.localeCompare(b.id))
  for (const { id } of open) {
    const found = entryFor(
      entries.filter((entry) => entry.book === id && entry.currency === currency),
      product,
      quantity,
    )
    if (found) return found
  }
  const listed = own.get(product)
  return listed?.currency === currency ? listed : null
}

/** The lowest price a seller may give under an entry. Null: no limit. */
export const floorPrice = (entry: Entry | null): bigint | null =>
  entry?.discount_max == null ? null : times(units(entry.price), units('1') - units(entry.discount_max))

/** What one piece costs after the line's discount. */
export const netPrice = (price: string, discount: string | null | undefined, quantity: string): bigint => {
  const pieces = units(quantity)
  return units(price) - (pieces === 0n ? 0n : (units(discount) * 10_000n) / pieces)
}
