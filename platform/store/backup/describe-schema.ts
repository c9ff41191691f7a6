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

interface Sequence {
  name: string
  type: string
  start: string
  increment: string
  value: string | null
  /** `table|column` that it counts for; null: it stands alone. */
  owner: string | null
}
interface Statement {
  ddl: string
}
type Ask = <R extends pg.QueryResultRow>(text: string) => Promise<R[]>

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

const inSchema = '(select oid from pg_namespace where nspname = $1)'
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

const tablesOf = (ask: Ask): Promise<TableRow[]> =>
  ask(`select c.oid, c.relname as name, c.relkind as kind, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound,
      pg_get_partkeydef(c.oid) as partkey, c.reloptions as options, obj_description(c.oid, 'pg_class') as comment
    from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
    where c.relnamespace = ${inSchema} and c.relkind in ('r', 'p') order by (i.inhrelid is not null), c.relname`)

const columnsOf = (ask: Ask): Promise<ColumnRow[]> =>
  ask(`select a.attrelid as oid, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
      pg_get_expr(d.adbin, d.adrelid) as expression, a.attgenerated as generated, a.attidentity as identity, col_description(a.attrelid, a.attnum) as comment
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relnamespace = ${inSchema} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped order by a.attrelid, a.attnum`)

const sequencesOf = (ask: Ask): Promise<Sequence[]> =>
  ask(`select c.relname as name, format_type(s.seqtypid, null) as type, s.seqstart as start, s.seqincrement as increment,
      pg_sequence_last_value(c.oid) as value, (select d.refobjid::regclass::text || '|' || a.attname from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
        where d.objid = c.oid and d.deptype = 'i' limit 1) as owner
    from pg_class c join pg_sequence s on s.seqrelid = c.oid where c.relnamespace = ${inSchema} order by c.relname`)

const functionsOf = (ask: Ask): Promise<Statement[]> =>
  ask(
    `select pg_get_functiondef(p.oid) as ddl from pg_proc p where p.pronamespace = ${inSchema} and p.prokind in ('f', 'p') order by p.oid`,
  )

const constraintsOf = (ask: Ask): Promise<{ table: string; name: string; ddl: string }[]> =>
  ask(`select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as ddl
    from pg_constraint k join pg_class c on c.oid = k.conrelid where k.connamespace = ${inSchema} and k.contype in ('p', 'u', 'c', 'x', 'f') and k.conparentid = 0 and k.coninhcount = 0
    order by (k.contype = 'f'), k.contype <> 'p', k.conname`)

const indexesOf = (ask: Ask): Promise<Statement[]> =>
  ask(`select pg_get_indexdef(i.indexrelid) as ddl from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = ${inSchema} and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
      and not exists (select 1 from pg_inherits h where h.inhrelid = i.indexrelid) and i.indisvalid order by c.relname`)

const triggersOf = (ask: Ask): Promise<Statement[]> =>
  ask(`select pg_get_triggerdef(t.oid) as ddl from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = ${inSchema} and not t.tgisinternal and t.tgparentid = 0 order by t.tgname`)

const grantsOf = (ask: Ask): Promise<Statement[]> =>
  ask(`select format('grant %s on %s to %s', a.privilege_type, c.oid::regclass, case when a.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end) as ddl
      from pg_class c, aclexplode(c.relacl) a where c.relnamespace = ${inSchema} and a.grantee <> c.relowner
    union all select format('revoke all on function %s from public', p.oid::regprocedure) from pg_proc p where p.pronamespace = ${inSchema} and p.proacl is not null and not has_function_privilege('public', p.oid, 'execute')`)

const columnLine = ({ name, type, required, expression, generated, identity }: ColumnRow): string =>
  [
    ident(name),
    type,
    generated ? `generated always as (${expression}) ${generated === 'v' ? 'virtual' : 'stored'}` : '',
    identity ? `generated ${identity === 'a' ? 'always' : 'by default'} as identity` : '',
    expression && !generated ? `default ${expression}` : '',
    required ? 'not null' : '',
  ]
    .filter(Boolean)
    .join(' ')

const createTable = ({ name, kind, parent, bound, partkey, options }: TableRow, columns: readonly ColumnRow[]): string => {
  const given = options?.length ? ` with (${options.join(', ')})` : ''
  if (parent)
    return `create table ${ident(name)} partition of ${ident(parent)} ${bound}${kind === 'p' ? ` partition by ${partkey}` : ''}${given}`
  return `create table ${ident(name)} (${columns.map(columnLine).join(', ')})${partkey ? ` partition by ${partkey}` : ''}${given}`
}

/** What people wrote about a table and its columns; a partition says what its whole says. */
const commentsOn = (table: TableRow, columns: readonly ColumnRow[]): string[] => {
  const said = (what: string, comment: string | null) => (comment ? [`comment on ${what} is ${literal(comment)}`] : [])
  return [
    ...said(`table ${ident(table.name)}`, table.comment),
    ...(table.parent ? [] : columns.flatMap(({ name, comment }) => said(`column ${ident(table.name)}.${ident(name)}`, comment))),
  ]
}

/** A sequence goes on where it stood. */
const goOn = ({ name, value, owner }: Sequence): string => {
  const [table = '', column = ''] = owner?.split('|') ?? []
  return owner
    ? `select setval(pg_get_serial_sequence(${literal(table)}, ${literal(column)}), ${value})`
    : `select setval(${literal(ident(name))}, ${value})`
}

const ownerOf = async (ask: Ask) => {
  const [owner] = await ask<{ owner: string; public: boolean }>(
    `select pg_get_userbyid(nspowner) as owner, has_schema_privilege('public', oid, 'usage') as public from pg_namespace where nspname = $1`,
  )
  return owner
}

/** Reads a schema's definition from PostgreSQL's own catalogue: tables with partitions, sequences, functions, keys, indexes, triggers, rights. */
export const describeSchema = async (client: pg.Client, schema: string): Promise<SchemaDescription> => {
  const ask: Ask = async <R extends pg.QueryResultRow>(text: string) => (await client.query<R>(text, [schema])).rows
  const owner = await ownerOf(ask)
  const tables = await tablesOf(ask)
  const columns = Map.groupBy(await columnsOf(ask), ({ oid }) => oid)
  const columnsIn = ({ oid }: TableRow) => columns.get(oid) ?? []
  const sequences = await sequencesOf(ask)
  const functions = await functionsOf(ask)
  const constraints = await constraintsOf(ask)
  const indexes = await indexesOf(ask)
  const triggers = await triggersOf(ask)
  const grants = await grantsOf(ask)
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
      ...tables.map((table) => createTable(table, columnsIn(table))),
      ...tables.flatMap((table) => commentsOn(table, columnsIn(table))),
    ],
    after: [
      ...constraints.map(({ table, name, ddl }) => `alter table ${ident(table)} add constraint ${ident(name)} ${ddl}`),
      ...indexes.map(({ ddl }) => ddl.replace(' ON ONLY ', ' ON ')),
      ...[...triggers, ...grants].map(({ ddl }) => ddl),
      ...sequences.filter(({ value }) => value !== null).map(goOn),
      ...(owner?.public ? [`grant usage on schema ${ident(schema)} to public`] : []),
    ],
    tables: tables
      .filter(({ kind }) => kind === 'r')
      .map((table) => ({
        table: table.name,
        columns: columnsIn(table)
          .filter(({ generated }) => !generated)
          .map(({ name, type }) => ({ name, type })),
      })),
  }
}
