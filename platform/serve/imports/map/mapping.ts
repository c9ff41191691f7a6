/** Where one column goes. */
export interface ColumnMap {
  readonly column: number
  /** Field of the object, or `id`, `source_id`, `owner`, `created_at`, `created_by`, `updated_at`; `address.city` for a part of an address. */
  readonly field: string
  /** References: what the text is: `source` (id in the foreign system), `id`, or a field of the referenced object. */
  readonly by?: string
  /** Money: the currency of the column. */
  readonly currency?: string
  /** Words of the file → our values, before reading. */
  readonly values?: Readonly<Record<string, string>>
  /** Only texts that begin so; others are left out (ids that carry their kind in front). */
  readonly only?: string
  /** Put in front of the text before it is read (`+1` before national numbers). */
  readonly before?: string
  /** A text field that keeps, with the column's name, what could not be read: the row is taken without it rather than refused. */
  readonly unreadable?: string
}

/** How the columns of a file become records. Plain data: kept with the run and remembered for the next file with the same header. */
export interface Mapping {
  readonly columns: readonly ColumnMap[]
  /** Fields that identify a record; absent: every row is new. */
  readonly key?: readonly string[]
  /** Name of the foreign system whose ids are in `source_id`. */
  readonly source?: string
  /** Records come as they were elsewhere, in any state; takes the right to migrate. */
  readonly migrating?: boolean
  /** The same value in every row. */
  readonly constants?: Readonly<Record<string, unknown>>
}
