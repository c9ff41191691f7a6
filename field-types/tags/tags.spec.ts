import { describe, expect, it } from 'vitest'
import { all, read, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('tags', () => {
  it('are split where people divide them', () =>
    all(read('tags'), [
      ['a,b;c、d|a，e；f', ['a', 'b', 'c', 'd', 'e', 'f']],
      [' , ', null],
      ['"a,b"|"c ""d"""；e', ['a,b', 'c "d"', 'e']],
      ['"a" b,c', ['"a" b', 'c']],
      ['"a,b', ['"a', 'b']],
      ['""', null],
      ['x'.repeat(65), 'field.too_long'],
    ]))
  it('have an end', () => expect(taken('tags')(Array.from({ length: 501 }, (_, n) => `t${n}`))).toBe('field.too_many'))
})
