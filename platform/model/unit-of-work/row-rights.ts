import { type CommandDefinition, type Refusal, surely } from '@lianke/kernel'
import { sql } from 'kysely'
import { scopeOf } from '../access/access-context.ts'
import { openScope } from '../query/compile-filter.ts'
import { faultOf, isId } from '../records/lock-rows.ts'
import { queryContext, type Unit } from '../records/unit.ts'

export type RowAction = 'read' | 'update' | 'delete'

/** What a person must be allowed to do with the record itself. */
export const rowActionOf = ({ rows, may, on }: CommandDefinition): RowAction => {
  if (rows) return rows
  const own = typeof may === 'object' && may.object === on ? may.action : 'read'
  return own === 'create' ? 'read' : own
}

/** With which of these records the actor may do this: one statement, none where his right leaves nothing out. */
const rightOnRows = async (
  unit: Unit,
  object: string,
  ids: readonly string[],
  action: RowAction,
): Promise<ReadonlySet<string>> => {
  const scope = openScope(queryContext(unit), object, 't')
  const may = scope.rows(scope.object, 't', action)
  if (!may) return new Set(ids)
  const rows = await unit.tx.query<{ id: string }>(
    sql`select t.id from ${sql.table(scope.object.table)} as t where t.id = any(${ids.filter(isId)}::uuid[]) and ${may}`,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Of these records those on which the act is open to whoever acts: what is offered, and what is done. The unit is the one that commands are given. */
export const openToAct = async (
  unit: Unit,
  object: string,
  ids: readonly string[],
  action: RowAction,
): Promise<ReadonlySet<string>> => {
  const { access } = unit
  if (access.system || action === 'read') return new Set(ids)
  return scopeOf(access, object, action) === 'none' ? new Set() : rightOnRows(unit, object, ids, action)
}

/** What refuses the act on each of these records: that it is not there for the actor, or that it may be seen and not changed. */
export const rowFaults = async (
  unit: Unit,
  command: CommandDefinition,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Refusal>> => {
  const { on } = command
  const action = rowActionOf(command)
  if (!on || action === 'read') return new Map()
  const open = await openToAct(unit, on, ids, action)
  const closed = ids.filter((id) => !open.has(id))
  if (closed.length === 0) return new Map()
  const seen = await rightOnRows(unit, on, closed, 'read')
  return new Map(closed.map((id) => [id, surely(faultOf(seen.has(id) ? { may: false } : undefined), 'it is closed')]))
}
