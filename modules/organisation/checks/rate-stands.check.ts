import { defineCheck, textIn } from '@lianke/kernel'
import { rateProblem } from '../rules/rate.rule.ts'

/** Right to say what other currencies are worth. */
export const keepRates = 'rates.keep'

/** A rate moves everybody's totals: whoever may keep them does, of currencies in use, above nothing. */
export const rateStands = defineCheck({
  name: 'organisation.rate_stands',
  run: async (work, rows, asked) => {
    if (!asked.may(keepRates))
      return rows.map((_, index) => ({ index, code: 'access.right_needed', params: { right: keepRates } }))
    return rows.flatMap(({ row }, index) => {
      const problem = rateProblem({ currency: textIn(row.currency) ?? '', rate: textIn(row.rate) ?? '', own: work.currency })
      return problem ? [{ index, ...problem, params: { ...problem.params } }] : []
    })
  },
})
