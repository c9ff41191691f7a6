import type { Row } from '@lianke/kernel'
import { sql } from 'kysely'
import type { Part } from '../model/behaviour.ts'
import type { ModelObject } from '../model/model.ts'
import { fromColumns } from './row-codec.ts'
import { openOwn } from './seal.ts'
import type { Unit } from './unit.ts'

/** Lines that one whole may have of one name. */
export const partsMax = 2000

/** The object that a part's records are of. */
export const partObject = (unit: Pick<Unit, 'model'>, part: Part): ModelObject =>
  unit.model.objects.get(part.object) as ModelObject

/** The parts of some wholes that are locked by this unit, in order: one statement a name. */
export const readParts = async (
  unit: Unit,
  object: ModelObject,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly Row[]>>> => {
  const found = new Map<string, Map<string, Row[]>>(ids.map((id) => [id, new Map()]))
  if (ids.length === 0) return found
  for (const part of object.parts.values()) {
    const child = partObject(unit, part)
    const order = part.position ? sql`${sql.ref(part.position)} nulls last, id` : sql`id`
    const rows = await unit.tx.query(
      sql`select * from ${sql.table(child.table)} where ${sql.ref(part.via)} = any(${[...ids]}::uuid[]) and deleted_at is null order by ${order}`,
    )
    const lines = rows.map((columns) => fromColumns(child, columns) as Row)
    for (const row of await openOwn(unit, child, lines)) {
      const whole = found.get(String(row[part.via]))
      const known = whole?.get(part.name)
      if (known) known.push(row)
      else whole?.set(part.name, [row])
    }
  }
  return found
}

/** Deleted lines that are asked to come back, by id. */
export const readGoneParts = async (unit: Unit, part: Part, ids: readonly string[]): Promise<ReadonlyMap<string, Row>> => {
  if (ids.length === 0) return new Map()
  const child = partObject(unit, part)
  const rows = await unit.tx.query(
    sql`select * from ${sql.table(child.table)} where id = any(${[...ids]}::uuid[]) and deleted_at is not null`,
  )
  const gone = rows.map((columns) => fromColumns(child, columns) as Row)
  return new Map((await openOwn(unit, child, gone)).map((row) => [row.id, row]))
}
