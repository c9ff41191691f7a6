import type { Row } from '@lianke/kernel'

/** One product of an order that is being typed. `price` is what the seller typed, else the server's own price holds. */
export interface OrderLine {
  readonly product: string
  readonly name: string
  readonly quantity: number
  readonly price?: string
}
/** What the seller sees beside a line, as `order.prices` answers. */
export interface LinePrice {
  readonly product: string
  readonly price: string | null
  readonly lowest: string | null
  readonly last: { readonly amount: string; readonly currency: string } | null
  readonly stock: number | null
}

const quantityMax = 9999

/** One more or fewer of a product; none takes the line away. */
export const stepped = (
  lines: readonly OrderLine[],
  product: Pick<Row, 'id'> & { readonly name: string },
  by: number,
): readonly OrderLine[] => {
  const known = lines.find((line) => line.product === product.id)
  if (!known) return by > 0 ? [...lines, { product: product.id, name: product.name, quantity: by }] : lines
  const quantity = Math.min(known.quantity + by, quantityMax)
  return quantity <= 0
    ? lines.filter((line) => line !== known)
    : lines.map((line) => (line === known ? { ...line, quantity } : line))
}

const pennies = (amount: string): number => Math.round(Number(amount) * 100)
/** What it will come to, for the eye; the server sums in whole digits. Null while a price is missing. */
export const estimated = (lines: readonly OrderLine[], prices: ReadonlyMap<string, LinePrice>): number | null => {
  let sum = 0
  for (const line of lines) {
    const price = line.price || prices.get(line.product)?.price
    if (!price || !Number.isFinite(Number(price))) return null
    sum += pennies(price) * line.quantity
  }
  return sum / 100
}
