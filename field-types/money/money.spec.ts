import { describe, expect, it } from 'vitest'
import { fieldTypes } from '@lianke/kernel'
import { all, read, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('money', () => {
  it('has the minor units of its currency', () => {
    all(taken('money'), [
      [
        { amount: '1.5', currency: 'CNY' },
        { amount: '1.50', currency: 'CNY', base_amount: '1.50' },
      ],
      ['1.5', { amount: '1.50', currency: 'CNY', base_amount: '1.50' }],
      [
        { amount: 1200, currency: 'jpy' },
        { amount: '1200', currency: 'JPY', base_amount: null },
      ],
      [{ amount: '1.5', currency: 'JPY' }, 'field.too_many_decimals'],
      [
        { amount: '1.125', currency: 'KWD' },
        { amount: '1.125', currency: 'KWD', base_amount: null },
      ],
      [{ amount: '1', currency: 'QQQ' }, 'field.currency_unknown'],
      [{ amount: null, currency: 'CNY' }, null],
      [{ amount: {} }, 'field.wrong_type'],
    ])
  })
  it('is read with signs, thousands and codes', () => {
    const amounts = (text: string) => {
      const value = read('money')(text) as { amount: string; currency: string } | string
      return typeof value === 'string' ? value : `${value.amount} ${value.currency}`
    }
    all(amounts, [
      ['￥1,200.50', '1200.50 CNY'],
      ['¥ 1200', '1200.00 CNY'],
      ['JPY 1,200', '1200 JPY'],
      ['-3.5 USD', '-3.50 USD'],
      ['(1,200.50)', '-1200.50 CNY'],
      ['1200元', '1200.00 CNY'],
      ['十元', 'field.wrong_type'],
    ])
  })
  it('is added in one currency only, by its amount', () => {
    const { plus } = fieldTypes.money
    const yuan = (amount: string) => ({ amount, currency: 'CNY', base_amount: amount })
    expect(plus?.(yuan('0.10'), yuan('0.20'), 1)).toEqual({ value: { amount: '0.30', currency: 'CNY' } })
    expect(plus?.(null, yuan('5.00'), -1)).toEqual({ value: { amount: '-5.00', currency: 'CNY' } })
    expect(plus?.(yuan('1.00'), { amount: '1', currency: 'JPY' }, 1)).toEqual({
      problem: 'field.other_currency',
      params: { currency: 'CNY', given: 'JPY' },
    })
  })
})
