import type { UnitOfWork } from '@lianke/kernel'
import { compileSql } from '../../store/db/compile.ts'
import type { Sql } from '../../store/db/database.ts'

/** Rows of one statement of ours, inside whatever unit of work this is. */
export const ask = <R>(work: UnitOfWork, statement: Sql): Promise<R[]> => {
  const { text, values } = compileSql(statement)
  return work.sql<R>(text, values)
}
