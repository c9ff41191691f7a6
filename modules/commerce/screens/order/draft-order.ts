import { isObject, type MoneyValue, type ReferenceValue, referenceIn } from '@lianke/kernel'

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

export const emptyLine = (): DraftLine => ({
  key: crypto.randomUUID(),
  product: null,
  quantity: '1',
  price: null,
  discount: null,
})
/** Who buys, as the server is told. */
export const wanted = (buyer: Buyer) =>
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
