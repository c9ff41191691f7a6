import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Sql } from './database.ts'
import { prepareValue } from './prepared-query.ts'

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

/** The same for a statement that is kept and sent again and again: its lists are written out once, as pg would each time. */
export const compilePlan = (statement: Sql): { readonly text: string; readonly values: readonly unknown[] } => {
  const { text, values } = compileSql(statement)
  return { text, values: values.map((value) => (Array.isArray(value) ? prepareValue(value) : value)) }
}
