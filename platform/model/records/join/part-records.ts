import type { Row, UnitOfWork } from '@lianke/kernel'
import { sql } from 'kysely'
import { insideOf } from '../../unit-of-work/inside-work.ts'
import type { ModelObject } from '../../model/model.ts'
import { writeFollowed } from '../follow-change.ts'
import { fromColumns, sameValue } from '../row-codec.ts'
import type { Unit } from '../unit.ts'
import { awakenDropped } from './awaken-dropped.ts'
import { objectIn } from './join-records.ts'
import type { DroppedRow, Joined, MovedRow } from './pairs.ts'
import { partLists } from './part-lists.ts'
import { standAgain } from './stand-aside.ts'

interface Parting {
  readonly gone: string
  readonly object: string
  readonly mark: string
  /** What the joining that is undone moved and dropped. */
  readonly joined: Joined
  /**
   * The same of every other joining that either side had a part in, undone or not: what one of them dropped may stand again now. `standing`: what
   * those in force moved to who stayed; `one`: who gave way to it in them.
   */
  readonly others: Joined & { readonly standing: readonly MovedRow[]; readonly one: readonly string[] }
  /** Values that who stayed gives back, and values that either side has from now on. */
  readonly kept: { readonly id: string; readonly values: Readonly<Record<string, unknown>> }
  readonly goneValues: Readonly<Record<string, unknown>>
}

/**
 * The way back of `joinRecords`: what followed returns, if nobody has led it elsewhere meanwhile; what had given way stands again where its
 * place is free; deleted records too. What is counted over any of them follows. The caller has locked both sides. Answers what follows those who
 * are still one with who stayed from now on.
 */
export const partRecords = async (work: UnitOfWork, parting: Parting): Promise<readonly MovedRow[]> => {
  const { unit } = insideOf(work)
  const object = objectIn(unit, parting.object)
  const sides = await rowsOf(unit, object, [parting.kept.id])
  await writeFollowed(
    unit,
    object,
    sides.map((before) => ({ before, moved: parting.kept.values })),
  )
  await standAlone(unit, object, parting)
  const [own, below] = [
    parting.joined.moved.filter((row) => row.gone === parting.gone && row.beside === undefined),
    [...parting.joined.moved, ...parting.others.moved].filter((row) => row.gone !== parting.gone && row.beside === undefined),
  ]
  await returnPointers(unit, own, () => parting.kept.id)
  await partLists(unit, parting)
  await giveBackFilled(unit, parting.joined.dropped)
  const dropped = [...parting.joined.dropped, ...parting.others.dropped]
  const awake = await awakenDropped(unit, dropped, {
    kept: parting.kept.id,
    gone: parting.gone,
    standing: parting.others.one,
  })
  const into = new Map(dropped.map((row) => [row.id, row.into]))
  await returnPointers(
    unit,
    below.filter((row) => awake.ids.has(row.gone)),
    (row) => into.get(row.gone) ?? null,
  )
  return awake.moved
}

const rowsOf = async (unit: Unit, object: ModelObject, ids: readonly string[]): Promise<Row[]> => {
  const found = await unit.tx.query(
    sql`select * from ${sql.table(object.table)} where id = any(${[...ids]}::uuid[]) order by id for update`,
  )
  return found.map((columns) => fromColumns(object, columns))
}

/** Who had given way stands for himself again; a unique value that somebody has taken meanwhile is his no longer. */
const standAlone = async (unit: Unit, object: ModelObject, { gone, mark, goneValues }: Parting): Promise<void> => {
  const [row] = await rowsOf(unit, object, [gone])
  if (!row) return
  const unique = [...object.fields].filter(([name, field]) => field.options.unique === true && row[name] !== null)
  const taken: string[] = []
  for (const [name] of unique) {
    const [held] = await unit.tx.query(
      sql`select 1 as one from ${sql.table(object.table)} as t join ${sql.table(object.table)} as o on o.id = ${gone}::uuid
        where t.deleted_at is null and t.id <> o.id and t.${sql.ref(name)} = o.${sql.ref(name)} limit 1`,
    )
    if (held) taken.push(name)
  }
  const moved = { ...goneValues, ...Object.fromEntries(taken.map((name) => [name, null])), [mark]: null }
  await writeFollowed(unit, object, [{ before: row, moved }])
  await standAgain(unit, object, [gone])
}

/** References lead back to whom they named, where they still lead to who stood in his place. */
const returnPointers = async (unit: Unit, rows: readonly MovedRow[], nowOf: (row: MovedRow) => string | null): Promise<void> => {
  for (const own of Map.groupBy(rows, (row) => `${row.object} ${row.via}`).values()) {
    const [{ object: name, via } = { object: '', via: '' }] = own
    const object = unit.model.objects.get(name)
    if (!object?.fields.has(via)) continue
    const to = new Map(own.map((row) => [row.id, row]))
    const found = await rowsOf(unit, object, [...to.keys()])
    await writeFollowed(
      unit,
      object,
      found.flatMap((before) => {
        const row = to.get(before.id)
        const now = row ? nowOf(row) : null
        const still = now !== null && (before[via] === now || (before.id === now && before[via] === null))
        return row && still ? [{ before, moved: { [via]: row.gone } }] : []
      }),
    )
  }
}

/** What a record took from one that gave way to it, it gives back, unless it was changed since. */
const giveBackFilled = async (unit: Unit, dropped: readonly DroppedRow[]): Promise<void> => {
  const filled = dropped.filter(({ into, taken = [] }) => into !== undefined && taken.length > 0)
  for (const [name, own] of Map.groupBy(filled, (row) => row.object)) {
    const object = unit.model.objects.get(name)
    if (!object) continue
    const rows = await rowsOf(
      unit,
      object,
      own.flatMap(({ into }) => into ?? []),
    )
    await writeFollowed(
      unit,
      object,
      rows.map((before) => {
        const mine = own.filter(({ into }) => into === before.id).flatMap(({ taken = [] }) => taken)
        const back = mine.filter(({ field, to }) => sameValue(before[field], to))
        return { before, moved: Object.fromEntries(back.map(({ field, from }) => [field, from])) }
      }),
    )
  }
}
