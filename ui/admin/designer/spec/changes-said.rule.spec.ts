import { label } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { changesSaid } from '../changes-said.rule.ts'

const said = (before: Record<string, unknown> | null, after: Record<string, unknown> | null) =>
  changesSaid({ kind: 'said', before, after })

describe('a change in words', () => {
  it('tells names from what to what', () => {
    expect(said({ label: label('手机', 'Phone') }, { label: label('电话', 'Telephone') })).toEqual([
      { part: label('名称', 'Name'), from: label('手机', 'Phone'), to: label('电话', 'Telephone') },
    ])
    expect(said({}, { label: label('电话', 'Telephone') })[0]?.from?.en).toBe('(the product’s)')
  })
  it('tells what became required, hidden, another order', () => {
    expect(said({}, { required: true, hidden: true, sections: [] }).map(({ part }) => part.en)).toEqual([
      'Required',
      'Hidden from forms',
      'Sections and order',
    ])
    expect(said({ required: true }, {}).map(({ part }) => part.en)).toEqual(['No longer required'])
  })
  it('tells options one by one', () => {
    const before = { options: [{ value: 'a' }, { value: 'c_old', label: label('旧', 'Old') }] }
    const after = {
      options: [
        { value: 'a', label: label('甲等', 'First'), archived: false },
        { value: 'b', archived: true },
        { value: 'c_new', label: label('新', 'New') },
      ],
    }
    expect(said(before, after).map(({ part, to, from }) => [part.en, (to ?? from)?.en])).toEqual([
      ['Option renamed', 'First'],
      ['Option removed', 'Old'],
      ['Option retired', 'b'],
      ['Option added', 'New'],
    ])
    expect(said({ options: [{ value: 'a' }, { value: 'b' }] }, { options: [{ value: 'b' }, { value: 'a' }] })).toHaveLength(1)
  })
  it('reads a definition of the company’s own alike', () => {
    const own = (more: object) => ({ type: 'text', label: label('甲', 'A'), options: more })
    expect(changesSaid({ kind: 'defined', before: own({}), after: own({ required: true }) }).map(({ part }) => part.en)).toEqual([
      'Required',
    ])
    expect(changesSaid({ kind: 'added', before: null, after: own({}) })).toEqual([{ part: label('添加字段', 'Field added') }])
  })
})
