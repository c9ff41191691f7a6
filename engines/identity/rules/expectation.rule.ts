import { surely } from '@lianke/kernel'
import { comparisons, type Vector } from './comparison.rule.ts'

/**
 * What Fellegi and Sunter (1969) weigh with: for each level of each comparison its share among pairs that are one person (`m`) and among pairs
 * that are two (`u`), and how many of all pairs are one.
 */
export interface LinkModel {
  readonly m: readonly (readonly number[])[]
  readonly u: readonly (readonly number[])[]
  /** Of all pairs of records, 0 … 1. */
  readonly share: number
}

const turnsMax = 40
const settled = 1e-5
/** What is usual counts like so many pairs seen, so that few pairs do not teach nonsense. */
const usualPairs = 20
const leastShare = 1e-12

/** Shares of each level among vectors, each with its weight; what is not said counts for nobody. */
const sharesOf = (
  vectors: readonly Vector[],
  weightOf: (at: number) => number,
  usual: (comparison: number) => readonly number[],
): number[][] => {
  const counts = comparisons.map(({ levels }, comparison) =>
    levels.map((_, level) => (usual(comparison)[level] ?? 0) * usualPairs),
  )
  for (const [at, vector] of vectors.entries()) {
    const weight = weightOf(at)
    if (weight > 0)
      for (const [comparison, level] of vector.entries())
        if (level !== null) {
          const own = surely(counts[comparison], 'each comparison is counted')
          own[level] = (own[level] ?? 0) + weight
        }
  }
  return counts.map((own) => {
    const all = own.reduce((sum, count) => sum + count, 0)
    return own.map((count) => Math.max(count / all, 1e-6))
  })
}

/** Among pairs drawn by chance hardly any is one person: they show how often things agree by chance. */
const byChance = (comparison: number): readonly number[] => {
  const { levels } = surely(comparisons[comparison], 'there is such a comparison')
  return levels.map((_, level) => (level === levels.length - 1 ? 0.05 : 0.05 / (levels.length * 10)))
}

/** Weight of one vector in bits: the logarithm of how much likelier it is of one person than of two. */
const bitsOf = ({ m, u }: LinkModel, vector: Vector): number => {
  let bits = 0
  for (const [comparison, level] of vector.entries())
    if (level !== null) bits += Math.log2((m[comparison]?.[level] ?? 1) / (u[comparison]?.[level] ?? 1))
  return bits
}
export const probabilityOf = (share: number, bits: number): number => {
  const odds = (share / (1 - share)) * 2 ** bits
  return odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds)
}

/**
 * Learns the model without an example: `u` from pairs drawn by chance, `m` and the share by expectation maximisation (Dempster, Laird and Rubin
 * 1977) over the pairs that some key brought together, which are taken to hold nearly all that are one person.
 */
export const learn = (
  candidates: readonly Vector[],
  chance: readonly Vector[],
  { pairs, sampled = 1 }: { readonly pairs: number; readonly sampled?: number },
): LinkModel => {
  const u = sharesOf(chance, () => 1, byChance)
  const usual = (comparison: number) => surely(comparisons[comparison], 'there is such a comparison').before
  let model: LinkModel = {
    u,
    m: comparisons.map(({ before }) => before),
    share: Math.min(0.5, Math.max(leastShare, candidates.length / sampled / 10 / Math.max(1, pairs))),
  }
  for (let turn = 0; turn < turnsMax; turn++) {
    const { share } = model
    const sure = candidates.map((vector) => probabilityOf(share, bitsOf(model, vector)))
    const found = sure.reduce((sum, one) => sum + one, 0) / sampled
    const next = Math.min(0.5, Math.max(leastShare, found / Math.max(1, pairs)))
    model = { u, m: sharesOf(candidates, (at) => sure[at] ?? 0, usual), share: next }
    if (Math.abs(Math.log(next / share)) < settled) break
  }
  return model
}
