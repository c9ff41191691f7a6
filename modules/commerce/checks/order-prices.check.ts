import { type CheckProblem, defineCheck, type RowOf } from '@lianke/kernel'
import { dayOf, type Priced, priceTable } from '../queries/price-table.query.ts'
import { units } from '../rules/amount.rule.ts'
import { floorPrice, inForce, netPrice, priceOf } from '../rules/price.rule.ts'
import { order } from '../objects/order.object.ts'
import type { orderLine } from '../objects/order-line.object.ts'

/** Right to sell below the lowest price. */
export const anyPrice = 'orders.any_price'
type LineRow = RowOf<typeof orderLine>

/** Products are sold while they are on sale, in quantities, and not below the lowest price of the list that holds; whoever may give any price is not held to it. */
export const orderPrices = defineCheck({
  name: 'order.prices',
  on: order,
  when: ['lines', 'price_book'],
  run: async (work, rows, { may, migrating }) => {
    if (migrating) return []
    const products = [...new Set(rows.flatMap((row) => row.parts.lines.flatMap(({ product }) => product ?? [])))]
    if (products.length === 0) return []
    const priced = await priceTable(work, products)
    const bound = !may(anyPrice)
    return rows.flatMap((checked, index) => {
      const on = dayOf(checked.row.ordered_at ?? work.now, work.zone)
      const book = checked.row.price_book ?? null
      const chosen = book === null ? null : priced.table.books.find(({ id }) => id === book)
      if (book !== null && (!chosen || !inForce(chosen, on)))
        return [{ index, code: 'order.price_book_not_in_force', path: '/price_book' }]
      return checked.parts.lines.flatMap((line, at) => lineProblems(priced, { line, on, book, bound }, index, `/lines/${at}`))
    })
  },
})

interface Judged {
  readonly line: LineRow
  readonly on: string
  readonly book: string | null
  readonly bound: boolean
}

const lineProblems = (
  { table, products }: Priced,
  { line, on, book, bound }: Judged,
  index: number,
  path: string,
): CheckProblem[] => {
  if (units(line.quantity) === 0n) return [{ index, code: 'order.no_quantity', path: `${path}/quantity` }]
  const product = line.product === null ? undefined : products.get(line.product)
  if (!product) return []
  const params = { name: product.name }
  if (product.status !== 'on_sale') return [{ index, code: 'order.product_stopped', path: `${path}/product`, params }]
  const asked = { product: product.id, quantity: line.quantity, book, on, currency: line.price.currency }
  const entry = priceOf(table, asked)
  // In a currency the product is not listed in nobody can tell what is too low.
  if (bound && !entry && table.own.has(product.id))
    return [
      { index, code: 'order.currency_not_listed', path: `${path}/price`, params: { ...params, currency: line.price.currency } },
    ]
  const lowest = floorPrice(entry)
  return bound && lowest !== null && netPrice(line.price.amount, line.discount?.amount, line.quantity) < lowest
    ? [{ index, code: 'order.discount_over_limit', path: `${path}/price`, params }]
    : []
}
