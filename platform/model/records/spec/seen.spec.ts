import { describe, expect, it } from 'vitest'
import { systemAccess } from '../../access/access-context.ts'
import { Seen } from '../seen.ts'

const house = systemAccess({ kind: 'system', id: 'spec' })
const somebody = { ...house, system: false }

describe('what was shown in a unit of work', () => {
  it('is known to whom it was shown, and what the house saw to those who may see everything', () => {
    const seen = new Seen([])
    seen.note(house, 'tiny.pet', ['a'])
    seen.note(somebody, 'tiny.pet', ['b'])
    expect(seen.has(somebody, 'tiny.pet', 'a', false)).toBe(false)
    expect(seen.has(somebody, 'tiny.pet', 'a', true)).toBe(true)
    expect(seen.has(somebody, 'tiny.pet', 'b', false)).toBe(true)
    expect(seen.has({ ...somebody }, 'tiny.pet', 'b', false)).toBe(false)
    expect(seen.has(somebody, 'tiny.toy', 'b', true)).toBe(false)
  })

  it('is forgotten with every write: it may have ended the record, or the right to see it', () => {
    const facts: unknown[] = []
    const seen = new Seen(facts)
    seen.note(house, 'tiny.pet', ['a'])
    facts.push('written')
    expect(seen.has(house, 'tiny.pet', 'a', false)).toBe(false)
    seen.note(house, 'tiny.pet', ['a'])
    expect(seen.has(house, 'tiny.pet', 'a', false)).toBe(true)
  })
})
