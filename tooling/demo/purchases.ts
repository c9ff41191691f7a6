import type { Chance } from './chance.ts'
import { day, iso } from './clock.ts'
import type { Known, PlannedOrder, PlannedPerson } from './people.ts'
import { products } from './words.ts'
import { type Demo, writeSets } from './write-sets.ts'

const cny = (cents: number) => ({ amount: (cents / 100).toFixed(2), currency: 'CNY' })

interface Sums {
  readonly total: number
  readonly lines: readonly { product: number; quantity: number; price: number; discount: number }[]
}
/** The member day gives ten percent. */
const sumsOf = (order: PlannedOrder): Sums => {
  const memberDay = new Date(order.at).getUTCDate() === 18
  const lines = order.lines.map(({ product, quantity }) => {
    const price = Number(products[product]?.price ?? 0) * 100
    return { product, quantity, price, discount: memberDay ? Math.round((price * quantity) / 10) : 0 }
  })
  return { lines, total: lines.reduce((sum, line) => sum + line.price * line.quantity - line.discount, 0) }
}

export const writeProducts = async (demo: Demo): Promise<string[]> => {
  const ids = await writeSets(
    demo,
    'commerce.product',
    products.map((product, index) => ({
      ...product,
      price: { amount: product.price, currency: 'CNY' },
      cost: cny(Math.round(Number(product.price) * 32)),
      unit: '件',
      stock: 200 + index * 37,
      status: 'on_sale',
      barcode: `690000000${String(index).padStart(4, '0')}`,
    })),
  )
  const [dealer] = await writeSets(demo, 'commerce.price_book', [
    { name: '经销商价', currency: 'CNY', priority: 10, applies: 'chosen' },
    { name: '会员价', currency: 'CNY', priority: 50, applies: 'chosen' },
  ])
  await writeSets(
    demo,
    'commerce.price_book_entry',
    products.flatMap((product, index) =>
      [1, 50].map((quantity_from) => ({
        price_book: dealer,
        product: ids[index],
        quantity_from,
        price: cny(Math.round(Number(product.price) * (quantity_from === 1 ? 62 : 55))),
        discount_max: '0.05',
      })),
    ),
  )
  return ids
}

/** An order, or what came back of one. */
interface Sale {
  readonly person: string
  readonly plan: PlannedPerson
  readonly order: PlannedOrder
  readonly sums: Sums
  readonly sign: 1 | -1
}
const salesOf = (persons: readonly Known[], now: number): Sale[] =>
  persons
    .flatMap(({ id, plan }) =>
      plan.orders.flatMap((order): Sale[] => {
        const sale = { person: id, plan, order, sums: sumsOf(order), sign: 1 } as const
        return order.back ? [sale, { ...sale, sign: -1, order: { ...order, at: Math.min(now, order.at + 6 * day) } }] : [sale]
      }),
    )
    .sort((a, b) => a.order.at - b.order.at)

/** What is older than the payments kept here was paid before. */
const isRecent = ({ order }: Sale, now: number): boolean => order.status !== 'cancelled' && now - order.at < 120 * day

const orderRow = ({ now }: Demo, chance: Chance, one: Sale, productIds: readonly string[]) => {
  const { person, plan, order, sums, sign } = one
  const cancelled = order.status === 'cancelled'
  return {
    person,
    owner: plan.guide.id,
    kind: sign > 0 ? 'sale' : 'return',
    status: sign > 0 ? order.status : 'completed',
    ordered_at: iso(order.at),
    created_at: iso(order.at),
    channel: order.channel,
    store: plan.guide.store,
    country: '中国',
    ...(cancelled || isRecent(one, now) ? {} : { paid_before: cny(sign * sums.total) }),
    ...(cancelled
      ? { cancelled_at: iso(order.at + 3_600_000), cancel_reason: chance.pick(['不想要了', '地址填错', '重复下单']) }
      : { confirmed_at: iso(order.at), paid_at: iso(order.at + 60_000) }),
    lines: sums.lines.map((line) => ({
      product: productIds[line.product],
      name: products[line.product]?.name,
      quantity: String(sign * line.quantity),
      price: cny(line.price),
      discount: cny(sign * line.discount),
    })),
  }
}

const paymentRow = (chance: Chance, { person, plan, order, sums, sign }: Sale, orderId: string | undefined) => ({
  person,
  owner: plan.guide.id,
  amount: cny(sign * sums.total),
  allocations: [{ order: orderId, amount: cny(sign * sums.total) }],
  method: chance.weighted([
    ['wechat', 6],
    ['alipay', 3],
    ['card', 1],
  ]),
  paid_at: iso(order.at + 60_000),
  created_at: iso(order.at + 60_000),
})

/** Orders with lines, their payments, and some returns as negative orders. */
export const writePurchases = async (
  demo: Demo,
  chance: Chance,
  persons: readonly Known[],
  productIds: readonly string[],
): Promise<number> => {
  const sales = salesOf(persons, demo.now)
  const orderIds = await writeSets(
    demo,
    'commerce.order',
    sales.map((sale) => orderRow(demo, chance, sale, productIds)),
  )
  await writeSets(
    demo,
    'commerce.payment',
    sales.flatMap((sale, index) => (isRecent(sale, demo.now) ? [paymentRow(chance, sale, orderIds[index])] : [])),
  )
  return sales.length
}
