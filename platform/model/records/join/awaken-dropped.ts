import type { Row } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../../model/model.ts'
import { writeFollowed } from '../follow-change.ts'
import { fromColumns } from '../row-codec.ts'
import type { Unit } from '../unit.ts'
import { inRank, uniqueSets } from './collisions.ts'
import type { DroppedRow, MovedRow } from './pairs.ts'
import { standAgain } from './stand-aside.ts'

/** Whose records may stand again: the two who part, and those who are still one with who stayed. */
interface Owners {
  readonly kept: string
  readonly gone: string
  readonly standing: readonly string[]
}
interface Awoken {
  readonly ids: ReadonlySet<string>
  /** Records of those who are still one with who stayed: they stand for it, and follow their own when they part. */
  readonly moved: readonly MovedRow[]
}

/**
 * Records that had given way stand again, where nothing stands in their place; of several the best. What somebody has deleted himself stays
 * deleted.
 */
export const awakenDropped = async (unit: Unit, dropped: readonly DroppedRow[], owners: Owners): Promise<Awoken> => {
  const ids = new Set<string>()
  const moved: MovedRow[] = []
  for (const own of Map.groupBy(dropped, (row) => `${row.object} ${row.via}`).values()) {
    const [{ object: name, via } = { object: '', via: '' }] = own
    const object = unit.model.objects.get(name)
    if (!object?.fields.has(via)) continue
    const rows = await freeOnes(unit, object, { via, ids: own.map(({ id }) => id), owners })
    const best = bestOf(object, via, rows, owners)
    const lent = best.filter((row) => owners.standing.includes(String(row[via])))
    await writeFollowed(
      unit,
      object,
      lent.map((before) => ({ before, moved: { [via]: owners.kept } })),
    )
    await standAgain(
      unit,
      object,
      best.map(({ id }) => id),
    )
    for (const { id } of best) ids.add(id)
    moved.push(...lent.map((row) => ({ object: name, via, id: row.id, gone: String(row[via]) })))
  }
  return { ids, moved }
}

interface Asked {
  readonly via: string
  readonly ids: readonly string[]
  readonly owners: Owners
}

const freeOnes = async (unit: Unit, object: ModelObject, { via, ids, owners }: Asked): Promise<Row[]> => {
  const { kept, gone, standing } = owners
  const place = sql`case when t.${sql.ref(via)} = any(${[...standing]}::uuid[]) then ${kept}::uuid else t.${sql.ref(via)} end`
  const free = uniqueSets(object, via).map(
    (fields) =>
      sql` and not exists (select 1 from ${sql.table(object.table)} as k where k.deleted_at is null and ${sql.join(
        fields.map((field) => sql`k.${sql.ref(field)} = ${field === via ? place : sql`t.${sql.ref(field)}`}`),
        sql` and `,
      )})`,
  )
  const found = await unit.tx.query(
    sql`select t.* from ${sql.table(object.table)} as t where t.id = any(${[...new Set(ids)]}::uuid[]) and t.deleted_at is not null
      and t.${sql.ref(via)} = any(${[kept, gone, ...standing]}::uuid[])
      and not exists (select 1 from record_removal as r where r.object = ${object.name} and r.record = t.id and r.field = '')
      ${free.length > 0 ? sql.join(free, sql``) : sql``} order by t.id for update of t`,
  )
  return found.map((columns) => fromColumns(object, columns))
}

/** One for each place. */
const bestOf = (object: ModelObject, via: string, rows: readonly Row[], { kept, standing }: Owners): Row[] => {
  const taken = new Set<string>()
  return inRank(object, via, kept, rows).filter((row) => {
    const owner = standing.includes(String(row[via])) ? kept : row[via]
    const places = uniqueSets(object, via).map((fields) =>
      JSON.stringify([fields, ...fields.map((field) => (field === via ? owner : row[field]))]),
    )
    if (places.some((place) => taken.has(place))) return false
    for (const place of places) taken.add(place)
    return true
  })
}
