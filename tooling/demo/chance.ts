import { surely } from '@lianke/kernel'
/** Chance with a seed: the same seed tells the same story on every machine. */
export interface Chance {
  /** 0 ≤ x < 1 */
  next(): number
  /** Whole number from low to high, both included. */
  int(low: number, high: number): number
  /** True with a probability. */
  hit(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** Several different items. */
  some<T>(items: readonly T[], count: number): T[]
  /** An item by weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T
}

/** mulberry32: 32 bits of state, good enough for invented people. */
export const chance = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    int,
    hit: (probability) => next() < probability,
    pick: (items) => surely(items[int(0, items.length - 1)], 'there is something to pick'),
    some(items, count) {
      const left = [...items]
      return Array.from({ length: Math.min(count, left.length) }, () =>
        surely(left.splice(int(0, left.length - 1), 1)[0], 'there is something left'),
      )
    },
    weighted(items) {
      let at = next() * items.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of items) if ((at -= weight) < 0) return item
      return surely(items.at(-1), 'there is something to weigh')[0]
    },
  }
}
