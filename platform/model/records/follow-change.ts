import { type Row, surely } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import { rateDerived } from './base-amounts.ts'
import { deriveValues, standingOf } from './derive.ts'
import { lockReaders, readersOf, type Touched } from './far-readers.ts'
import { followLater } from './follow-later.ts'
import { computeFormulas, formulasOf } from './formulas.ts'
import { readFar } from './read-far.ts'
import { readParts } from './read-parts.ts'
import { recordFact } from './record-facts.ts'
import { type Followed, measureParents } from './roll-up.ts'
import { mayCount } from './roll-up-counts.ts'
import { rollUpsOver } from './roll-up-fields.ts'
import { changedOnly, fromColumns } from './row-codec.ts'
import { keepStates } from './state-history.ts'
import type { Unit } from './unit.ts'
import { updateRows } from './write-rows.ts'

/** Records that follow in the transaction of what they follow from; more of them follow behind it, in sets. */
const followNowMax = 1000

interface Spread {
  /** Values that a record derives from itself and its lines are derived again where something in it moved. */
  readonly derives: boolean
}
const usually: Spread = { derives: true }

/**
 * After records changed, all that is worked out from them elsewhere is worked out again: roll-ups of their parents, formulas that read them
 * through a reference, and what follows from those. A few statements per kind of record, never per row.
 */
export const followChange = async (
  unit: Unit,
  object: ModelObject,
  touched: readonly Touched[],
  spread: Spread = usually,
): Promise<void> => {
  await refreshRollUps(
    unit,
    object,
    touched.flatMap(({ before, after }) => [before, after].filter((row) => row !== null)),
    spread,
  )
  for (const { readers, ids } of readersOf(unit, object, touched)) {
    const rows = await lockReaders(unit, readers.object, readers.hops, { ids, limit: followNowMax + 1 })
    if (rows.length > followNowMax) await followLater(unit, readers.object, { hops: readers.hops.map(({ name }) => name), ids })
    else await recompute(unit, readers.object, rows, spread)
  }
}

/** After children came, went or changed: the roll-ups over them. */
export const refreshRollUps = async (
  unit: Unit,
  child: ModelObject,
  rows: readonly Row[],
  spread: Spread = usually,
): Promise<void> => {
  for (const group of rollUpsOver(unit, child)) {
    const counted = rows.filter((row) => typeof row[group.via] === 'string' && mayCount(group.fields, child.fields, row))
    const ids = [...new Set(counted.map((row) => String(row[group.via])))]
    if (ids.length === 0) continue
    const measured = await measureParents(unit, group.parent, [group], ids)
    await writeFollowed(
      unit,
      group.parent,
      measured.filter(({ moved }) => Object.keys(moved).length > 0),
      spread,
    )
  }
}

/** Works out the formulas of locked rows again and writes what has changed. */
const recompute = (unit: Unit, object: ModelObject, rows: readonly Row[], spread: Spread = usually): Promise<void> =>
  writeFollowed(
    unit,
    object,
    rows.map((before) => ({ before, moved: {} })),
    spread,
  )

/** The same for rows that this unit has just written. */
export const recomputeWritten = async (unit: Unit, object: ModelObject, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0 && formulasOf(object).some(({ far }) => far.length > 0))
    await recompute(unit, object, await lockReaders(unit, object, [], { ids, limit: ids.length }))
}

/** The lines of one whole that followed: its fact tells of them. */
interface ToldLines {
  readonly part: string
  readonly before: readonly Record<string, unknown>[]
  readonly after: readonly Record<string, unknown>[]
}
interface Following extends Followed {
  readonly lines?: ToldLines
}
interface Write {
  readonly before: Row
  readonly changes: Record<string, unknown>
  readonly row: Row & { readonly version: number }
  readonly lines: ToldLines | undefined
}

/** Writes values that followed from elsewhere, with what follows from them in the record itself, above it, and beyond its references. */
export const writeFollowed = async (
  unit: Unit,
  object: ModelObject,
  followed: readonly Following[],
  spread: Spread = usually,
): Promise<void> => {
  const writes = await worked(unit, object, followed, spread)
  if (writes.length === 0) return
  await updateRows(
    unit,
    object,
    writes.map(({ row, changes }) => ({ id: row.id, version: row.version, changes })),
    { followed: true },
  )
  if (object.whole) await tellWholes(unit, object, writes, spread)
  else for (const write of writes) if (write.before.deleted_at === null) unit.facts.push(factOf(object, write))
  const state = object.definition.states?.field
  if (state !== undefined)
    await keepStates(
      unit,
      object,
      writes.map(({ before, row }) => ({ record: row.id, from: before[state], to: row[state], at: unit.now })),
    )
  await followChange(
    unit,
    object,
    writes.map(({ before, row }) => ({ before, after: row })),
    spread,
  )
}

/** What follows in each record from what has moved; records in which nothing does are left out. */
const worked = async (
  unit: Unit,
  object: ModelObject,
  followed: readonly Following[],
  { derives }: Spread,
): Promise<readonly Write[]> => {
  if (followed.length === 0) return []
  const moving = followed.filter(({ moved, lines }) => derives && (lines !== undefined || Object.keys(moved).length > 0))
  const parts =
    object.definition.derive && object.parts.size > 0 && moving.length > 0
      ? await readParts(
          unit,
          object,
          moving.map(({ before }) => before.id),
        )
      : null
  const derived = new Map(
    moving.map(({ before, moved }) => {
      const own = Object.fromEntries(parts?.get(before.id) ?? [])
      // What does not fit its field any more keeps its old value: nobody is there to be refused.
      return [
        before.id,
        deriveValues(object, standingOf(object, { ...before, ...moved }, own, before, unit.now), unit.types).values,
      ]
    }),
  )
  await rateDerived(
    unit,
    object,
    moving.flatMap(({ before, moved }) => {
      const values = derived.get(before.id)
      return values ? [{ before: { ...before, ...moved }, values }] : []
    }),
  )
  const rows = followed.map(({ before, moved }): Row & { version: number } => ({
    ...before,
    ...moved,
    ...derived.get(before.id),
    version: (before.version ?? 0) + 1,
  }))
  const far = await readFar(unit, object, rows)
  const computes = formulasOf(object).length > 0
  return followed.flatMap(({ before, moved, lines }, index): Write[] => {
    const own = surely(rows[index], 'each that followed has a row')
    const formulas = computes ? computeFormulas(object, own, { types: unit.types, far: far(own) }) : {}
    const changes = { ...moved, ...changedOnly(before, { ...derived.get(before.id), ...formulas }) }
    if (Object.keys(changes).length === 0 && lines === undefined) return []
    return [{ before, changes, row: computes ? { ...own, ...formulas } : own, lines }]
  })
}

const factOf = (object: ModelObject, { before, changes, row, lines }: Write) =>
  recordFact('updated', object, row, {
    before: {
      ...Object.fromEntries(Object.keys(changes).map((name) => [name, before[name] ?? null])),
      ...(lines ? { [lines.part]: lines.before } : {}),
    },
    after: { ...changes, ...(lines ? { [lines.part]: lines.after } : {}) },
    version: row.version,
    followed: true,
    parts: lines ? { [lines.part]: { updated: lines.after.map(({ id }) => id) } } : {},
  })

/** Lines have no facts of their own: what followed in them is a change of their wholes, in which more may follow. */
const tellWholes = async (unit: Unit, line: ModelObject, writes: readonly Write[], spread: Spread): Promise<void> => {
  const { via, part, object: name } = line.whole ?? { via: '', part: '', object: '' }
  const whole = unit.model.objects.get(name)
  if (!whole) return
  const byWhole = Map.groupBy(
    writes.filter(({ before }) => before.deleted_at === null),
    ({ before }) => String(before[via]),
  )
  if (byWhole.size === 0) return
  const rows = await unit.tx.query(
    sql`select * from ${sql.table(whole.table)} where id = any(${[...byWhole.keys()]}::uuid[]) order by id for update`,
  )
  await writeFollowed(
    unit,
    whole,
    rows.map((columns) => {
      const before = fromColumns(whole, columns) as Row
      const own = byWhole.get(before.id) ?? []
      const told = own.map(({ changes, ...write }) => ({
        before: { id: write.row.id, ...Object.fromEntries(Object.keys(changes).map((one) => [one, write.before[one] ?? null])) },
        after: { id: write.row.id, ...changes },
      }))
      return { before, moved: {}, lines: { part, before: told.map((one) => one.before), after: told.map((one) => one.after) } }
    }),
    spread,
  )
}
