import { type FactInput, type Row, traitsOf } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import { ownNumber, takeNumbers } from './auto-number.ts'
import type { Draft } from './draft.ts'
import { maskedFields } from '../access/field-access.ts'
import { holdFiles } from './hold-files.ts'
import { hasWrites, type PartWrites, partWrites, toldParts } from './part-changes.ts'
import { partObject } from './read-parts.ts'
import { recordFact } from './record-facts.ts'
import { followChange, refreshRollUps } from './follow-change.ts'
import { changedOnly } from './row-codec.ts'
import type { SetOptions } from './set-result.ts'
import { sealRows } from './seal.ts'
import { keepStates, stateOpening } from './state-history.ts'
import type { Unit } from './unit.ts'
import { writeParts } from './write-parts.ts'
import { insertTogether, type NewRows, updateRows } from './write-rows.ts'

type Writes = ReadonlyMap<string, { readonly child: ModelObject; readonly writes: PartWrites }>

const noWrites: Writes = new Map()
const writesOf = (unit: Unit, object: ModelObject, draft: Draft): Writes =>
  object.parts.size === 0
    ? noWrites
    : new Map(
        [...object.parts.values()].map((part) => [
          part.name,
          { child: partObject(unit, part), writes: partWrites(draft, part.name) },
        ]),
      )

const writeAllParts = async (unit: Unit, object: ModelObject, all: readonly Writes[]): Promise<void> => {
  for (const part of object.parts.values()) {
    const own = all.flatMap((writes) => writes.get(part.name)?.writes ?? []).filter(hasWrites)
    if (own.length > 0) await writeParts(unit, partObject(unit, part), own)
  }
}

/** What a new record holds, as its fact tells it. */
const present = (object: ModelObject, row: Row): Record<string, unknown> => {
  const values: Record<string, unknown> = {}
  for (const name in row) {
    const value = row[name]
    if (value === null || value === undefined) continue
    const field = object.fields.get(name)
    if (name === 'owner' || (field && traitsOf(field).computed !== 'children')) values[name] = value
  }
  return values
}

const stateOf = (object: ModelObject, row: Row | null): unknown => {
  const field = object.definition.states?.field
  return field === undefined ? null : row?.[field]
}

/** Writes new records with their parts and tells one fact of each. */
export const writeCreated = async (
  unit: Unit,
  object: ModelObject,
  drafts: readonly Draft[],
  { migrating = false, numbered }: Pick<SetOptions, 'migrating' | 'numbered'>,
): Promise<void> => {
  if (drafts.length === 0) return
  const rows = drafts.map(({ row }) => row)
  const writes = drafts.map((draft) => writesOf(unit, object, draft))
  const parts = newParts(unit, object, writes)
  for (const part of parts) await takeNumbers(unit, part.object, part.rows)
  const sealed: NewRows[] = []
  for (const part of parts) sealed.push({ ...part, rows: await sealRows(unit, part.object, part.rows) })
  const born = rows.map((row) => ({ record: row.id, from: null, to: stateOf(object, row), at: String(row.created_at) }))
  const [only] = rows.length === 1 ? rows : []
  const number = only ? ownNumber(unit, object, only) : null
  // A counter is locked until the commit, and every other writer waits for it: it is asked last.
  if (!number && (await takeNumbers(unit, object, rows))) numbered?.()
  const whole = { object, rows: await sealRows(unit, object, rows), number }
  const taken = await insertTogether(unit, [whole, ...sealed], stateOpening(unit, object, born))
  if (only && number && taken !== null) only[number.field] = number.said(taken)
  for (const [index, row] of rows.entries()) {
    const told = toldParts(writes[index] ?? noWrites)
    unit.facts.push(
      recordFact('created', object, row, {
        after: Object.assign(present(object, row), told.after),
        version: 1,
        at: String(row.created_at),
        parts: told.parts,
        migrated: migrating,
      }),
    )
  }
  for (const one of [...parts, { object, rows }]) {
    await holdFiles(unit, one.object, one.rows)
    await refreshRollUps(unit, one.object, one.rows)
  }
}

/** The lines of new records, those of one object together. */
const newParts = (unit: Unit, object: ModelObject, writes: readonly Writes[]): { object: ModelObject; rows: readonly Row[] }[] =>
  [...object.parts.values()].flatMap((part) => {
    const rows = writes.flatMap((one) => one.get(part.name)?.writes.created ?? [])
    return rows.length === 0 ? [] : [{ object: partObject(unit, part), rows }]
  })

export interface UpdatedDraft {
  readonly draft: Draft & { readonly before: Row }
  readonly changes: Record<string, unknown>
  readonly writes: Writes
}

/** A draft that changes something, or null. */
export const updatedDraft = (unit: Unit, object: ModelObject, draft: Draft & { readonly before: Row }): UpdatedDraft | null => {
  // “Unchanged” would say that a guess at a masked value was right: what the actor gives of it is written.
  const covered = new Set([...maskedFields(unit.access, object)].filter((name) => name in draft.given))
  const changes = changedOnly(draft.before, { ...draft.given, ...draft.computed }, covered)
  const writes = writesOf(unit, object, draft)
  const any = Object.keys(changes).length > 0 || [...writes.values()].some((one) => hasWrites(one.writes))
  return any ? { draft, changes, writes } : null
}

interface UpdateTold {
  readonly migrating?: boolean
  /** The change is nobody's: roll-ups and what follows from them moved. */
  readonly followed?: boolean
}

const updateFact = (
  object: ModelObject,
  row: Row & { version: number },
  { draft, changes, writes }: UpdatedDraft,
  { migrating = false, followed = false }: UpdateTold,
): FactInput => {
  const before = Object.fromEntries(Object.keys(changes).map((name) => [name, draft.before[name] ?? null]))
  const parts = toldParts(writes)
  return recordFact('updated', object, row, {
    before: { ...before, ...parts.before },
    after: { ...changes, ...parts.after },
    version: row.version,
    parts: parts.parts,
    migrated: migrating,
    followed,
  })
}

/** Writes changed records with their parts, one fact each; answers the rows as they stand. */
export const writeUpdated = async (
  unit: Unit,
  object: ModelObject,
  updated: readonly UpdatedDraft[],
  told: UpdateTold = {},
): Promise<readonly Row[]> => {
  if (updated.length === 0) return []
  const by = told.followed ? {} : { updated_by: unit.by }
  const rows = updated.map(({ draft }): Row & { version: number } => ({
    ...draft.row,
    version: (draft.before.version ?? 0) + 1,
    updated_at: unit.now,
    ...by,
  }))
  const sealed = await sealRows(
    unit,
    object,
    updated.map(({ changes }) => changes),
  )
  await updateRows(
    unit,
    object,
    rows.map(({ id, version }, index) => ({ id, version, changes: sealed[index] ?? {} })),
    told,
  )
  await holdFiles(
    unit,
    object,
    updated.map(({ draft, changes }) => ({ ...changes, id: draft.row.id })),
  )
  await writeAllParts(
    unit,
    object,
    updated.map(({ writes }) => writes),
  )
  for (const [index, one] of updated.entries()) {
    const row = rows[index]
    if (row) unit.facts.push(updateFact(object, row, one, told))
  }
  await keepStates(
    unit,
    object,
    updated.map(({ draft }) => ({
      record: draft.row.id,
      from: stateOf(object, draft.before),
      to: stateOf(object, draft.row),
      at: unit.now,
    })),
  )
  await followChange(
    unit,
    object,
    updated.map(({ draft }) => ({ before: draft.before, after: draft.row })),
  )
  return rows
}
