import { compareRecords, comparisons } from './comparison.rule.ts'
import { type LinkModel, probabilityOf } from './expectation.rule.ts'
import type { LinkRecord } from './link-record.rule.ts'

/** Why two may be one, or may not: what agrees in how far, and what that weighs in bits. */
export interface LinkReason {
  readonly of: string
  readonly level: string
  readonly bits: number
}
interface LinkScore {
  /** 0 … 1. */
  readonly probability: number
  readonly reasons: readonly LinkReason[]
}
/** The share of all records that have this value; undefined: as usual. */
type TermShare = (comparison: string, term: string) => number | undefined

/** Even a value that only two have may be had by others who are not here. */
const rarest = 1e-7

/** How likely two records are one person, and why. A rare name weighs more than a common one. */
export const scorePair = (model: LinkModel, a: LinkRecord, b: LinkRecord, shareOf: TermShare = () => undefined): LinkScore => {
  let bits = 0
  const reasons: LinkReason[] = []
  for (const [at, level] of compareRecords(a, b).entries()) {
    const comparison = comparisons[at]
    if (level === null || !comparison) continue
    const own = level === 0 && comparison.term ? shareOf(comparison.name, comparison.term(a)) : undefined
    const u = own === undefined ? (model.u[at]?.[level] ?? 1) : Math.max(own, rarest)
    const weight = Math.log2((model.m[at]?.[level] ?? 1) / u)
    bits += weight
    reasons.push({ of: comparison.name, level: comparison.levels[level] ?? '', bits: Math.round(weight * 10) / 10 })
  }
  return { probability: probabilityOf(model.share, bits), reasons }
}
