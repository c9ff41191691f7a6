import type { FieldProblem, Refusal, Row } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import { workOutChanges } from './changes.ts'
import type { Draft, PartsDraft } from './draft.ts'
import { standingStill } from '../unit-of-work/standing-still.ts'
import { faultOf, isOlder, lastChangedByHand, lockRows, staleness } from './lock-rows.ts'
import { mergeParts, standingParts } from './merge-parts.ts'
import { hasWrites } from './part-changes.ts'
import { partObject, readGoneParts, readParts } from './read-parts.ts'
import type { SetOptions, SetResult } from './set-result.ts'
import { settle } from './settle.ts'
import { shapeRow } from './shape.ts'
import { type SplitInput, splitParts } from './split-parts.ts'
import type { Unit } from './unit.ts'
import { keepAdministrator } from './keep-administrator.ts'
import { type UpdatedDraft, updatedDraft, writeUpdated } from './write-drafts.ts'

export interface UpdateInput {
  readonly id: string
  readonly values: Record<string, unknown>
}
export interface UpdateResult extends SetResult {
  readonly faults: ReadonlyMap<number, Refusal>
  readonly unchanged: number
}
export interface ChangeResult extends UpdateResult {
  readonly drafts: ReadonlyMap<number, Draft>
}
type Standing = Draft & { readonly before: Row }

/** Changes a set through all stages. Values that are already so are not written; rows without a change keep their version. */
export const changeSet = async (
  unit: Unit,
  object: ModelObject,
  inputs: readonly UpdateInput[],
  options: SetOptions = {},
): Promise<ChangeResult> => {
  const { migrating = false } = options
  const ids = inputs.map(({ id }) => id)
  const locked = await lockRows(unit, object, ids, 'update')
  const older = inputs.filter(({ id, values }) => isOlder(locked.get(id)?.row, values.version)).map(({ id }) => id)
  const byHand = await lastChangedByHand(unit, object, older)
  const faults = new Map<number, Refusal>()
  for (const [index, { id, values }] of inputs.entries()) {
    const found = locked.get(id)
    const fault = faultOf(found) ?? staleness(found?.row, values.version, byHand.get(id))
    if (fault) faults.set(index, fault)
  }
  const drafts = await draftAll(unit, object, inputs, { locked, faults, migrating, keepOrigins: options.keepOrigins ?? false })
  await settle(unit, object, drafts, {
    migrating,
    partial: options.partial ?? false,
    putBack: options.putBack ?? false,
  })
  const still = await standing(unit, object, drafts, locked)
  for (const { index, before } of drafts) {
    const fault = still.get(before.id)
    if (fault) faults.set(index, fault)
  }
  const fine = drafts.filter(({ index, problems }) => problems.length === 0 && !faults.has(index))
  const changed = fine.map((draft) => updatedDraft(unit, object, draft)).filter((one): one is UpdatedDraft => one !== null)
  const rows = new Map<number, Row>(fine.map(({ index, before }) => [index, before]))
  const written = options.dryRun
    ? changed.map(({ draft }) => draft.row)
    : await writeUpdated(unit, object, changed, { migrating })
  if (!options.dryRun && changed.length > 0) await keepAdministrator(unit, object)
  for (const [at, { draft }] of changed.entries()) rows.set(draft.index, written[at] ?? draft.row)
  return {
    rows,
    problems: new Map(drafts.filter(({ problems }) => problems.length > 0).map(({ index, problems }) => [index, problems])),
    faults,
    unchanged: fine.length - changed.length,
    drafts: new Map(drafts.map((draft) => [draft.index, draft])),
  }
}

/** Of the records that would change those that stand still: asked where a definition in force is about the object, once for the set. */
const standing = async (
  unit: Unit,
  object: ModelObject,
  drafts: readonly Standing[],
  locked: ReadonlyMap<string, { readonly asks: boolean }>,
) =>
  standingStill(
    unit,
    object,
    drafts.flatMap((draft) => {
      if (!locked.get(draft.before.id)?.asks) return []
      const update = updatedDraft(unit, object, draft)
      if (!update) return []
      const given = Object.keys(update.changes).filter((name) => !(name in draft.computed))
      const parts = [...update.writes].flatMap(([name, { writes }]) => (hasWrites(writes) ? [name] : []))
      return [{ row: draft.before, changes: [...given, ...parts] }]
    }),
  )

interface Drafting {
  readonly locked: ReadonlyMap<string, { readonly row: Row }>
  readonly faults: ReadonlyMap<number, Refusal>
  readonly migrating: boolean
  readonly keepOrigins: boolean
}

/** Every input that stands on a locked row as a draft, its parts read once for all of them. */
const draftAll = async (
  unit: Unit,
  object: ModelObject,
  inputs: readonly UpdateInput[],
  { locked, faults, migrating, keepOrigins }: Drafting,
): Promise<Standing[]> => {
  const open = inputs.flatMap(({ id, values }, index) => {
    const before = locked.get(id)?.row
    return before && !faults.has(index) ? [{ index, before, split: splitParts(object, values) }] : []
  })
  const parts =
    object.parts.size === 0 ? new Map() : await readParts(unit, object, [...new Set(open.map(({ before }) => before.id))])
  const back = await partsToBringBack(unit, object, open)
  return open.map(({ index, before, split }): Standing => {
    const worked = workOutChanges(object.fields, split.own, before, unit.types)
    const shaped = shapeRow(
      { object, access: unit.access, types: unit.types, creating: false, door: unit.door, before, migrating, keepOrigins },
      worked.values,
    )
    const problems: FieldProblem[] = [...split.problems, ...worked.problems, ...shaped.problems]
    const partsBefore: ReadonlyMap<string, readonly Row[]> = parts.get(before.id) ?? new Map()
    const merged = new Map<string, PartsDraft>()
    for (const part of object.parts.values()) {
      const given = split.parts.get(part.name)
      const rows = partsBefore.get(part.name) ?? []
      const merging = {
        unit,
        child: partObject(unit, part),
        part,
        whole: before.id,
        born: unit.now,
        keepOrigins,
        before: rows,
        migrating,
        back,
        problems,
      }
      merged.set(part.name, given ? mergeParts(merging, given) : standingParts(rows, `/${part.name}`))
    }
    return {
      index,
      before,
      given: shaped.values,
      row: { ...before, ...shaped.values },
      computed: {},
      parts: merged,
      partsBefore,
      problems,
    }
  })
}

const partsToBringBack = async (
  unit: Unit,
  object: ModelObject,
  open: readonly { readonly split: SplitInput }[],
): Promise<ReadonlyMap<string, Row>> => {
  const found = new Map<string, Row>()
  for (const part of object.parts.values()) {
    const ids = open.flatMap(({ split }) => split.parts.get(part.name)?.restore ?? [])
    for (const [id, row] of await readGoneParts(unit, part, ids)) found.set(id, row)
  }
  return found
}
