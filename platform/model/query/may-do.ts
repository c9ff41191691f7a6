import { sql } from 'kysely'
import { scopeOf } from '../access/access-context.ts'
import type { Sql } from '../../store/db/database.ts'
import { openScope } from './compile-filter.ts'
import type { QueryContext } from './scope.ts'

/** The statement that answers on which of these records the actor may act; null when on none. */
export const mayDoStatement = (
  context: QueryContext,
  object: string,
  action: 'update' | 'delete',
  ids: readonly string[],
): Sql | null => {
  if (!context.access.system && scopeOf(context.access, object, action) === 'none') return null
  const scope = openScope(context, object, 't')
  const rows = scope.rows(scope.object, 't', action) ?? sql`true`
  return sql`select t.id from ${sql.table(scope.object.table)} as t where t.id = any(${[...ids]}::uuid[]) and ${rows}`
}
