import { describe, expect, it } from 'vitest'
import { fieldTraits, fieldTypeNames, fieldTypes, heldTraits, linkOf, targetOf } from '../../index.ts'
import { context } from './cases.testing.ts'

describe('every field type', () => {
  it('has its name, takes nothing as empty, and knows what it may be asked', () => {
    for (const name of fieldTypeNames) {
      const type = fieldTypes[name]
      expect(type.name).toBe(name)
      for (const nothing of [null, undefined]) expect(type.normalise(nothing, {}, context)).toEqual({ value: null })
      expect(type.fromText('', {}, context)).toEqual({ value: null })
      expect(type.toText(null, {}, context)).toBe('')
      expect(type.operators).toContain('empty')
      expect(new Set(type.operators).size).toBe(type.operators.length)
    }
  })

  it('never throws on hostile input', () => {
    const hostile = [
      0,
      -1,
      NaN,
      Infinity,
      1e300,
      true,
      '\0',
      '\ud800',
      'x'.repeat(100_000),
      [],
      [[]],
      [null],
      {},
      { id: {} },
      { amount: {} },
      { lat: '1', lng: [] },
      Symbol.iterator.toString(),
      '\u202e',
      new Date(0),
    ]
    for (const name of fieldTypeNames)
      for (const input of hostile)
        expect(fieldTypes[name].normalise(input, {}, context), `${name} ${String(input).slice(0, 20)}`).toBeTypeOf('object')
  })
})

describe('what may be asked of a field', () => {
  it('is what its type says, and of a formula what the type of its answer says', () => {
    const of = (type: (typeof fieldTypeNames)[number], options: Record<string, unknown> = {}) => ({ type, options })
    expect(heldTraits(of('formula', { result: 'date' })).time).toBe('day')
    expect(heldTraits(of('formula', { result: 'decimal' })).report).toBe('measure')
    expect(heldTraits(of('formula', { result: 'toString' }))).toBe(fieldTraits.text)
    expect(targetOf(of('user', { to: 'elsewhere.at_all' }))).toBe('organisation.staff')
    expect(targetOf(of('multi_reference', { to: 'customer.person' }))).toBe('customer.person')
    expect(linkOf(of('multi_reference', { to: 'customer.person' }))).toBeUndefined()
    expect(linkOf(of('reference', { to: 'customer.person' }))).toBe('customer.person')
    expect(linkOf(of('department'))).toBeUndefined()
  })

  it('is the same with the rules and without them', () => {
    for (const name of fieldTypeNames) expect(fieldTypes[name], name).toMatchObject(fieldTraits[name])
  })
})
