import { describe, expect, it } from 'vitest'
import { estimated, type LinePrice, type OrderLine, stepped } from './order-lines.ts'

const cream = { id: 'cream', name: '面霜' }
const line = (more: Partial<OrderLine> = {}): OrderLine => ({ product: 'cream', name: '面霜', quantity: 1, ...more })
const price = (amount: string | null): ReadonlyMap<string, LinePrice> =>
  new Map([['cream', { product: 'cream', price: amount, lowest: null, last: null, stock: null }]])

describe('lines of an order on a phone', () => {
  it('adds a product once, then counts it', () => {
    expect(stepped(stepped([], cream, 1), cream, 1)).toEqual([line({ quantity: 2 })])
  })
  it('takes a line away with its last piece, and nothing that is not there', () => {
    expect(stepped([line()], cream, -1)).toEqual([])
    expect(stepped([], cream, -1)).toEqual([])
  })
  it('sums in whole pennies', () => {
    expect(estimated([line({ quantity: 3 })], price('0.10'))).toBe(0.3)
  })
  it('prefers the price that was typed', () => {
    expect(estimated([line({ price: '88.5', quantity: 2 })], price('100'))).toBe(177)
  })
  it('says nothing while a price is missing', () => {
    expect(estimated([line()], price(null))).toBeNull()
    expect(estimated([line()], new Map())).toBeNull()
  })
})
