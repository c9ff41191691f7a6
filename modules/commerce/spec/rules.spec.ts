import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { units } from '../rules/amount.rule.ts'
import { lineTotal, orderSums } from '../rules/order-sums.rule.ts'
import { paidOf } from '../rules/paid.rule.ts'
import { entryFor, floorPrice, inForce, netPrice, priceOf } from '../rules/price.rule.ts'

const cny = (amount: string) => ({ amount, currency: 'CNY', base: amount })
const jpy = (amount: string) => ({ amount, currency: 'JPY', base: null })

describe('sums of an order', () => {
  it('round each line to the currency’s own minor unit, then add', () => {
    const lines = [
      { quantity: '3', price: cny('0.335'), discount: null },
      { quantity: '1', price: cny('10'), discount: cny('0.5') },
    ] as never
    expect(orderSums(lines, 'CNY')).toEqual({
      subtotal: { amount: '11.01', currency: 'CNY' },
      discount: { amount: '0.50', currency: 'CNY' },
      total: { amount: '10.51', currency: 'CNY' },
    })
    expect(lineTotal('3', jpy('33.4') as never, null)).toEqual({ amount: '100', currency: 'JPY' })
  })
  it('are nothing in the currency given where there are no lines', () => {
    expect(orderSums([], 'JPY').total).toEqual({ amount: '0', currency: 'JPY' })
  })
  it('equal the sum of their lines, whatever these are', () => {
    const line = fc.record({
      quantity: fc.integer({ min: -50, max: 50 }).map(String),
      price: fc.integer({ min: 0, max: 1_000_000 }).map((cents) => cny((cents / 100).toFixed(2))),
      discount: fc.option(fc.integer({ min: 0, max: 500 }).map((cents) => cny((cents / 100).toFixed(2)))),
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const sums = orderSums(lines as never, 'CNY')
        const total = lines.reduce(
          (sum, one) => sum + units(lineTotal(one.quantity, one.price as never, one.discount as never).amount),
          0n,
        )
        expect(units(sums.total.amount)).toBe(total)
        expect(units(sums.subtotal.amount) - units(sums.discount.amount)).toBe(total)
      }),
    )
  })
})

describe('what an order has received', () => {
  const paid = (total: string, before: string | null, allocated: string) =>
    paidOf({ total: cny(total), paidBefore: before === null ? null : (cny(before) as never), allocated }).status
  it('pays it wholly, partly or not at all; a return is paid when all of it was given back', () => {
    expect([paid('100', null, '0'), paid('100', '40', '59.99'), paid('100', '40', '60'), paid('100', null, '130')]).toEqual([
      'unpaid',
      'partly_paid',
      'paid',
      'paid',
    ])
    expect([paid('-80', null, '-30'), paid('-80', null, '-80')]).toEqual(['partly_paid', 'paid'])
  })
  it('says nothing of an order without a total', () => {
    expect(paidOf({ total: null, paidBefore: null, allocated: '5' })).toEqual({ paid: null, status: 'unpaid' })
  })
})

describe('the price that holds', () => {
  const book = (id: string, more = {}) =>
    ({ id, currency: 'CNY', priority: 100, active: true, applies: 'all', starts_on: null, ends_on: null, ...more }) as never
  const entry = (of: string | null, price: string, more = {}) =>
    ({ book: of, product: 'p', price, currency: 'CNY', quantity_from: 1, discount_max: null, ...more }) as never
  const asked = { product: 'p', quantity: '1', book: null, on: '2026-06-01', currency: 'CNY' }
  const own = new Map([['p', entry(null, '100')]])
  const price = (books: never[], entries: never[], more = {}) => priceOf({ books, entries, own }, { ...asked, ...more })?.price

  it('is of the first book by priority that has the product, else the product’s own', () => {
    const books = [book('b', { priority: 20 }), book('a', { priority: 10 }), book('none', { priority: 1 })]
    expect(price(books, [entry('a', '90'), entry('b', '80')])).toBe('90')
    expect(price(books, [])).toBe('100')
  })
  it('is of the chosen book alone; one that is chosen only is never found by itself', () => {
    const books = [book('vip', { applies: 'chosen', priority: 1 }), book('all')]
    const entries = [entry('vip', '50'), entry('all', '90')]
    expect([price(books, entries), price(books, entries, { book: 'vip' })]).toEqual(['90', '50'])
  })
  it('is of no book out of its days, switched off or of another currency', () => {
    for (const more of [{ ends_on: '2026-05-31' }, { starts_on: '2026-06-02' }, { active: false }, { currency: 'USD' }])
      expect(price([book('a', more)], [entry('a', '1')])).toBe('100')
    expect(inForce(book('a', { starts_on: '2026-06-01', ends_on: '2026-06-01' }), '2026-06-01')).toBe(true)
  })
  it('steps down with the quantity, to the highest step not above it', () => {
    const steps = [entry('a', '9', { quantity_from: 10 }), entry('a', '10'), entry('a', '8', { quantity_from: 100 })]
    const at = (quantity: string) => entryFor(steps, 'p', quantity)?.price
    expect([at('0.5'), at('9.99'), at('10'), at('99'), at('1000')]).toEqual([undefined, '10', '9', '9', '8'])
  })
  it('has a floor that the line’s price after its discount is held against', () => {
    expect(floorPrice(entry('a', '200', { discount_max: '0.15' }))).toBe(units('170'))
    expect(floorPrice(entry('a', '200'))).toBeNull()
    expect(netPrice('200', '90', '3')).toBe(units('170'))
    expect(netPrice('200', '90', '0')).toBe(units('200'))
  })
})
