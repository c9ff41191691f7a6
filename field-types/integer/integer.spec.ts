import { describe, expect, it } from 'vitest'
import { fieldTypes } from '@lianke/kernel'
import { all, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('integer', () => {
  it('is whole, and as large as a program counts exactly', () =>
    all(taken('integer'), [
      ['12', 12],
      [12.5, 'field.wrong_type'],
      [2 ** 53, 'field.out_of_range'],
      [-(2 ** 53 - 1), -(2 ** 53 - 1)],
      ['1e3', 1000],
      [true, 'field.wrong_type'],
    ]))
  it('stays a number when one is added', () => expect(fieldTypes.integer.plus?.(40, 2, 1)).toEqual({ value: 42 }))
})
