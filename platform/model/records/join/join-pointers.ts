import { type Row, surely } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../../model/model.ts'
import { writeFollowed } from '../follow-change.ts'
import { fromColumns } from '../row-codec.ts'
import type { Unit } from '../unit.ts'
import { collisionsIn, gapsFilled, uniqueSets } from './collisions.ts'
import type { DroppedRow, Joined, Leaves, MovedRow, Pair } from './pairs.ts'
import { rowsPerStatementMax } from './pairs.ts'
import { standAside } from './stand-aside.ts'

/** References to an object that are to follow, each with the object that has it. */
const pointersTo = (unit: Unit, object: ModelObject, leaves: Leaves): { readonly child: ModelObject; readonly via: string }[] =>
  object.children.flatMap(({ object: name, via }) => {
    const child = surely(unit.model.objects.get(name), 'a child is in the model')
    return unit.model.ledgerObjects.has(name) || leaves(child, via) ? [] : [{ child, via }]
  })

/** All that pointed to who gives way points to who stays: living records and deleted ones, a set a statement. */
export const joinPointers = async (unit: Unit, object: ModelObject, pairs: readonly Pair[], leaves: Leaves): Promise<Joined> => {
  const moved: MovedRow[] = []
  const dropped: DroppedRow[] = []
  for (const { child, via } of pointersTo(unit, object, leaves)) {
    const collided = await dropCollisions(unit, child, { via, pairs, leaves })
    moved.push(...collided.moved)
    dropped.push(...collided.dropped)
    const stay = new Set(collided.dropped.filter((row) => row.object === child.name).map(({ id }) => id))
    moved.push(...(await movePointers(unit, child, { via, pairs, stay })))
  }
  return { moved, dropped }
}

interface Following {
  readonly via: string
  readonly pairs: readonly Pair[]
}

/** Of records that cannot stand together the best stays, takes what it lacks from the others, and what pointed to those follows. */
const dropCollisions = async (
  unit: Unit,
  child: ModelObject,
  { via, pairs, leaves }: Following & { readonly leaves: Leaves },
): Promise<Joined> => {
  const moved: MovedRow[] = []
  const dropped: DroppedRow[] = []
  for (const fields of uniqueSets(child, via)) {
    const collisions = await collisionsIn(unit, child, { via, fields, pairs })
    if (collisions.length === 0) continue
    const owners = new Map(collisions.flatMap(({ owner, rows }) => rows.map(({ id }) => [id, owner] as const)))
    const given = collisions.flatMap(({ rows: [stays, ...rest] }) => rest.map((row) => ({ kept: stays.id, gone: row.id })))
    const below = await joinPointers(unit, child, given, leaves)
    await standAside(
      unit,
      child,
      collisions.flatMap(({ rows: [, ...rest] }) => rest),
      (row) => ({ person: ownPerson(child, via, row, owners.get(row.id)), payload: { reason: 'merge' } }),
    )
    const filled = collisions.map((collision) => fillFrom(child, collision.rows, new Set(fields), via))
    await writeFollowed(
      unit,
      child,
      filled
        .filter(({ values }) => Object.keys(values).length > 0)
        .map(({ stays, values }) => ({ before: stays, moved: values })),
    )
    moved.push(...below.moved)
    dropped.push(...below.dropped, ...filled.flatMap(({ rows }) => rows))
  }
  return { moved, dropped }
}

const ownPerson = (child: ModelObject, via: string, row: Row, owner: string | undefined): string | null => {
  const person = child.definition.person
  if (!person) return null
  return person === via ? (owner ?? null) : ((row[person] ?? null) as string | null)
}

const fillFrom = (child: ModelObject, [stays, ...rest]: readonly [Row, ...Row[]], not: ReadonlySet<string>, via: string) => {
  let standing = stays
  const rows = rest.map((row): DroppedRow => {
    const given = gapsFilled(child, standing, row, not)
    const taken = Object.entries(given).map(([field, to]) => ({ field, from: standing[field] ?? null, to }))
    standing = { ...standing, ...given }
    return { object: child.name, via, id: row.id, gone: String(row[via]), into: stays.id, taken }
  })
  const values = Object.fromEntries(rows.flatMap(({ taken = [] }) => taken.map(({ field, to }) => [field, to])))
  return { stays, rows, values }
}

const movePointers = async (
  unit: Unit,
  child: ModelObject,
  { via, pairs, stay }: Following & { readonly stay: ReadonlySet<string> },
): Promise<MovedRow[]> => {
  const keptOf = new Map(pairs.map(({ kept, gone }) => [gone, kept]))
  const moved: MovedRow[] = []
  for (;;) {
    const found = await unit.tx.query(
      sql`select * from ${sql.table(child.table)} where ${sql.ref(via)} = any(${[...keptOf.keys()]}::uuid[]) and not (id = any(${[...stay]}::uuid[]))
        order by id limit ${rowsPerStatementMax} for update`,
    )
    const rows = found.map((columns) => fromColumns(child, columns))
    await writeFollowed(
      unit,
      child,
      rows.map((before) => ({ before, moved: { [via]: followedBy(keptOf, before, via) } })),
    )
    moved.push(...rows.map((row) => ({ object: child.name, via, id: row.id, gone: String(row[via]) })))
    if (rows.length < rowsPerStatementMax) return moved
  }
}

/** Nobody points to himself: a friend who turned out to be the same person is none. */
const followedBy = (keptOf: ReadonlyMap<string, string>, row: Row, via: string): string | null => {
  const kept = keptOf.get(String(row[via])) ?? null
  return kept === row.id ? null : kept
}
