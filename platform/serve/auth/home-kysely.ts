import {
  CamelCasePlugin,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { Database } from '../../store/db/database.ts'

/** Our door answers instants as ISO text; the library compares Date objects. */
const withDates = (row: Record<string, unknown>): Record<string, unknown> => {
  for (const [name, value] of Object.entries(row))
    if (typeof value === 'string' && /_(at|until)$/.test(name)) row[name] = new Date(value)
  return row
}

/** Kysely over the installation's own connection, one statement at a time, for the sign-in library. */
export const homeKysely = (database: Database): Kysely<Record<string, never>> => {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const statement = { text: query.sql, values: query.parameters }
      const counts = /^\s*(update|delete)\b/i.test(query.sql) && !/\breturning\b/i.test(query.sql)
      if (!counts) return { rows: (await database.home.query<Record<string, unknown>>(statement)).map(withDates) as R[] }
      const affected = await database.home.transaction((tx) => tx.execute(statement))
      return { rows: [], numAffectedRows: BigInt(affected) }
    },
    async *streamQuery() {
      throw new Error('sign-in reads no streams')
    },
  }
  const none = async () => undefined
  const driver: Driver = {
    init: none,
    acquireConnection: async () => connection,
    beginTransaction: none,
    commitTransaction: none,
    rollbackTransaction: none,
    releaseConnection: none,
    destroy: none,
  }
  return new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    plugins: [new CamelCasePlugin()],
  })
}
