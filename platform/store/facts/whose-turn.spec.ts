import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { whoseTurn } from './whose-turn.rule.ts'

const of = (...tenants: string[]) => tenants.map((tenant) => ({ tenant }))
const turns = (running: Record<string, number>, others = true) => ({
  running: new Map(Object.entries(running)),
  max: 6,
  othersActive: () => others,
})

describe('whose turn it is', () => {
  it('is that of whoever came first, where nobody has one', () => {
    expect(whoseTurn(of('b', 'a'), turns({}))).toBe(0)
    expect(whoseTurn([], turns({}))).toBe(-1)
  })
  it('is that of the tenant with the fewest, however late it came', () => {
    expect(whoseTurn(of('loud', 'loud', 'loud', 'quiet'), turns({ loud: 3 }))).toBe(3)
    expect(whoseTurn(of('loud', 'quiet', 'quiet'), turns({ loud: 3, quiet: 2 }))).toBe(1)
  })
  it('is nobody’s while one tenant has its share and others are active; alone it has all of them', () => {
    expect(whoseTurn(of('loud', 'loud'), turns({ loud: 4 }))).toBe(-1)
    expect(whoseTurn(of('loud', 'loud'), turns({ loud: 4 }, false))).toBe(0)
    expect(whoseTurn(of('loud'), { ...turns({}), max: 1 })).toBe(0)
  })
  it('keeps room for the others, and nobody waits while a turn is free that it may have', () => {
    const tenant = fc.constantFrom('a', 'b', 'c')
    fc.assert(
      fc.property(fc.array(tenant, { maxLength: 20 }), fc.integer({ min: 2, max: 8 }), (names, max) => {
        const [queue, running] = [of(...names), new Map<string, number>()]
        for (let at = 0; at !== -1 && [...running.values()].reduce((sum, n) => sum + n, 0) < max; ) {
          at = whoseTurn(queue, { running, max, othersActive: () => true })
          const [begun] = at === -1 ? [] : queue.splice(at, 1)
          if (begun) running.set(begun.tenant, (running.get(begun.tenant) ?? 0) + 1)
        }
        const share = Math.max(1, Math.floor((max * 2) / 3))
        const used = [...running.values()].reduce((sum, n) => sum + n, 0)
        expect([...running.values()].every((n) => n <= share)).toBe(true)
        // Room is left only where all that wait are of tenants that have their share.
        if (used < max) expect(queue.every((one) => running.get(one.tenant) === share)).toBe(true)
        // Nobody who waits has less than another would have without its last turn.
        for (const one of queue)
          for (const n of running.values()) expect((running.get(one.tenant) ?? 0) + 1).toBeGreaterThanOrEqual(n)
      }),
    )
  })
})
