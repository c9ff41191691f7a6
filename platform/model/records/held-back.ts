import { type HeldRow, type HoldDefinition, Refusal } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Model, ModelObject } from '../model/model.ts'
import type { Unit } from './unit.ts'

const kept = new WeakMap<Model, readonly HoldDefinition[]>()
/** What may hold records of any object still. */
const holdsOf = (model: Model): readonly HoldDefinition[] => {
  const known = kept.get(model) ?? model.modules.flatMap(({ holds = [] }) => holds)
  kept.set(model, known)
  return known
}

/** The house changes what it must: only people and programs are held back. */
const asked = ({ model, access }: Pick<Unit, 'model' | 'access'>): readonly HoldDefinition[] =>
  access.actor.kind === 'system' ? [] : holdsOf(model)

/** Whether a definition in force is about this object, for the statement that locks its rows: nothing else is asked where none is. */
export const mayBeHeld = (unit: Pick<Unit, 'model' | 'access'>, object: Pick<ModelObject, 'name'>): RawBuilder<unknown> => {
  const tables = asked(unit).flatMap(({ by }) => {
    const table = unit.model.objects.get(by.object)?.table
    return table && by.object !== object.name ? [{ ...by, table }] : []
  })
  if (tables.length === 0) return sql`false`
  const each = tables.map(
    ({ table, names, since }) =>
      sql`exists (select 1 from ${sql.table(table)} as d where ${sql.ref(`d.${names}`)} = ${object.name} and ${sql.ref(`d.${since}`)} is not null and d.deleted_at is null)`,
  )
  return sql`(${sql.join(each, sql` or `)})`
}

/** Of records that somebody is about to change or delete those that stand still for him, and why. */
export const heldBack = async (
  unit: Unit,
  object: ModelObject,
  rows: readonly HeldRow[],
): Promise<ReadonlyMap<string, Refusal>> => {
  const found = new Map<string, Refusal>()
  if (rows.length === 0) return found
  for (const hold of asked(unit))
    for (const { id, code, params = {} } of await hold.held(unit.house(), object.name, rows))
      found.set(id, new Refusal(code, { status: 409, params }))
  return found
}
