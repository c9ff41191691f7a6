import { describe, expect, it } from 'vitest'
import type { DraftLine, LinePrice } from './draft-order.ts'
import { sumsOf } from './sums-of.ts'

const line = (more: Partial<DraftLine>): DraftLine => ({
  key: 'a',
  product: { id: 'cream', title: '面霜' },
  quantity: '2',
  price: null,
  discount: null,
  ...more,
})
const known = (price: string | null): ReadonlyMap<string, LinePrice> =>
  new Map([['cream', { product: 'cream', price, lowest: null, last: null, stock: null }]])
const amounts = (sums: Readonly<Record<string, string>>) => Object.values(sums).map(Number)

describe('the sums of an order that is being typed', () => {
  it('take the typed price before the known one', () => {
    expect(amounts(sumsOf([line({})], { known: known('100'), currency: 'CNY' }).sums)).toEqual([200, 0, 200])
    expect(amounts(sumsOf([line({ price: '80' })], { known: known('100'), currency: 'CNY' }).sums)).toEqual([160, 0, 160])
  })
  it('are told for each line and for all, less what is let off', () => {
    const { sums, totals } = sumsOf([line({ discount: '15' }), line({ key: 'b', quantity: '1' })], {
      known: known('100'),
      currency: 'CNY',
    })
    expect(amounts(sums)).toEqual([300, 15, 285])
    expect([...totals].map(([key, total]) => [key, Number(total)])).toEqual([
      ['a', 185],
      ['b', 100],
    ])
  })
  it('count nothing where no price is known and no quantity said', () => {
    const { sums } = sumsOf([line({}), line({ key: 'b', quantity: null, price: '5' })], { known: known(null), currency: 'CNY' })
    expect(amounts(sums)).toEqual([0, 0, 0])
  })
})
