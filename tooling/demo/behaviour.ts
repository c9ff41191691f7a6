import type { Chance } from './chance.ts'
import { day, hour } from './clock.ts'
import type { Known } from './people.ts'
import { pages, products } from './words.ts'
import { type Demo, type Happening, tellSets } from './write-sets.ts'

/** What people looked at, more of it lately and before they bought. */
export const tellBehaviour = async (demo: Demo, chance: Chance, persons: readonly Known[], wanted: number): Promise<number> => {
  const each = Math.max(1, Math.floor(wanted / persons.length))
  const happenings: Happening[] = persons.flatMap(({ id, plan }) =>
    Array.from({ length: chance.int(Math.floor(each * 0.5), Math.ceil(each * 1.5)) }, (): Happening => {
      const order = plan.orders.length > 0 && chance.hit(0.5) ? chance.pick(plan.orders) : null
      const at = Math.min(
        demo.now - hour,
        order
          ? order.at - Math.floor(chance.next() * 3 * day)
          : plan.seenAt + Math.floor(chance.next() ** 0.7 * (plan.activeAt - plan.seenAt)),
      )
      const product = products[order ? (order.lines[0]?.product ?? 0) : chance.int(0, products.length - 1)]
      const kind = chance.weighted([
        ['page', 5],
        ['product', 4],
        ['cart', 1],
        ['link', 1],
      ])
      if (kind === 'product')
        return {
          name: 'product.viewed',
          person: id,
          at,
          payload: { code: product?.code, name: product?.name, url: `https://shop.chenlu.example/p/${product?.code}` },
        }
      if (kind === 'cart')
        return { name: 'cart.added', person: id, at, payload: { code: product?.code, name: product?.name, quantity: '1' } }
      const [path, title] = chance.pick(pages)
      const url = `https://shop.chenlu.example${path}`
      return kind === 'link'
        ? { name: 'link.clicked', person: id, at, payload: { url, text: title, site: 'shop' } }
        : { name: 'page.viewed', person: id, at, payload: { url, path, title, site: 'shop' } }
    }),
  )
  happenings.sort((a, b) => a.at - b.at)
  await tellSets(demo, happenings)
  return happenings.length
}
