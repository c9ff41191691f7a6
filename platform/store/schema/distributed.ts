import { refuse } from '@lianke/kernel'
import type { Connection, Database } from '../db/database.ts'
import { ident } from '../db/sql.ts'
import { withSchemaLock } from './schema-lock.ts'

/** Hundreds of tables are made on a worker, and their rows go there. */
const placingMs = 3_600_000

/** Is this database the coordinator of a Citus cluster? Asked by what makes or changes schemas, never on the way of a page or an event. */
export const isDistributed = async (connection: Pick<Connection, 'query'>): Promise<boolean> =>
  (await connection.query({ text: `select 1 from pg_extension where extname = 'citus'` })).length > 0

/** A schema that is made after this stays on the coordinator, whatever Citus is set to, one that is there already too. Nothing on PostgreSQL alone. */
export const keptLocal = (during: 'transaction' | 'session'): string =>
  `set ${during === 'transaction' ? 'local ' : ''}citus.enable_schema_based_sharding to off;`

/**
 * Gives a tenant's schema to a worker that Citus chooses. The coordinator connects there as the tenant's role, which therefore may log in
 * (it has no password). A table without a key says whole rows in a stream of changes, so that the schema can be moved while it is written to.
 */
export const placeSchema = async (connection: Pick<Connection, 'query' | 'script'>, tenant: string): Promise<void> => {
  const schema = `t_${tenant}`
  await connection.script(`alter role ${ident(schema)} login`)
  await makeMovable(connection, schema)
  await connection.query({ text: 'select citus_schema_distribute($1::regnamespace)', values: [ident(schema)] })
}

const makeMovable = async (connection: Pick<Connection, 'query' | 'script'>, schema: string): Promise<void> => {
  const keyless = await connection.query<{ name: string }>({
    text: `select c.relname as name from pg_class c where c.relnamespace = $1::regnamespace and c.relkind = 'r' and c.relreplident = 'd'
      and not exists (select 1 from pg_index x where x.indrelid = c.oid and x.indisprimary) order by 1`,
    values: [ident(schema)],
  })
  for (const { name } of keyless) await connection.script(`alter table ${ident(schema)}.${ident(name)} replica identity full`)
}

/** Where a tenant's schema lies. */
interface Placed {
  readonly tenant: string
  /** False: it lay on a worker before. */
  readonly placed: boolean
  readonly node: string
}

/**
 * Places the schemas of tenants that were made before the database was a Citus coordinator, or were restored into one. Their tables are
 * locked while their rows are copied. Refuses `tenant.not_distributed` on PostgreSQL alone, `tenant.unknown`.
 */
export const distributeTenants = async (
  database: Database,
  only: string | null,
  told: (placed: Placed) => void = () => undefined,
): Promise<void> => {
  if (!(await isDistributed(database.home))) refuse('tenant.not_distributed')
  const tenants = await database.home.query<{ id: string }>({
    text: `select id from lianke.tenant where status <> 'closed' and ($1::text is null or id = $1) order by id limit 100000`,
    values: [only],
  })
  if (only !== null && tenants.length === 0) refuse('tenant.unknown', { status: 404, params: { id: only } })
  for (const { id } of tenants) told(await placeTenant(database, id))
}

const placeTenant = (database: Database, tenant: string): Promise<Placed> =>
  database.home.connection((lock) =>
    withSchemaLock(lock, tenant, async () => {
      const before = await nodeOf(database, tenant)
      await database.home.transaction((tx) => (before === null ? placeSchema(tx, tenant) : makeMovable(tx, `t_${tenant}`)), {
        timeoutMs: placingMs,
      })
      return { tenant, placed: before === null, node: (await nodeOf(database, tenant)) ?? '' }
    }),
  )

/** `host:port` of the worker that holds a tenant; null: the coordinator itself, undistributed. */
const nodeOf = async (database: Database, tenant: string): Promise<string | null> => {
  const [row] = await database.home.query<{ node: string }>({
    text: `select n.nodename || ':' || n.nodeport as node from pg_dist_schema s join pg_dist_partition t on t.colocationid = s.colocationid
      join pg_dist_shard d on d.logicalrelid = t.logicalrelid join pg_dist_placement p on p.shardid = d.shardid
      join pg_dist_node n on n.groupid = p.groupid where s.schemaid = $1::regnamespace limit 1`,
    values: [ident(`t_${tenant}`)],
  })
  return row?.node ?? null
}
