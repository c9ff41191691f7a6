import { describe, expect, it } from 'vitest'
import { label } from './label.ts'
import { isShown, offeredField } from './shown-when.ts'

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

describe('an option that depends on another choice', () => {
  const options = [
    { value: 'x', label: label('甲', 'X') },
    { value: 'y', label: label('乙', 'Y'), when: { field: 'kind', values: ['a'] } },
  ]
  const choice = { options: { options } }
  const offered = (row: Record<string, unknown>) => {
    const list: unknown = offeredField(choice, 'of', row).options.options
    return JSON.stringify(list).match(/"value":"(.)"/g)
  }
  it('is offered where that says so, and where the record holds it', () => {
    expect(offered({ kind: 'a' })).toHaveLength(2)
    expect(offered({ kind: 'b' })).toHaveLength(1)
    expect(offered({ kind: 'b', of: 'y' })).toHaveLength(2)
    expect(offered({ kind: 'b', of: ['y'] })).toHaveLength(2)
  })
  it('leaves a field without such options as it is', () => {
    const plain = { options: { options: options.slice(0, 1) } }
    expect(offeredField(plain, 'of', {})).toBe(plain)
  })
})
