import { describe, expect, it } from 'vitest'
import { fieldTypes } from '@lianke/kernel'
import { all, context, read, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('decimal', () => {
  it('is exact, in its scale', () => {
    all(taken('decimal'), [
      ['1.5', '1.50'],
      [0.1, '0.10'],
      ['-0', '0.00'],
      ['.5', '0.50'],
      ['1e2', '100.00'],
      ['1.005', 'field.too_many_decimals'],
      ['abc', 'field.wrong_type'],
      ['12345678901234567', 'field.out_of_range'],
      ['', null],
    ])
    all(taken('decimal', { scale: 0, min: 1, max: 9 }), [
      ['9', '9'],
      ['0', 'field.out_of_range'],
      ['10', 'field.out_of_range'],
      ['9.0', '9'],
    ])
  })
  it('of a spreadsheet is what was meant: fifteen digits, a share of a hundred, rounded where that is chosen', () => {
    all(read('decimal'), [
      ['731.9399999999999', '731.94'],
      ['0.30000000000000004', '0.30'],
      ['50%', '0.50'],
      ['12.5%', 'field.too_many_decimals'],
      ['1.005', 'field.too_many_decimals'],
      ['1E-7', 'field.too_many_decimals'],
    ])
    const rounded = (text: string) => fieldTypes.decimal.fromText(text, {}, { ...context, round: true })
    expect([rounded('1.005'), rounded('-1.005'), rounded('0.994999'), rounded('9.999')]).toEqual(
      ['1.01', '-1.01', '0.99', '10.00'].map((value) => ({ value })),
    )
    expect(fieldTypes.money.fromText('￥1,000.005', {}, { ...context, round: true })).toMatchObject({
      value: { amount: '1000.01', currency: 'CNY' },
    })
    expect(fieldTypes.integer.fromText('2.5', {}, { ...context, round: true })).toEqual({ value: 3 })
    expect(fieldTypes.percent.fromText('33.333333333333336%', {}, context)).toEqual({
      problem: 'field.too_many_decimals',
      params: { scale: 2 },
    })
  })
  it('is read as people write it', () =>
    all(read('decimal'), [
      ['1,234.5', '1234.50'],
      ['１２３', '123.00'],
      ['(3.5)', '-3.50'],
      ['1,23', 'field.wrong_type'],
    ]))
  it('is added without a float', () => {
    const { plus } = fieldTypes.decimal
    expect(plus?.('0.1', '0.2', 1)).toEqual({ value: '0.3' })
    expect(plus?.(null, '1.50', -1)).toEqual({ value: '-1.50' })
  })
})
