import pg from 'pg'

type Values = Readonly<Record<string, unknown>>
/** What a tenant's tables hold, for comparing two states of one installation. */
export interface Content {
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>
  /** Rows of the business tables by table and id; what machines stamp is left out. */
  readonly rows: ReadonlyMap<string, ReadonlyMap<string, Values>>
  /** Columns with their types, and indexes. */
  readonly shape: readonly string[]
}
const stamps = ['version', 'updated_at', 'updated_by']
const rowsMax = 100_000
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Reads it from PostgreSQL as it stands there, past everything of ours. */
export const contentOf = async (databaseUrl: string, tenant = 'main'): Promise<Content> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const schema = `t_${tenant}`
    const { rows: tables } = await client.query<{ name: string; business: boolean }>(
      `select c.relname as name, exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'deleted_at' and not a.attisdropped) as business
        from pg_class c where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
      [schema],
    )
    const counts: Record<string, number> = {}
    const rows = new Map<string, Map<string, Values>>()
    for (const { name, business } of tables) {
      const from = `${quoted(schema)}.${quoted(name)}`
      const counted = await client.query<{ count: number }>(`select count(*)::int as count from ${from}`)
      counts[name] = counted.rows[0]?.count ?? 0
      if (!business) continue
      const read = await client.query<{ id: string; values: Values }>(
        `select id, to_jsonb(t) - $1::text[] as values from ${from} t order by id limit ${rowsMax}`,
        [stamps],
      )
      rows.set(name, new Map(read.rows.map(({ id, values }) => [id, values])))
    }
    const shape = await client.query<{ line: string }>(
      `select table_name || '.' || column_name || ' ' || data_type as line from information_schema.columns where table_schema = $1
        union all select indexdef from pg_indexes where schemaname = $1 order by 1`,
      [schema],
    )
    return { counts, rows, shape: shape.rows.map(({ line }) => line) }
  } finally {
    await client.end()
  }
}

/** Every value of `before` that `after` has lost or changed, as `table.column of id`; columns that `after` has besides are none of these. */
export const lost = (before: Content, after: Content, written: ReadonlySet<string> = new Set()): string[] => {
  const found: string[] = []
  for (const [table, rows] of before.rows)
    for (const [id, values] of rows) {
      const now = after.rows.get(table)?.get(id)
      if (!now) found.push(`${table} ${id}`)
      else
        for (const [column, value] of Object.entries(values))
          if (!written.has(`${table}.${column}`) && JSON.stringify(now[column]) !== JSON.stringify(value))
            found.push(`${table}.${column} of ${id}: ${JSON.stringify(value)} is ${JSON.stringify(now[column])}`)
    }
  return found
}
