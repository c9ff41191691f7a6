import type { Row } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../../model/model.ts'
import { fromColumns } from '../row-codec.ts'
import type { Unit } from '../unit.ts'
import { inRank, uniqueSets } from './collisions.ts'
import type { DroppedRow } from './pairs.ts'
import { standAgain } from './stand-aside.ts'

/**
 * Records that had given way stand again, where nothing stands in their place; of several the best. What somebody has deleted himself stays
 * deleted. Answers those that stand.
 */
export const awakenDropped = async (
  unit: Unit,
  dropped: readonly DroppedRow[],
  owners: readonly string[],
): Promise<ReadonlySet<string>> => {
  const awake = new Set<string>()
  for (const own of Map.groupBy(dropped, (row) => `${row.object} ${row.via}`).values()) {
    const [{ object: name, via } = { object: '', via: '' }] = own
    const object = unit.model.objects.get(name)
    if (!object?.fields.has(via)) continue
    const rows = await freeOnes(unit, object, { via, ids: own.map(({ id }) => id), owners })
    const best = bestOf(object, via, rows)
    await standAgain(unit, object, best)
    for (const id of best) awake.add(id)
  }
  return awake
}

interface Asked {
  readonly via: string
  readonly ids: readonly string[]
  readonly owners: readonly string[]
}

const freeOnes = async (unit: Unit, object: ModelObject, { via, ids, owners }: Asked): Promise<Row[]> => {
  const free = uniqueSets(object, via).map(
    (fields) =>
      sql` and not exists (select 1 from ${sql.table(object.table)} as k where k.deleted_at is null and ${sql.join(
        fields.map((field) => sql`k.${sql.ref(field)} = t.${sql.ref(field)}`),
        sql` and `,
      )})`,
  )
  const found = await unit.tx.query(
    sql`select t.* from ${sql.table(object.table)} as t where t.id = any(${[...new Set(ids)]}::uuid[]) and t.deleted_at is not null
      and t.${sql.ref(via)} = any(${[...owners]}::uuid[])
      and not exists (select 1 from record_removal as r where r.object = ${object.name} and r.record = t.id and r.field = '')
      ${free.length > 0 ? sql.join(free, sql``) : sql``} order by t.id for update of t`,
  )
  return found.map((columns) => fromColumns(object, columns) as Row)
}

/** One for each place. */
const bestOf = (object: ModelObject, via: string, rows: readonly Row[]): string[] => {
  const taken = new Set<string>()
  const best: string[] = []
  for (const row of inRank(object, via, '', rows)) {
    const places = uniqueSets(object, via).map((fields) => JSON.stringify([fields, ...fields.map((field) => row[field])]))
    if (places.some((place) => taken.has(place))) continue
    for (const place of places) taken.add(place)
    best.push(row.id)
  }
  return best
}
