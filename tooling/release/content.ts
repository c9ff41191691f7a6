import pg from 'pg'

/** What a tenant's tables hold, for comparing two states of one installation. */
export interface Content {
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>
  /** One number over all values of a business table, as they were saved; what machines stamp is left out. */
  readonly sums: Readonly<Record<string, string>>
  /** Columns with their types, and indexes. */
  readonly shape: readonly string[]
}
const stamps = ['version', 'updated_at', 'updated_by']
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
    const sums: Record<string, string> = {}
    for (const { name, business } of tables) {
      const from = `${quoted(schema)}.${quoted(name)}`
      const { rows } = await client.query<{ count: number; sum: string | null }>(
        `select count(*)::int as count, ${business ? `md5(string_agg((to_jsonb(t) - $1::text[])::text, '' order by t.id))` : '$1::text[] as unused, null'} as sum from ${from} t`,
        [stamps],
      )
      counts[name] = rows[0]?.count ?? 0
      if (business) sums[name] = rows[0]?.sum ?? ''
    }
    const { rows: shape } = await client.query<{ line: string }>(
      `select table_name || '.' || column_name || ' ' || data_type as line from information_schema.columns where table_schema = $1
        union all select indexdef from pg_indexes where schemaname = $1 order by 1`,
      [schema],
    )
    return { counts, sums, shape: shape.map(({ line }) => line) }
  } finally {
    await client.end()
  }
}
