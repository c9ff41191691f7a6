import { type StillRow, type StandstillDefinition, Refusal } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Model, ModelObject } from '../model/model.ts'
import type { Unit } from '../records/unit.ts'

const kept = new WeakMap<Model, readonly StandstillDefinition[]>()
/** What may let records of any object stand still. */
const standstillsOf = (model: Model): readonly StandstillDefinition[] => {
  const known = kept.get(model) ?? model.modules.flatMap(({ standstills = [] }) => standstills)
  kept.set(model, known)
  return known
}

/** The house changes what it must: only people and programs are held back. */
const asked = ({ model, access }: Pick<Unit, 'model' | 'access'>): readonly StandstillDefinition[] =>
  access.actor.kind === 'system' ? [] : standstillsOf(model)

/** Whether a definition in force is about this object, for the statement that locks its rows: nothing else is asked where none is. */
export const mayStandStill = (unit: Pick<Unit, 'model' | 'access'>, object: Pick<ModelObject, 'name'>): RawBuilder<unknown> => {
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
export const standingStill = async (
  unit: Unit,
  object: ModelObject,
  rows: readonly StillRow[],
): Promise<ReadonlyMap<string, Refusal>> => {
  const found = new Map<string, Refusal>()
  if (rows.length === 0) return found
  for (const one of asked(unit))
    for (const { id, code, params = {} } of await one.still(unit.house(), object.name, rows))
      found.set(id, new Refusal(code, { status: 409, params }))
  return found
}
