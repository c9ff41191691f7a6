import { type RawBuilder, sql } from 'kysely'

/** A quoted name in statement text: `"customer_person"`. */
export const ident = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A text constant for definitions of tables, where values cannot be bound. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A qualifier of columns: `refOf('p')('name')` is `"p"."name"`. */
export const refOf =
  (table?: string) =>
  (column: string): RawBuilder<unknown> =>
    table === undefined ? sql.ref(column) : sql.ref(`${table}.${column}`)

/** Conditions joined by `and`; true when there are none. */
export const allOf = (conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(conditions, sql` and `)})`

/** Conditions joined by `or`; false when there are none. */
export const anyOf = (conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` or `)})`
