import type { Row, Room } from './room.ts'

/** A row of a set as it will stand; `before` is null for a new record. */
export interface CheckedRow {
  readonly row: Row
  readonly before: Row | null
  /** The parts as they will stand, in order, by the whole's name for them. */
  readonly parts: Readonly<Record<string, readonly Row[]>>
}

/** For whom and how a set is written. */
export interface CheckAsked {
  /** Does the actor hold a named right? The system holds all. */
  may(right: string): boolean
  /** A migration brings records as they were: what was allowed then need not be now. */
  readonly migrating: boolean
}

/** Why a row cannot be written. `inTheWay`: the record that holds it up, named to those who may see it. */
export interface CheckProblem {
  /** Place in the set. */
  readonly index: number
  readonly code: string
  readonly path?: string
  readonly params?: Record<string, unknown>
  readonly inTheWay?: { readonly object: string; readonly id: string }
}

/**
 * A rule that reads other records: duplicates, limits, stock. Asked once for a whole set before it is written, in the same transaction;
 * what must not change meanwhile it reads with `forUpdate`. One statement a set, never one a row.
 */
export interface CheckDefinition {
  readonly name: string
  /** Object whose writes it judges, where it is defined apart from the object. */
  readonly on?: string
  /** Asked only when one of these fields (or parts) changes; always when absent. */
  readonly when?: readonly string[]
  run(room: Room, rows: readonly CheckedRow[], asked: CheckAsked): Promise<readonly CheckProblem[]>
}
export const defineCheck = (definition: CheckDefinition): CheckDefinition => definition
