import { describe, it } from 'vitest'
import { all, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('text', () => {
  it('is trimmed, composed and on one line', () =>
    all(taken('text'), [
      ['  é\n x ', 'é x'],
      ['\ufeff张三', '张三'],
      ['   ', null],
      ['', null],
    ]))
  it('is refused when it is too long, of another type or holds control characters', () => {
    all(taken('text'), [
      ['x'.repeat(255), 'x'.repeat(255)],
      ['😀'.repeat(255), '😀'.repeat(255)],
      ['x'.repeat(256), 'field.too_long'],
      [5, 'field.wrong_type'],
      [{}, 'field.wrong_type'],
      ['a\0b', 'field.control_character'],
      ['a\u0085b', 'field.control_character'],
      ['\ud800', 'field.control_character'],
    ])
    all(taken('text', { pattern: '[A-Z]+' }), [
      ['ABC', 'ABC'],
      ['ABc', 'field.pattern_mismatch'],
    ])
  })
})
