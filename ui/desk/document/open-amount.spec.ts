import { describe, expect, it } from 'vitest'
import { leftOf } from './open-amount.ts'

const cny = (amount: string) => ({ amount, currency: 'CNY' })
describe('what is left of an amount', () => {
  it.each([
    ['200.00', '0.10', '199.90'],
    ['0.30', '0.1', '0.20'],
    ['100', '130', '-30'],
  ])('%s less %s is %s', (total, paid, left) => {
    expect(leftOf({ id: '1', total: cny(total), paid: cny(paid) }, 'total', 'paid')).toEqual(cny(left))
  })
  it('is all of it where nothing is taken, and nothing where nothing is known', () => {
    expect(leftOf({ id: '1', total: cny('5') }, 'total', 'paid')).toEqual(cny('5'))
    expect(leftOf({ id: '1' }, 'total', 'paid')).toBeNull()
  })
})
