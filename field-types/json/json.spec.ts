import { describe, expect, it } from 'vitest'
import { all, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('json', () => {
  it('is bounded in size and depth', () => {
    let deep: unknown = 1
    for (let n = 0; n < 10_000; n++) deep = [deep]
    all(taken('json'), [
      [{ a: [1, null] }, { a: [1, null] }],
      ['x'.repeat(70_000), 'field.too_large'],
      [{ a: '\0' }, 'field.control_character'],
      [{ a: '\\u0000' }, { a: '\\u0000' }],
    ])
    expect(taken('json')(deep)).toBe('field.too_deep')
  })
})
