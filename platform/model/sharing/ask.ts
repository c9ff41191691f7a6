import type { Room } from '@lianke/kernel'
import { compileSql } from '../../store/db/compile.ts'
import type { Sql } from '../../store/db/database.ts'

/** Rows of one statement of ours, inside whatever the room is. */
export const ask = <R>(room: Room, statement: Sql): Promise<R[]> => {
  const { text, values } = compileSql(statement)
  return room.sql<R>(text, values)
}
