import type { FieldProblem } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import { rateDrafts } from './base-amounts.ts'
import { checkHeld } from '../definitions/check-held.ts'
import { checkValues } from './check-values.ts'
import { checkStates } from './check-states.ts'
import { checkUnique } from './check-unique.ts'
import { deriveDraft } from './derive.ts'
import type { Draft } from './draft.ts'
import { followSet } from './follow.ts'
import { computeFormulas, formulasOf } from './formulas.ts'
import { guardDelegation } from './guard-delegation.ts'
import { readFar } from './read-far.ts'
import { changes } from './part-changes.ts'
import { partObject } from './read-parts.ts'
import { changedOnly } from './row-codec.ts'
import { runChecks } from './run-checks.ts'
import type { Unit } from './unit.ts'
import { checkValidations } from './validations.ts'

interface SettleOptions {
  readonly migrating: boolean
  /** Look for taken unique keys first and name the rows, rather than end the whole set at the first. */
  readonly partial: boolean
  /** The states' table is not asked. */
  readonly putBack?: boolean
}

/** The stages between shape and write for a whole set: references → follow → derive → base amounts → formulas → rules → states → checks → delegation. Problems stay with their draft. */
export const settle = async (
  unit: Unit,
  object: ModelObject,
  drafts: readonly Draft[],
  options: SettleOptions,
): Promise<void> => {
  for (const draft of drafts) draft.problems.push(...partsForCommands(unit, object, draft, options.migrating))
  await settleReferences(unit, object, drafts)
  await checkHeld(unit, object, drafts)
  await followSet(unit, object, drafts)
  const open = drafts.filter(({ problems }) => problems.length === 0)
  for (const draft of open) deriveDraft(unit, object, draft, options.migrating)
  await rateDrafts(unit, object, open)
  await computeDrafts(unit, object, open)
  for (const draft of open) {
    if (!options.putBack) draft.problems.push(...checkStates(unit, object, draft, options.migrating))
    draft.problems.push(...checkValidations(object, draft.row))
  }
  const fine = drafts.filter(({ problems }) => problems.length === 0)
  const found = await runChecks(unit, object, fine, options.migrating)
  for (const draft of fine) draft.problems.push(...(found.get(draft.index) ?? []))
  const beyond = await guardDelegation(unit, object, () => fine.map(({ index, before, row }) => ({ index, before, after: row })))
  for (const draft of fine) draft.problems.push(...(beyond.get(draft.index) ?? []))
  if (options.partial) await settleUnique(unit, object, fine)
}

/** Lines that only acts write, and this is none. A form sends back what it was shown: that changes nothing. */
const partsForCommands = (unit: Unit, object: ModelObject, draft: Draft, migrating: boolean): FieldProblem[] =>
  unit.door !== 'generic' || migrating
    ? []
    : [...object.parts.keys()]
        .filter((name) => object.definition.written?.[name] === 'commands' && changes(draft, name))
        .map((name) => ({
          path: `/${name}`,
          code: 'field.by_command',
          params: { field: name, commands: object.writers.get(name)?.join(', ') },
        }))

const settleReferences = async (unit: Unit, object: ModelObject, drafts: readonly Draft[]): Promise<void> => {
  const lines = [...object.parts.values()].map((part) => ({
    child: partObject(unit, part),
    lines: drafts.flatMap((draft) => (draft.parts.get(part.name)?.rows ?? []).map((line) => ({ draft, line }))),
  }))
  const own = {
    object,
    rows: drafts.map(({ before, given }) => (before ? changedOnly(before, given) : given)),
    before: (index: number) => drafts[index]?.before ?? undefined,
  }
  const [found, ...ofLines] = await checkValues(unit, [
    own,
    ...lines.map(({ child, lines: of }) => ({
      object: child,
      rows: of.map(({ line: { before, given } }) => (before ? changedOnly(before, given) : given)),
      before: (index: number) => of[index]?.line.before ?? undefined,
    })),
  ])
  for (const [index, problems] of found ?? []) drafts[index]?.problems.push(...problems)
  for (const [at, { lines: of }] of lines.entries())
    for (const [index, problems] of ofLines[at] ?? []) {
      const { draft, line } = of[index] ?? {}
      draft?.problems.push(...problems.map((problem) => ({ ...problem, path: `${line?.path}${problem.path}` })))
    }
}

/** Formulas of the records and then of their lines, which see the whole as it will stand. */
const computeDrafts = async (unit: Unit, object: ModelObject, drafts: readonly Draft[]): Promise<void> => {
  const { types } = unit
  const computes = formulasOf(object).length > 0
  const far = await readFar(
    unit,
    object,
    drafts.map(({ row }) => row),
  )
  for (const draft of computes ? drafts : []) {
    const formulas = computeFormulas(object, draft.row, { types, far: far(draft.row) })
    draft.row = { ...draft.row, ...formulas }
    draft.computed = { ...draft.computed, ...formulas }
  }
  for (const part of object.parts.values()) {
    const child = partObject(unit, part)
    const lines = drafts.flatMap((draft) => (draft.parts.get(part.name)?.rows ?? []).map((line) => ({ draft, line })))
    const wholes = new Map(drafts.map(({ row }) => [row.id, row]))
    const beyond = await readFar(
      unit,
      child,
      lines.map(({ line }) => line.row),
      { via: part.via, rows: wholes },
    )
    const linesCompute = formulasOf(child).length > 0
    for (const { draft, line } of lines) {
      if (linesCompute) line.row = { ...line.row, ...computeFormulas(child, line.row, { types, far: beyond(line.row) }) }
      for (const problem of checkValidations(child, line.row))
        draft.problems.push({ ...problem, path: `${line.path}${problem.path}` })
    }
  }
}

/** Records (and their lines) that are new or take other unique keys, where these are taken: by the table or by an earlier row of the set. */
const settleUnique = async (unit: Unit, object: ModelObject, drafts: readonly Draft[]): Promise<void> => {
  const fine = drafts.filter(({ problems }) => problems.length === 0)
  const told = (
    found: ReadonlyMap<number, FieldProblem[]>,
    draftOf: (index: number) => Draft | undefined,
    path: (index: number) => string,
  ) => {
    for (const [index, problems] of found)
      draftOf(index)?.problems.push(...problems.map((problem) => ({ ...problem, path: `${path(index)}${problem.path}` })))
  }
  told(
    await checkUnique(unit, object, new Map(fine.entries())),
    (index) => fine[index],
    () => '',
  )
  for (const part of object.parts.values()) {
    const lines = drafts.flatMap((draft) => (draft.parts.get(part.name)?.rows ?? []).map((line) => ({ draft, line })))
    const asked = new Map(lines.map(({ line }, index) => [index, line]))
    told(
      await checkUnique(unit, partObject(unit, part), asked),
      (index) => lines[index]?.draft,
      (index) => lines[index]?.line.path ?? '',
    )
  }
}
