import { type Filter, filterIn, listIn, textIn } from '@lianke/kernel'

/** A way out by a condition, as a branch's settings hold it. */
export interface Branch {
  readonly outlet: string
  readonly name?: string
  readonly filter?: Filter
}
/** A way out by chance. */
export interface Share {
  readonly outlet: string
  readonly percent: number
}

/** The branches of a step's settings, from above downwards. */
export const branchesIn = (config: Readonly<Record<string, unknown>>): readonly Branch[] =>
  listIn(config.branches, ({ outlet, name, filter }): Branch | null => {
    const tree = filterIn(filter)
    return typeof outlet === 'string'
      ? { outlet, ...(typeof name === 'string' ? { name } : {}), ...(tree ? { filter: tree } : {}) }
      : null
  })

/** The shares of a step's settings. */
export const sharesIn = (config: Readonly<Record<string, unknown>>): readonly Share[] =>
  listIn(config.shares, ({ outlet, percent }): Share | null => {
    const named = textIn(outlet)
    return named === null ? null : { outlet: named, percent: Number(percent) || 0 }
  })
