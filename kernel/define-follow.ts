import type { CheckedRow, CheckProblem } from './define-check.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** What follows for one row of a set: values, or why none can. */
export interface Followed {
  readonly values?: Readonly<Record<string, unknown>>
  readonly problem?: Omit<CheckProblem, 'index'>
}

/**
 * Values of a record that follow from other records: the state of a deal from the kind of its stage. Worked out for a whole set at once,
 * before `derive`, through every door; what somebody says otherwise is refused. One statement a set, rows that must not change meanwhile locked.
 */
export interface FollowDefinition<Name extends string = string> {
  readonly fields: readonly Name[]
  /** Asked only when one of these or of `fields` changes; always for a new record. */
  readonly when?: readonly Name[]
  /** One answer a row, in order. A value that is left out stays as it is. */
  run(work: UnitOfWork, rows: readonly CheckedRow[]): Promise<readonly Followed[]>
}
export const defineFollow = <const Name extends string>(definition: FollowDefinition<Name>): FollowDefinition<Name> => definition
