import { describe, expect, it } from 'vitest'
import { givenBack } from '../rules/given-back.rule.ts'
import { ownPlace, placeGivenUp } from '../rules/own-place.rule.ts'

describe('what who stayed gives back', () => {
  it('is what is still as it was taken; a sum counts by amount and currency; of tags those that came', () => {
    const kept = {
      company: 'Acme',
      name: 'changed since',
      budget: { amount: '9.00', currency: 'USD', base_amount: '65.00' },
      tags: ['a', 'b', 'c'],
    }
    expect(
      givenBack(kept, [
        { field: 'company', from: null, to: 'Acme' },
        { field: 'name', from: null, to: 'as it came' },
        { field: 'budget', from: null, to: { amount: '9.00', currency: 'USD', base_amount: '63.00' } },
        { field: 'tags', from: ['a'], to: ['a', 'b'] },
      ]),
    ).toEqual({ company: null, budget: null, tags: ['a', 'c'] })
  })
})

describe('a place in a list', () => {
  const place = { object: 'test.list', via: 'guests', id: 'l' }
  const merge = (merged_at: string, undone_at: string | null, beside: boolean) => ({
    kept: 'k',
    merged_at,
    undone_at,
    places: [{ ...place, beside }],
  })
  it('is who stayed’s own where he was named when nobody was one with him', () => {
    const one = merge('2026-01-02', null, true)
    expect(ownPlace(one, { ...place, beside: true }, [])).toBe(true)
    expect(ownPlace(one, { ...place, beside: false }, [])).toBe(false)
    expect(ownPlace(one, { ...place, beside: true }, [merge('2026-01-01', '2026-01-01', false)])).toBe(true)
  })
  it('is another’s where he stood in it for him', () => {
    const [first, second] = [merge('2026-01-01', null, false), merge('2026-01-02', null, true)]
    expect(ownPlace(second, { ...place, beside: true }, [first])).toBe(false)
    expect(ownPlace(second, { ...place, beside: true }, [{ ...first, undone_at: '2026-01-03' }])).toBe(false)
    expect(ownPlace(second, { ...place, beside: true }, [merge('2026-01-01', null, true)])).toBe(true)
  })
  it('was given up where a later merge did not find who stayed any more', () => {
    const first = merge('2026-01-01', null, false)
    expect(placeGivenUp(first, { ...place, beside: false }, [merge('2026-01-02', null, false)])).toBe(true)
    expect(placeGivenUp(first, { ...place, beside: false }, [merge('2026-01-02', null, true)])).toBe(false)
    expect(placeGivenUp(merge('2026-01-03', null, false), { ...place, beside: false }, [first])).toBe(false)
  })
})
