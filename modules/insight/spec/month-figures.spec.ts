import { describe, expect, it } from 'vitest'
import { ordersOfMonth as orders } from '../../commerce/charts/orders.chart.ts'
import { figureFilter, sayCount } from '../rules/month-figures.rule.ts'

const thousands = (value: number) => value.toLocaleString('en')

describe('the figures of a month', () => {
  it('count what happened in a window, one’s own where that is asked', () => {
    const window = { this: 'month' }
    expect(figureFilter(orders, window)).toEqual({
      and: [
        { field: 'ordered_at', op: 'within', value: window },
        { field: 'kind', op: 'eq', value: 'sale' },
      ],
    })
    expect(figureFilter(orders, window, true)).toMatchObject({ and: [{ field: 'owner', op: 'me' }, {}, {}] })
  })
  it('say where counting stopped, and nothing before it is known', () => {
    expect([sayCount(thousands, undefined), sayCount(thousands, { value: 12, capped: false })]).toEqual(['–', '12'])
    expect(sayCount(thousands, { value: 10_000, capped: true })).toBe('10,000+')
  })
})
