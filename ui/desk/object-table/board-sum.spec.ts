import { describe, expect, it } from 'vitest'
import { sumOfRows } from './board-sum.ts'

const row = (amount: string | null, currency = 'CNY') => ({ id: '1', amount: amount === null ? null : { amount, currency } })
describe('the sum of a column', () => {
  it('is exact, and passes over cards without an amount', () => {
    expect(sumOfRows([row('0.10'), row(null), row('0.20')], 'amount')).toEqual({ amount: '0.30', currency: 'CNY' })
  })
  it('is none where currencies are mixed, or where there is no amount', () => {
    expect(sumOfRows([row('1'), row('2', 'USD')], 'amount')).toBeNull()
    expect(sumOfRows([row(null)], 'amount')).toBeNull()
  })
})
