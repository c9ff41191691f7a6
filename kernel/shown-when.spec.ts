import { describe, expect, it } from 'vitest'
import { isShown } from './shown-when.ts'

const field = { options: { when: { field: 'kind', values: ['a', 'b'] } } }
describe('a field that depends on another choice', () => {
  it.each([
    [{ kind: 'a' }, true],
    [{ kind: 'c' }, false],
    [{ kind: ['c', 'b'] }, true],
    [{ kind: [] }, false],
    [{ kind: null }, false],
    [{}, false],
  ])('is asked of %j: %s', (row, asked) => {
    expect(isShown(field, row)).toBe(asked)
  })
  it('is always asked where it depends on nothing', () => {
    expect(isShown({ options: {} }, {})).toBe(true)
  })
})
