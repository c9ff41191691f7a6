import { describe, expect, it } from 'vitest'
import { pathsOfValues, valuesFor } from './step-values.ts'

const at = { now: '2026-03-01T20:00:00.000Z', zone: 'Asia/Shanghai' }

describe('values of a step', () => {
  it('are as they were said, read from the record, or the moment', () => {
    const values = {
      status: 'new',
      owner: { path: 'account.owner' },
      since: { now: 'moment' },
      day: { now: 'day' },
      none: { path: 'x' },
    }
    expect(pathsOfValues(values)).toEqual(['account.owner', 'x'])
    expect(valuesFor(values, { 'account.owner': 'o1' }, at)).toEqual({
      status: 'new',
      owner: 'o1',
      since: at.now,
      day: '2026-03-02',
      none: null,
    })
  })
  it('may be objects of their own kind', () => {
    const money = { amount: '1', currency: 'CNY' }
    expect(valuesFor({ price: money, odd: { path: 'a', more: 1 } }, {}, at)).toEqual({
      price: money,
      odd: { path: 'a', more: 1 },
    })
  })
})
