import type { ModelObject } from '../../model/model.ts'

/** Two records that are one from now on: the one that stays, and the one that gives way. */
export interface Pair {
  readonly kept: string
  readonly gone: string
}

/** A reference that followed: `via` of this record named `gone` and names who stays. */
export interface MovedRow {
  readonly object: string
  readonly via: string
  readonly id: string
  readonly gone: string
  /** Of a list of records: who stays was named in it already. */
  readonly beside?: boolean
}
/** A record that could not stand beside another one of the same owner. */
export interface DroppedRow {
  readonly object: string
  readonly via: string
  readonly id: string
  /** Whom it belonged to. */
  readonly gone: string
  /** The record that stays in its place, and what that took from it. */
  readonly into?: string
  readonly taken?: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[]
}
/** All that must be known to part records again. */
export interface Joined {
  readonly moved: readonly MovedRow[]
  readonly dropped: readonly DroppedRow[]
}

/** Which references are nobody's to move: the mark by which who went points to who stays, the books about merges themselves. */
export type Leaves = (object: ModelObject, via: string) => boolean

export const rowsPerStatementMax = 1000
