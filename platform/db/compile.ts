import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Sql } from './database.ts'

/** Kysely as a writer of SQL text only; connections are ours, because they are pinned to tenants. */
const writer = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** Text and values of any statement the platform accepts. */
export const compileSql = (statement: Sql): { readonly text: string; readonly values: readonly unknown[] } => {
  if ('text' in statement) return { text: statement.text, values: statement.values ?? [] }
  const compiled = 'compile' in statement ? statement.compile(writer) : statement
  return { text: compiled.sql, values: compiled.parameters }
}
