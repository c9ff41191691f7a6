import type pg from 'pg'

/** What one write left in the tables, as texts, so that the same rows can be inserted again by hand. */
export interface Kept {
  readonly tables: readonly {
    readonly table: string
    readonly columns: readonly string[]
    readonly rows: readonly (readonly (string | null)[])[]
  }[]
  /** Ids of the rows themselves, which a copy needs new. */
  readonly ids: readonly string[]
  /** Words that stand once only, such as numbers and phones. */
  readonly words: readonly string[]
}
export interface Wanted {
  readonly table: string
  /** Which of its rows, with the id of the record as `$1`. */
  readonly where: string
  /** Columns that the table fills by itself. */
  readonly without?: readonly string[]
}

/** Reads the rows that belong to one record. */
export const keptRows = async (
  client: pg.Client,
  schema: string,
  record: string,
  wanted: readonly Wanted[],
  words: readonly string[],
): Promise<Kept> => {
  const ids = new Set([record])
  const tables: Kept['tables'][number][] = []
  for (const { table, where, without = [] } of wanted) {
    const found = await client.query<{ name: string }>(
      `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
      [`${schema}.${table}`],
    )
    const columns = found.rows.map(({ name }) => name).filter((name) => !without.includes(name))
    const rows = await client.query<(string | null)[]>({
      text: `select ${columns.map((column) => `"${column}"::text`).join(', ')} from ${schema}.${table} where ${where}`,
      values: [record],
      rowMode: 'array',
    })
    if (rows.rows.length === 0) throw new Error(`nothing of ${record} in ${table}`)
    const id = columns.indexOf('id')
    for (const row of rows.rows) if (id >= 0 && row[id]) ids.add(row[id])
    tables.push({ table, columns, rows: rows.rows })
  }
  return { tables, ids: [...ids], words }
}
export const factRows: Wanted = { table: 'fact', where: 'record = $1', without: ['seq', 'xid', 'recorded_at'] }
