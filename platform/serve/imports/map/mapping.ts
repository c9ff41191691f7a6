import type { DateOrder } from '@lianke/kernel'

/** Where one column goes. Several may go to one field: see `joined-columns.rule.ts`. */
export interface ColumnMap {
  readonly column: number
  /** Field of the object, or `id`, `source_id`, `owner`, `created_at`, `created_by`, `updated_at`; `address.city` for a part of an address. */
  readonly field: string
  /** References: what the text is: `source` (id in the foreign system), `id`, or a field of the referenced object. */
  readonly by?: string
  /** Money: the currency of the column. */
  readonly currency?: string
  /** Words of the file → our values, before reading; an empty one says nothing. */
  readonly values?: Readonly<Record<string, string>>
  /** What words that are no value of ours mean, where none is said for them; an empty one leaves the field empty. */
  readonly others?: string
  /** Only texts that begin so; others are left out (ids that carry their kind in front). */
  readonly only?: string
  /** Put in front of the text before it is read (`+1` before national numbers). */
  readonly before?: string
  /** A text field that keeps, with the column's name, what could not be read: the row is taken without it rather than refused. */
  readonly unreadable?: string
  /** A text field that keeps what a cell says beyond its value (a second number, an extension); absent: such a row is refused. */
  readonly rest?: string
  /** ISO 3166-1: where numbers without a country are dialled; absent: where the company is. */
  readonly region?: string
  /** In what order the dates of the column are written. */
  readonly dates?: DateOrder
  /** Numbers with more decimals than their field keeps are rounded rather than refused. */
  readonly round?: boolean
  /** Which part of a name the column holds, where several columns make one. */
  readonly part?: 'given' | 'family'
  /** What divides several values in a cell, where it is not one of the usual marks. */
  readonly divider?: string
}

/** How the columns of a file become records. Plain data: kept with the run and remembered for the next file with the same header. */
export interface Mapping {
  readonly columns: readonly ColumnMap[]
  /** Fields that identify a record; absent: every row is new. */
  readonly key?: readonly string[]
  /** What becomes of rows that say nothing of the key; absent: each is a new record. */
  readonly keyless?: 'create' | 'skip'
  /** Name of the foreign system whose ids are in `source_id`. */
  readonly source?: string
  /** Records come as they were elsewhere, in any state; takes the right to migrate. */
  readonly migrating?: boolean
  /** The same value in every row. */
  readonly constants?: Readonly<Record<string, unknown>>
}
