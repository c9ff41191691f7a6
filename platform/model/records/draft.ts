import type { FieldProblem, Row } from '@lianke/kernel'

/** One line of a whole as it will stand. `path` is where it stood in the input; `/lines/2`. */
export interface PartDraft {
  readonly path: string
  readonly before: Row | null
  /** What the input said, in stored form. */
  readonly given: Readonly<Record<string, unknown>>
  row: Row
}

/** The lines of one name: as they will stand, in order, and those that go. */
export interface PartsDraft {
  readonly rows: readonly PartDraft[]
  readonly gone: readonly Row[]
  /** Lines that had been deleted and come back. */
  readonly back: readonly Row[]
}

/** One record of a set on its way through the stages, with its parts: nothing is written before all of it stands. */
export interface Draft {
  readonly index: number
  readonly before: Row | null
  readonly given: Readonly<Record<string, unknown>>
  row: Row
  /** What was worked out: derived values, formulas. */
  computed: Readonly<Record<string, unknown>>
  readonly parts: ReadonlyMap<string, PartsDraft>
  readonly partsBefore: ReadonlyMap<string, readonly Row[]>
  readonly problems: FieldProblem[]
}

/** The rows of parts as derivations, guards and checks see them. */
export const partRows = (draft: Draft): Record<string, readonly Row[]> =>
  Object.fromEntries([...draft.parts].map(([name, { rows }]) => [name, rows.map(({ row }) => row)]))
