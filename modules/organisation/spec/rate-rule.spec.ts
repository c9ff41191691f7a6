import { expect, it } from 'vitest'
import { rateProblem } from '../rules/rate.rule.ts'

it.each([
  ['USD', '7.12', null],
  ['USD', '0.00000001', null],
  ['USD', '0.00000000', 'rate.not_positive'],
  ['USD', '-7.00', 'rate.not_positive'],
  ['DEM', '3.00', 'rate.unknown_currency'],
  ['CNY', '1.00', 'rate.own_currency'],
])('%s at %s, where one counts in CNY: %s', (currency, rate, code) => {
  expect(rateProblem({ currency, rate, own: 'CNY' })?.code ?? null).toBe(code)
})
