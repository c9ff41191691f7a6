import type { Connection } from '../db/database.ts'

export interface TableState {
  readonly object: string
  readonly columns: Readonly<Record<string, string>>
  readonly indexes: readonly { readonly name: string; readonly valid: boolean }[]
}
/** What a tenant's schema is now, as PostgreSQL's catalog says. */
export interface SchemaState {
  /** Tables of objects only, hidden ones among them. */
  readonly tables: Readonly<Record<string, TableState>>
  readonly migrations: ReadonlySet<string>
}
interface Read {
  readonly tables: Record<string, TableState> | null
  readonly migrations: string[] | null
}

/** Reads the state on a connection of the tenant. */
export const readState = async (connection: Pick<Connection, 'query'>): Promise<SchemaState> => {
  const [found] = await connection.query<Read>({
    text: `select
      (select json_object_agg(c.relname, json_build_object(
        'object', substr(obj_description(c.oid, 'pg_class'), 8),
        'columns', (select json_object_agg(a.attname, format_type(a.atttypid, a.atttypmod)) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
        'indexes', (select coalesce(json_agg(json_build_object('name', i.relname, 'valid', x.indisvalid)), '[]') from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid = c.oid and not x.indisprimary)))
      from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and obj_description(c.oid, 'pg_class') like 'object %') as tables,
      (select json_agg(id) from schema_migration) as migrations`,
  })
  return { tables: found?.tables ?? {}, migrations: new Set(found?.migrations ?? []) }
}
