import { nameOf, type Named } from './handle.ts'
import type { Row, UnitOfWork } from './unit-of-work.ts'

/** A record that somebody is about to change or delete. */
export interface StillRow {
  readonly row: Row
  /** Fields and parts that change; null: it is to be deleted, or nothing is known of the change yet. */
  readonly changes: readonly string[] | null
}
/** Why a record stands still. */
interface StandsStill {
  readonly id: string
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
}

/**
 * What lets records stand still for a time, whatever object they are of: nobody changes or deletes them by any door until it lets go. The house
 * itself passes. Asked once for a set, after its rows are locked, and only of objects that a definition in force is about.
 */
export interface StandstillDefinition {
  readonly name: string
  /** Object whose records say which objects it is about (the field `names`), once they are in force (`since` is not empty). */
  readonly by: { readonly object: string; readonly names: string; readonly since: string }
  /** Of these records those that stand still for whoever acts; those whose changes he may make are left out. One statement a set. */
  still(work: UnitOfWork, object: string, rows: readonly StillRow[]): Promise<readonly StandsStill[]>
}
export const defineStandstill = ({
  by,
  ...definition
}: Omit<StandstillDefinition, 'by'> & {
  readonly by: Omit<StandstillDefinition['by'], 'object'> & { readonly object: Named }
}): StandstillDefinition => ({ ...definition, by: { ...by, object: nameOf(by.object) } })
