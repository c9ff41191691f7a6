import type { CommonColumns, RowOf, ValuesOf } from './define-object.ts'
import { nameOf } from './handle.ts'
import type { Row, UnitOfWork } from './unit-of-work.ts'
import type { ObjectHandle } from './typed-rows.ts'

/** A row of a set as it will stand; `before` is null for a new record. */
export interface CheckedRow {
  readonly row: Row
  readonly before: Row | null
  /** The parts as they will stand, in order, by the whole's name for them. */
  readonly parts: Readonly<Record<string, readonly Row[]>>
}

/** For whom and how a set is written. */
interface CheckAsked {
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
  run(work: UnitOfWork, rows: readonly CheckedRow[], asked: CheckAsked): Promise<readonly CheckProblem[]>
}
/** A row of a known object as it will stand: what nobody has said of a new record is not there. */
export interface CheckedRowOf<D extends ObjectHandle> {
  readonly row: Partial<ValuesOf<D['fields']>> & Partial<CommonColumns> & { readonly id: string }
  readonly before: RowOf<D> | null
  readonly parts: { readonly [P in keyof NonNullable<D['parts']>]: readonly RowOf<NonNullable<D['parts']>[P]>[] }
}
interface CheckOn<D extends ObjectHandle> extends Omit<CheckDefinition, 'on' | 'run' | 'when'> {
  readonly on: D
  readonly when?: readonly ((keyof D['fields'] | keyof NonNullable<D['parts']>) & string)[]
  run(work: UnitOfWork, rows: readonly CheckedRowOf<D>[], asked: CheckAsked): Promise<readonly CheckProblem[]>
}
/** A rule on an object by its handle (rows are typed by it), or without one where the object itself lists it. */
export function defineCheck<D extends ObjectHandle>(definition: CheckOn<D>): CheckDefinition
export function defineCheck(definition: CheckDefinition): CheckDefinition
export function defineCheck(definition: CheckDefinition | CheckOn<ObjectHandle>): CheckDefinition {
  const { on, ...rest } = definition
  return on === undefined ? rest : { ...rest, on: nameOf(on) }
}
