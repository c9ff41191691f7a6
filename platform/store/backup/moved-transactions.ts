import type pg from 'pg'
import type { TableRows } from './describe-schema.ts'

const ident = (name: string) => `"${name.replaceAll('"', '""')}"`

/**
 * Another cluster counts transactions from the start: numbers kept in rows would lie in its future, and readers of the ledger would wait for them.
 * Only their order against the bounds of kept snapshots matters, so every number becomes its rank among those bounds.
 */
export const movedColumns = async (
  client: pg.Client,
  schema: string,
  tables: readonly TableRows[],
): Promise<(column: { name: string; type: string }) => string> => {
  const sources = tables.flatMap(({ table, columns }) =>
    columns
      .filter(({ type }) => type === 'pg_snapshot')
      .map(
        ({ name }) =>
          `select unnest(array[pg_snapshot_xmin(s)::text, pg_snapshot_xmax(s)::text] || array(select x::text from pg_snapshot_xip(s) x)) as bound from (select ${ident(name)} as s from ${ident(schema)}.${ident(table)}) one`,
      ),
  )
  const bounds = sources.length
    ? (
        await client.query(
          `select distinct bound::numeric as bound from (${sources.join(' union all ')}) every where bound is not null order by 1`,
        )
      ).rows.map((row: { bound: string }) => row.bound)
    : []
  const list = `array[${bounds.join(',')}]::numeric[]`
  const rank = (number: string) =>
    bounds.length === 0
      ? '3'
      : `(3 + 2 * width_bucket(${number}, ${list}) - (case when (${list})[width_bucket(${number}, ${list})] = ${number} then 1 else 0 end))`
  return ({ name, type }) => {
    const column = ident(name)
    if (type === 'xid8') return `(${rank(`${column}::text::numeric`)})::text::xid8 as ${column}`
    if (type !== 'pg_snapshot') return column
    return `(${rank(`pg_snapshot_xmin(${column})::text::numeric`)} || ':' || ${rank(`pg_snapshot_xmax(${column})::text::numeric`)} || ':' ||
      coalesce((select string_agg(${rank('x::text::numeric')}::text, ',' order by x) from pg_snapshot_xip(${column}) x), ''))::pg_snapshot as ${column}`
  }
}
