import { describe, it } from 'vitest'
import { all, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('long text', () => {
  it('keeps its lines, and has an end', () =>
    all(taken('long_text'), [
      ['a\r\nb\tc', 'a\nb\tc'],
      ['x'.repeat(20_001), 'field.too_long'],
    ]))
})
