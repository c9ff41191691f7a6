import { type CheckProblem, defineCheck } from '@lianke/kernel'
import { order } from '../objects/order.object.ts'

/** An order is in one currency, that of its first line: what stands in another is named, price or discount, whoever writes. */
export const orderCurrency = defineCheck({
  name: 'order.currency',
  on: order,
  when: ['lines'],
  run: async (_work, rows) =>
    rows.flatMap(({ parts: { lines } }, index) => {
      const currency = lines[0]?.price.currency
      return lines.flatMap((line, at) =>
        (['price', 'discount'] as const).flatMap((field): CheckProblem[] => {
          const given = line[field]?.currency
          if (given === undefined || given === currency) return []
          const params = { name: line.name ?? at + 1, given, currency }
          return [{ index, code: 'order.other_currency', path: `/lines/${at}/${field}`, params }]
        }),
      )
    }),
})
