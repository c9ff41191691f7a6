import { describe, it } from 'vitest'
import { all, taken } from '../../kernel/field-types/spec/cases.testing.ts'

const id = '0190a0b0-0000-7000-8000-000000000001'

describe('multi-reference', () => {
  it('takes ids alone or in the shape of an answer, each once, and has an end', () =>
    all(taken('multi_reference'), [
      [[id, { id }], [id]],
      [['x'], 'field.not_an_id'],
      [Array.from({ length: 201 }, () => id), 'field.too_many'],
    ]))
})
