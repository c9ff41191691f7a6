import type { FieldTypeName, FilterOperator } from '@lianke/kernel'
import type { RawBuilder } from 'kysely'

export interface Column {
  readonly name: string
  readonly type: string
  readonly check?: string
}

/** What a filter operator needs to know beyond its value. */
export interface FilterContext {
  readonly now: string
  readonly zone: string
  /** Staff id of the signed-in user, null for keys and the system. */
  readonly me: string | null
  readonly team: readonly string[]
  readonly teamAndBelow: readonly string[]
  /** Default region of phone numbers, `CN` unless said. */
  readonly region?: string
}

/** How a field type lies in PostgreSQL and in ClickHouse. Column name = field name (+ suffix where there are several). */
export interface FieldStorage {
  readonly name: FieldTypeName
  /** First column carries the field's own name. No columns for computed-on-read types. */
  readonly columns: (name: string, options: Record<string, unknown>) => readonly Column[]
  /**
   * Normalised value → column values (null value → nulls). Arrays and objects stay what they are, fit for
   * `jsonb_to_recordset($1)` with the column types; `raw` is that of {@link Normalised}.
   */
  readonly toColumns: (value: unknown, name: string, options: Record<string, unknown>, raw?: string) => Record<string, unknown>
  /** The same for a type that lies in one column, which the rows of a large set are spared an object each for. */
  readonly toColumn?: (value: unknown) => unknown
  /** Columns as `pg` gives them → value as in ValueOf. */
  readonly fromColumns: (row: Record<string, unknown>, name: string, options: Record<string, unknown>) => unknown
  /** `ref(column)` quotes and qualifies. Answers a boolean SQL expression, which may be null where the column is: negate with `is not true`. Never called with an operator the kernel type does not list. Refuses `filter.bad_value`. */
  readonly filter: (
    op: FilterOperator,
    value: unknown,
    name: string,
    options: Record<string, unknown>,
    ref: (column: string) => RawBuilder<unknown>,
    context: FilterContext,
  ) => RawBuilder<boolean>
  /** One of its parts as a text, in PostgreSQL and in the mirror. */
  readonly part?: (part: string, column: RawBuilder<unknown>) => RawBuilder<unknown>
  readonly analyticsPart?: (part: string, column: string) => string
  /** Sort expression; rows sort with nulls last. */
  readonly sort?: (name: string, ref: (column: string) => RawBuilder<unknown>) => RawBuilder<unknown>
  /** PG type of the sort expression, for cursors and for what an event brings: `text`, `numeric`, `timestamptz`, `date`, `bigint`, `boolean`. */
  readonly sortType?: (options: Record<string, unknown>) => string
  /** It is text that people read, which stands in the order of its sounds. */
  readonly words?: (options: Record<string, unknown>) => boolean
  /** The column by which it is found and sorted, where that is not the first. */
  readonly keyColumn?: (name: string) => string
  /** The column by which it is measured, where that is not the first. */
  readonly measure?: (name: string) => string
  /** Which index serves it when one is asked for, or always: its members, the rows where it is true, the newest of each value, equality alone. */
  readonly index?: { readonly kind: 'members' | 'true' | 'newest' | 'equal'; readonly always?: true }
  /** Which part of the value in an event a column of the mirror holds; `or`: the part that counts where it is absent. */
  readonly inEvent?: (column: string, name: string) => { readonly part: string; readonly or?: string }
  /** Its values come out of ClickHouse as they are, not as texts. */
  readonly analyticsPlain?: true
  /** ClickHouse columns of the mirror. Empty: not mirrored. */
  readonly analytics: (
    name: string,
    options: Record<string, unknown>,
  ) => readonly { readonly name: string; readonly type: string }[]
  readonly toAnalytics: (value: unknown, name: string, options: Record<string, unknown>) => Record<string, unknown>
  /** Same operators over the mirror, as ClickHouse SQL; negate with `not ifNull(…, false)`. `param(value, type)` answers a `{pN:Type}` placeholder. */
  readonly analyticsFilter: (
    op: FilterOperator,
    value: unknown,
    name: string,
    options: Record<string, unknown>,
    ref: (column: string) => string,
    param: (value: unknown, type: string) => string,
    context: FilterContext,
  ) => string
}
export const defineFieldStorage = (storage: FieldStorage): FieldStorage => storage
