import type { FieldProblem, Row } from '@lianke/kernel'

/** How a set is written. */
export interface SetOptions {
  readonly keepOrigins?: boolean | undefined
  /** See `UpsertInput.migrating`. */
  readonly migrating?: boolean | undefined
  readonly dryRun?: boolean | undefined
  /** Look for taken unique keys first and name the rows, rather than end the whole set at the first. */
  readonly partial?: boolean | undefined
  /** See `UpsertInput.putBack`. */
  readonly putBack?: boolean | undefined
  /** See `UpsertInput.numbered`. */
  readonly numbered?: (() => void) | undefined
}
/** What became of it. */
export interface SetResult {
  /** Rows by input index; refused ones are missing. */
  readonly rows: ReadonlyMap<number, Row>
  readonly problems: ReadonlyMap<number, readonly FieldProblem[]>
}
