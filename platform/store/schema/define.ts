import type { Connection } from '../db/database.ts'
import { statementsOf } from '../db/statements.ts'
import { isDistributed } from './distributed.ts'

/**
 * Runs definitions of tables in order, in one way to PostgreSQL. On Citus each is a command of its own: a coordinator passes on to the workers
 * no text that holds several.
 */
export const define = async (connection: Pick<Connection, 'query' | 'script'>, script: string): Promise<void> => {
  if (!(await isDistributed(connection))) return connection.script(script)
  for (const statement of statementsOf(script)) await connection.script(statement)
}
