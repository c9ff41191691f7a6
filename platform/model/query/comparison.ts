import { own, refuse } from '@lianke/kernel'

const comparisons = {
  eq: { sign: '=', holds: (value: number) => value === 0 },
  gte: { sign: '>=', holds: (value: number) => value <= 0 },
  lte: { sign: '<=', holds: (value: number) => value >= 0 },
  gt: { sign: '>', holds: (value: number) => value < 0 },
  lt: { sign: '<', holds: (value: number) => value > 0 },
} as const

/** How what was measured of `of` is compared with a number; `holdsForZero`: nothing at all is right, too. Refuses `filter.*`. */
export const comparisonOf = (op: string, value: unknown, of: string) => {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return refuse('filter.bad_value', { params: { field: of, operator: 'measure' } })
  const { sign, holds } = own(comparisons, op) ?? refuse('filter.unknown_operator', { params: { operator: op, field: of } })
  return { sign, number: value, holdsForZero: holds(value) }
}

const countedMax = 2_000_000_000
/** Counting stops one past the number that it is compared with. */
export const countLimit = (number: number): number => Math.min(Math.max(0, Math.ceil(number)) + 1, countedMax)
