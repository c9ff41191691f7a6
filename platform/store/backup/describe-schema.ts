import type pg from 'pg'

/** A table that holds rows of its own, and how its rows are read and written. */
export interface TableRows {
  readonly table: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}
/** All that makes a schema again, in the order it must run; rows go between `before` and `after`. */
export interface SchemaDescription {
  readonly schema: string
  /** The tenant's own role; null: the installation's. */
  readonly owner: string | null
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly tables: readonly TableRows[]
}

const ident = (name: string) => `"${name.replaceAll('"', '""')}"`
interface TableRow {
  oid: string
  name: string
  kind: string
  parent: string | null
  bound: string | null
  partkey: string | null
  options: string[] | null
  comment: string | null
}
interface ColumnRow {
  oid: string
  name: string
  type: string
  required: boolean
  expression: string | null
  generated: string
  identity: string
  comment: string | null
}

/** Reads a schema's definition from PostgreSQL's own catalogue: tables with partitions, sequences, functions, keys, indexes, triggers, rights. */
export const describeSchema = async (client: pg.Client, schema: string): Promise<SchemaDescription> => {
  const ask = async <R>(text: string): Promise<R[]> => (await client.query(text, [schema])).rows as R[]
  const inSchema = '(select oid from pg_namespace where nspname = $1)'
  const [owner] = await ask<{ owner: string; public: boolean }>(
    `select pg_get_userbyid(nspowner) as owner, has_schema_privilege('public', oid, 'usage') as public from pg_namespace where nspname = $1`,
  )
  const tables =
    await ask<TableRow>(`select c.oid, c.relname as name, c.relkind as kind, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound,
      pg_get_partkeydef(c.oid) as partkey, c.reloptions as options, obj_description(c.oid, 'pg_class') as comment
    from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
    where c.relnamespace = ${inSchema} and c.relkind in ('r', 'p') order by (i.inhrelid is not null), c.relname`)
  const columns =
    await ask<ColumnRow>(`select a.attrelid as oid, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
      pg_get_expr(d.adbin, d.adrelid) as expression, a.attgenerated as generated, a.attidentity as identity, col_description(a.attrelid, a.attnum) as comment
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relnamespace = ${inSchema} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped order by a.attrelid, a.attnum`)
  const columnsOf = Map.groupBy(columns, ({ oid }) => oid)
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
  const createTable = (table: TableRow): string => {
    const lines = (columnsOf.get(table.oid) ?? []).map(({ name, type, required, expression, generated, identity }) =>
      [
        ident(name),
        type,
        generated ? `generated always as (${expression}) ${generated === 'v' ? 'virtual' : 'stored'}` : '',
        identity ? `generated ${identity === 'a' ? 'always' : 'by default'} as identity` : '',
        expression && !generated ? `default ${expression}` : '',
        required ? 'not null' : '',
      ]
        .filter(Boolean)
        .join(' '),
    )
    const options = table.options?.length ? ` with (${table.options.join(', ')})` : ''
    if (table.parent)
      return `create table ${ident(table.name)} partition of ${ident(table.parent)} ${table.bound}${table.kind === 'p' ? ` partition by ${table.partkey}` : ''}${options}`
    return `create table ${ident(table.name)} (${lines.join(', ')})${table.partkey ? ` partition by ${table.partkey}` : ''}${options}`
  }
  const sequences = await ask<{
    name: string
    type: string
    start: string
    increment: string
    value: string | null
    owner: string | null
  }>(`select c.relname as name, format_type(s.seqtypid, null) as type, s.seqstart as start, s.seqincrement as increment,
      pg_sequence_last_value(c.oid) as value, (select d.refobjid::regclass::text || '|' || a.attname from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
        where d.objid = c.oid and d.deptype = 'i' limit 1) as owner
    from pg_class c join pg_sequence s on s.seqrelid = c.oid where c.relnamespace = ${inSchema} order by c.relname`)
  const functions = await ask<{ ddl: string }>(
    `select pg_get_functiondef(p.oid) as ddl from pg_proc p where p.pronamespace = ${inSchema} and p.prokind in ('f', 'p') order by p.oid`,
  )
  const constraints = await ask<{
    table: string
    name: string
    kind: string
    ddl: string
  }>(`select c.relname as table, k.conname as name, k.contype as kind, pg_get_constraintdef(k.oid) as ddl
    from pg_constraint k join pg_class c on c.oid = k.conrelid where k.connamespace = ${inSchema} and k.contype in ('p', 'u', 'c', 'x', 'f') and k.conparentid = 0 and k.coninhcount = 0
    order by (k.contype = 'f'), k.contype <> 'p', k.conname`)
  const indexes = await ask<{
    ddl: string
  }>(`select pg_get_indexdef(i.indexrelid) as ddl from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = ${inSchema} and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
      and not exists (select 1 from pg_inherits h where h.inhrelid = i.indexrelid) and i.indisvalid order by c.relname`)
  const triggers = await ask<{
    ddl: string
  }>(`select pg_get_triggerdef(t.oid) as ddl from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = ${inSchema} and not t.tgisinternal and t.tgparentid = 0 order by t.tgname`)
  const grants = await ask<{
    ddl: string
  }>(`select format('grant %s on %s to %s', a.privilege_type, c.oid::regclass, case when a.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end) as ddl
      from pg_class c, aclexplode(c.relacl) a where c.relnamespace = ${inSchema} and a.grantee <> c.relowner
    union all select format('revoke all on function %s from public', p.oid::regprocedure) from pg_proc p where p.pronamespace = ${inSchema} and p.proacl is not null and not has_function_privilege('public', p.oid, 'execute')`)
  return {
    schema,
    owner: schema.startsWith('t_') ? (owner?.owner ?? schema) : null,
    before: [
      ...functions.map(({ ddl }) => ddl),
      ...sequences
        .filter((one) => !one.owner)
        .map(
          ({ name, type, start, increment }) => `create sequence ${ident(name)} as ${type} start ${start} increment ${increment}`,
        ),
      ...tables.map(createTable),
      ...tables
        .filter(({ comment }) => comment)
        .map(({ name, comment }) => `comment on table ${ident(name)} is ${literal(comment as string)}`),
      ...tables.flatMap((table) =>
        (columnsOf.get(table.oid) ?? [])
          .filter(({ comment }) => comment && !table.parent)
          .map(({ name, comment }) => `comment on column ${ident(table.name)}.${ident(name)} is ${literal(comment as string)}`),
      ),
    ],
    after: [
      ...constraints.map(({ table, name, ddl }) => `alter table ${ident(table)} add constraint ${ident(name)} ${ddl}`),
      ...indexes.map(({ ddl }) => ddl.replace(' ON ONLY ', ' ON ')),
      ...triggers.map(({ ddl }) => ddl),
      ...grants.map(({ ddl }) => ddl),
      ...sequences
        .filter(({ value }) => value !== null)
        .map(({ name, value, owner: own }) => {
          const [table, column] = own?.split('|') ?? []
          return own
            ? `select setval(pg_get_serial_sequence(${literal(table as string)}, ${literal(column as string)}), ${value})`
            : `select setval(${literal(ident(name))}, ${value})`
        }),
      ...(owner?.public ? [`grant usage on schema ${ident(schema)} to public`] : []),
    ],
    tables: tables
      .filter(({ kind }) => kind === 'r')
      .map(({ oid, name }) => ({
        table: name,
        columns: (columnsOf.get(oid) ?? [])
          .filter(({ generated }) => !generated)
          .map((column) => ({ name: column.name, type: column.type })),
      })),
  }
}
