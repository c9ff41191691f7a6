import { describe, it } from 'vitest'
import { all, read, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('percent', () => {
  it('is taken and read with its sign or without', () => {
    all(taken('percent'), [
      ['12.5%', '12.50'],
      [12.5, '12.50'],
    ])
    all(read('percent'), [
      ['12.5%', '12.50'],
      ['１２ ％', '12.00'],
    ])
  })
})
