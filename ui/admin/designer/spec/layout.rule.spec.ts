import { label } from '@lianke/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dissolveSection, keptLayout, nameSection, placeField, stepField, stepSection } from '../layout.rule.ts'

const layout = [
  { label: null, fields: ['a', 'b'] },
  { label: label('联系', 'Contact'), fields: ['c', 'd'] },
  { label: label('空', 'Empty'), fields: [] },
]
const namesIn = (sections: typeof layout | ReturnType<typeof placeField>) => sections.map(({ fields }) => fields.join(''))

describe('the layout of an object', () => {
  it('moves a field within its section and over its edges', () => {
    expect(namesIn(stepField(layout, 'a', 1))).toEqual(['ba', 'cd', ''])
    expect(namesIn(stepField(layout, 'b', 1))).toEqual(['a', 'bcd', ''])
    expect(namesIn(stepField(layout, 'd', 1))).toEqual(['ab', 'c', 'd'])
    expect(namesIn(stepField(layout, 'c', -1))).toEqual(['abc', 'd', ''])
    expect(stepField(layout, 'a', -1)).toBe(layout)
    expect(stepField(layout, 'nobody', 1)).toBe(layout)
  })
  it('puts a field where it is dropped', () => {
    expect(namesIn(placeField(layout, 'a', { section: 1, at: 1 }))).toEqual(['b', 'cad', ''])
    expect(namesIn(placeField(layout, 'b', { section: 0, at: 0 }))).toEqual(['ba', 'cd', ''])
  })
  it('moves, names and dissolves sections; their fields stay', () => {
    expect(namesIn(stepSection(layout, 0, 1))).toEqual(['cd', 'ab', ''])
    expect(stepSection(layout, 0, -1)).toBe(layout)
    expect(nameSection(layout, 1, label('怎么找', 'Reach'))[1]?.label).toEqual(label('怎么找', 'Reach'))
    expect(namesIn(dissolveSection(layout, 1))).toEqual(['abcd', ''])
    expect(namesIn(dissolveSection(layout, 0))).toEqual(['abcd', ''])
    expect(namesIn(keptLayout(layout))).toEqual(['ab', 'cd'])
  })
  it('loses no field and doubles none', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(-1 as const, 1 as const))), (steps) => {
        const after = steps.reduce<ReturnType<typeof placeField>>((now, [name, by]) => stepField(now, name, by), layout)
        expect(after.flatMap(({ fields }) => fields).toSorted()).toEqual(['a', 'b', 'c', 'd'])
      }),
    )
  })
})
