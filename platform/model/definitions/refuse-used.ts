import { refuse, type Row, type Use, type UsedThing } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import { sql } from 'kysely'
import { openScope } from '../query/compile-filter.ts'
import { fromColumns } from '../records/row-codec.ts'
import { queryContext, type Unit } from '../records/unit.ts'
import type { Asking } from './definition-uses.ts'
import { type FoundUse, usesOf } from './uses-of.ts'

interface Asker extends Pick<Unit, 'model' | 'access' | 'rules' | 'filter'> {
  readonly tx: Asking['tx']
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const isId = (id: string) => uuid.test(id)

/** What uses a thing, as this unit's actor may see it. */
export const usesIn = (unit: Asker, used: UsedThing, rows: readonly Row[] = []): Promise<FoundUse[]> =>
  usesOf({ model: unit.model, access: unit.access, context: queryContext(unit), tx: unit.tx }, used, rows)

const shown = (uses: readonly FoundUse[]): Use[] => uses.map(({ of: _of, ...use }) => use)

/** The same for records by id: those that the actor may read. Refuses `record.not_found`. */
export const usesOfThing = async (unit: Asker, used: UsedThing): Promise<Use[]> => {
  if ('event' in used) return shown(await usesIn(unit, used))
  const object = unit.model.objects.get(used.object) ?? refuse('object.unknown', { status: 404, params: { object: used.object } })
  if (!('ids' in used)) return shown(await usesIn(unit, used))
  const scope = openScope(queryContext(unit), object.name, 't')
  const seen = scope.rows(object, 't', 'read') ?? sql`true`
  const found = await unit.tx.query<Record<string, unknown>>(
    sql`select t.* from ${sql.table(object.table)} as t where t.id = any(${used.ids.filter(isId)}::uuid[]) and t.deleted_at is null and ${seen}`,
  )
  if (found.length < used.ids.length) refuse('record.not_found', { status: 404 })
  const rows = found.map((row) => fromColumns(object, row))
  return shown(await usesIn(unit, used, rows))
}

/** Refuses `definition.in_use` with the list of uses, and with what is used. */
export const refuseUses = (object: string, uses: readonly (Use & { readonly of?: readonly string[] })[]): void => {
  if (uses.length === 0) return
  refuse('definition.in_use', {
    status: 409,
    params: { object, count: uses.reduce((sum, { count }) => sum + count, 0) },
    extra: { uses: shown(uses.map((use) => ({ of: [], ...use }))), in_use: [...new Set(uses.flatMap(({ of }) => of ?? []))] },
  })
}

/** Records on which others are built are not deleted unseen. */
export const refuseUsed = async (unit: Asker, object: ModelObject, rows: readonly Row[]): Promise<void> => {
  if (!object.definition.keptWhileUsed || rows.length === 0) return
  refuseUses(object.name, await usesIn(unit, { object: object.name, ids: rows.map(({ id }) => id) }, rows))
}
