import { type Filter, filterIn, listIn, oneOf, textIn } from '@lianke/kernel'

/** A way out by a condition, as a branch's settings hold it. */
export interface Branch {
  readonly outlet: string
  readonly name?: string
  readonly filter?: Filter
  readonly taken?: readonly TakenQuestion[]
}
/** How a taken value may be compared. */
export const takenOperators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'contains', 'empty', 'not_empty'] as const
/** What a branch asks of a value that runs took along. */
export interface TakenQuestion {
  readonly name: string
  readonly op: (typeof takenOperators)[number]
  readonly value: string | number | boolean | null
}
/** A way out by chance. */
export interface Share {
  readonly outlet: string
  readonly percent: number
}

/** The questions that a branch asks of taken values. */
export const takenQuestionsIn = (taken: unknown): readonly TakenQuestion[] =>
  listIn(
    taken,
    ({ name, op, value }): TakenQuestion => ({
      name: textIn(name) ?? '',
      op: oneOf(takenOperators, op) ?? 'eq',
      value: typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null,
    }),
  )

/** The branches of a step's settings, from above downwards. */
export const branchesIn = (config: Readonly<Record<string, unknown>>): readonly Branch[] =>
  listIn(config.branches, ({ outlet, name, filter, taken }): Branch | null => {
    const tree = filterIn(filter)
    const asked = takenQuestionsIn(taken)
    return typeof outlet === 'string'
      ? {
          outlet,
          ...(typeof name === 'string' ? { name } : {}),
          ...(tree ? { filter: tree } : {}),
          ...(asked.length > 0 ? { taken: asked } : {}),
        }
      : null
  })

/** The shares of a step's settings. */
export const sharesIn = (config: Readonly<Record<string, unknown>>): readonly Share[] =>
  listIn(config.shares, ({ outlet, percent }): Share | null => {
    const named = textIn(outlet)
    return named === null ? null : { outlet: named, percent: Number(percent) || 0 }
  })
