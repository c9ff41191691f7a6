import { type FactInput, type Row, surely, type UnitOfWork } from '@lianke/kernel'
import { sql } from 'kysely'
import { insideOf } from '../../unit-of-work/inside-work.ts'
import type { ModelObject } from '../../model/model.ts'
import { writeFollowed } from '../follow-change.ts'
import { holdFiles } from '../hold-files.ts'
import { fromColumns, keepTyped } from '../row-codec.ts'
import type { Unit } from '../unit.ts'
import { joinAbouts } from './join-abouts.ts'
import { joinLists } from './join-lists.ts'
import { joinPointers } from './join-pointers.ts'
import type { Joined, Leaves, Pair } from './pairs.ts'
import { standAside } from './stand-aside.ts'

/** Values that one who stays takes over, each with the record that had it. */
export interface TakenValues {
  readonly kept: string
  readonly values: Readonly<Record<string, unknown>>
  /** Field → the record it was taken from. */
  readonly from: Readonly<Record<string, string>>
}
export interface Joining {
  readonly object: string
  /** The field by which a record that gave way names who stays. */
  readonly mark: string
  readonly pairs: readonly Pair[]
  readonly taken: readonly TakenValues[]
  /** References that do not follow: books about the joining itself. */
  readonly leaves: Leaves
}

/** Rows by id, as values by field, deleted ones too; who reads them has locked them. */
export const readJoining = async (work: UnitOfWork, object: string, ids: readonly string[]): Promise<Map<string, Row>> => {
  const { unit } = insideOf(work)
  const known = objectIn(unit, object)
  const found = await unit.tx.query(
    sql`select * from ${sql.table(known.table)} where id = any(${[...new Set(ids)]}::uuid[]) order by id for update`,
  )
  return new Map(found.map((columns) => [String(columns.id), fromColumns(known, columns)]))
}

export const objectIn = (unit: Unit, name: string): ModelObject => surely(unit.model.objects.get(name), `${name} is in the model`)

/**
 * Records become one, in sets and through the write path: who gives way is gone and names who stays; whole values that who stays lacked are
 * its own now; every reference and list that named the one names the other, and what is about the one is about the other, in deleted records too; what is counted, derived or computed over
 * any of them follows. The caller has locked both sides. Answers what must be known to part them again.
 */
export const joinRecords = async (work: UnitOfWork, joining: Joining): Promise<Joined> => {
  const { unit } = insideOf(work)
  const object = objectIn(unit, joining.object)
  const { pairs, mark } = joining
  if (pairs.length === 0) return { moved: [], dropped: [] }
  const ids = [...pairs.map(({ gone }) => gone), ...joining.taken.map(({ kept }) => kept)]
  const found = await unit.tx.query(sql`select * from ${sql.table(object.table)} where id = any(${ids}::uuid[])`)
  const columns = new Map(found.map((row) => [String(row.id), row]))
  const rows = new Map(found.map((row) => [String(row.id), fromColumns(object, row)]))
  await giveWay(unit, object, { pairs, mark, rows })
  await writeTaken(unit, object, { taken: joining.taken, rows, columns })
  const pointers = await joinPointers(unit, object, pairs, (child, via) =>
    child.name === object.name && via === mark ? true : joining.leaves(child, via),
  )
  const lists = await joinLists(unit, object, pairs)
  const abouts = await joinAbouts(unit, object, pairs)
  return { moved: [...pointers.moved, ...lists, ...abouts], dropped: pointers.dropped }
}

const giveWay = async (
  unit: Unit,
  object: ModelObject,
  { pairs, mark, rows }: { readonly pairs: readonly Pair[]; readonly mark: string; readonly rows: ReadonlyMap<string, Row> },
): Promise<void> => {
  const keptOf = new Map(pairs.map(({ kept, gone }) => [gone, kept]))
  const going = [...keptOf.keys()].flatMap((id) => rows.get(id) ?? [])
  await standAside(
    unit,
    object,
    going.filter(({ deleted_at }) => deleted_at === null),
    (row): Pick<FactInput, 'person' | 'payload'> => ({
      person: keptOf.get(row.id) ?? null,
      payload: { [mark]: keptOf.get(row.id) },
    }),
  )
  // Whoever gave way to one that gives way now names who stays, too.
  await unit.tx.execute(
    sql`update ${sql.table(object.table)} as t set ${sql.ref(mark)} = p.kept, updated_at = ${unit.now}, version = t.version + 1
      from unnest(${pairs.map(({ kept }) => kept)}::uuid[], ${pairs.map(({ gone }) => gone)}::uuid[]) as p (kept, gone)
      where t.id = p.gone or t.${sql.ref(mark)} = p.gone`,
  )
}

const writeTaken = async (
  unit: Unit,
  object: ModelObject,
  given: {
    readonly taken: readonly TakenValues[]
    readonly rows: ReadonlyMap<string, Row>
    readonly columns: ReadonlyMap<string, Record<string, unknown>>
  },
): Promise<void> => {
  const followed = given.taken.flatMap(({ kept, values, from }) => {
    const before = given.rows.get(kept)
    if (!before || Object.keys(values).length === 0) return []
    const moved: Record<string, unknown> = { ...values }
    const typed = Object.entries(from).flatMap(([field, id]) => {
      const raw = given.columns.get(id)?.[`${field}_raw`]
      return typeof raw === 'string' ? [[field, raw] as const] : []
    })
    keepTyped(moved, Object.fromEntries(typed))
    return [{ before, moved }]
  })
  await holdFiles(
    unit,
    object,
    followed.map(({ before, moved }) => ({ ...moved, id: before.id })),
  )
  await writeFollowed(unit, object, followed)
}
