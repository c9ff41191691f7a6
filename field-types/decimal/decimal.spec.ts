import { describe, expect, it } from 'vitest'
import { fieldTypes } from '@lianke/kernel'
import { all, read, taken } from '../../kernel/field-types/spec/cases.testing.ts'

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
