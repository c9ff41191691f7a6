import { times, units } from './amount.rule.ts'

export interface Entry {
  readonly product: string
  readonly price: string
  readonly quantity_from: number
  readonly discount_max: string | null
}

/** The entry for a quantity: the highest step not above it. */
export const entryFor = (entries: readonly Entry[], product: string, quantity: string): Entry | null =>
  entries
    .filter((entry) => entry.product === product && units(String(entry.quantity_from)) <= units(quantity))
    .sort((a, b) => b.quantity_from - a.quantity_from)[0] ?? null

/** The lowest price a seller may give under an entry. Null: no limit. */
export const floorPrice = (entry: Entry | null): bigint | null =>
  entry?.discount_max == null ? null : times(units(entry.price), units('1') - units(entry.discount_max))
