import { describe, expect, it } from 'vitest'
import { daysSince, placesOf, statesOnWay } from './path-places.ts'

const option = (value: string) => ({ value, label: { zh: value, en: value } })
const options = ['draft', 'confirmed', 'delivered', 'cancelled'].map(option)
const way = ['draft', 'confirmed', 'delivered']
const say = ({ en }: { readonly en: string }) => en

describe('a record on its way', () => {
  it('has places behind it, one where it stands, others ahead', () => {
    expect(statesOnWay({ way }, options, 'confirmed', say).places.map(({ at }) => at)).toEqual(['done', 'here', 'ahead'])
  })
  it('beside the way has nothing behind it and says where it stands', () => {
    const { places, beside } = statesOnWay({ way }, options, 'cancelled', say)
    expect(places.map(({ at }) => at)).toEqual(['ahead', 'ahead', 'ahead'])
    expect(beside?.value).toBe('cancelled')
  })
  it('that stands nowhere has all of it ahead', () => {
    expect(placesOf([{ value: 'a', label: 'A' }], null)).toMatchObject([{ at: 'ahead' }])
  })
  it('has stood there for whole days', () => {
    expect(daysSince('2026-11-01T00:00:00Z', Date.parse('2026-11-03T23:00:00Z'))).toBe(2)
    expect(daysSince('2026-11-09T00:00:00Z', Date.parse('2026-11-03T23:00:00Z'))).toBe(0)
  })
})
