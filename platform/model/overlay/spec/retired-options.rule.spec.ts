import { type Field, label, option, select } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { newlyRetired, retiredOptions, retiredValues } from '../retired-options.rule.ts'

const field = select(label('级别', 'Level'), {
  options: [option('a', '甲', 'A'), { ...option('b', '乙', 'B'), archived: true }],
}) as Field

describe('an option that is retired', () => {
  it('is known with its name; a field without one is not looked at', () => {
    expect([...retiredOptions(field)]).toEqual([['b', label('乙', 'B')]])
    expect([...retiredValues(new Map([['level', field]])).keys()]).toEqual(['level'])
  })
  it.each([
    ['a', null, undefined],
    ['b', null, label('乙', 'B')],
    ['b', 'b', undefined],
    ['b', 'a', label('乙', 'B')],
    [['a', 'b'], ['b'], undefined],
    [['a', 'b'], ['a'], label('乙', 'B')],
    [null, 'b', undefined],
  ])('%j after %j: %j', (value, before, told) => {
    expect(newlyRetired(retiredOptions(field), value, before)).toEqual(told)
  })
})
