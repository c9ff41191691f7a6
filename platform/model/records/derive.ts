import { type FieldProblem, fieldTypes, type Row, type Standing, type TypeContext } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import { type Draft, partRows } from './draft.ts'
import { keepWorkedOut } from './keep-worked-out.ts'
import { partObject } from './read-parts.ts'
import { sameValue } from './row-codec.ts'
import type { Unit } from './unit.ts'

/** A record as pure rules see it. Its parts bear every name the object knows, also where there are none. */
export const standingOf = (
  object: ModelObject,
  row: Row,
  parts: Readonly<Record<string, readonly Row[]>>,
  before: Row | null,
  now: string,
): Standing => {
  const all =
    object.parts.size === 0 ? parts : { ...Object.fromEntries([...object.parts.keys()].map((name) => [name, []])), ...parts }
  const standing: unknown = { row, parts: all, before, now }
  return standing as Standing
}

interface Derived {
  readonly values: Record<string, unknown>
  readonly problems: readonly FieldProblem[]
}
const nothing: Derived = { values: {}, problems: [] }

/** What follows from a record and its parts, in stored form. What does not fit its field is named: an amount too large, say. */
export const deriveValues = (object: ModelObject, standing: Standing, types: TypeContext): Derived => {
  const { derive } = object.definition
  return derive ? storedOf(object, derive.fields, { computed: derive.compute(standing), row: standing.row, types }) : nothing
}

interface Computed {
  readonly computed: Readonly<Record<string, unknown>>
  /** The record as it stands without them. */
  readonly row: Readonly<Record<string, unknown>>
  readonly types: TypeContext
}

/** Worked out values in stored form, or why they do not fit. */
export const storedOf = (object: ModelObject, fields: readonly string[], { computed, row, types }: Computed): Derived => {
  const values: Record<string, unknown> = {}
  const problems: FieldProblem[] = []
  for (const name of fields) {
    const field = object.fields.get(name)
    if (!field) continue
    if (computed[name] === undefined || computed[name] === null) {
      const empty = computed[name] === null ? null : row[name]
      if (field.options.required && (empty === null || empty === undefined))
        problems.push({ path: `/${name}`, code: 'field.required', params: { field: name } })
      if (computed[name] === null) values[name] = null
      continue
    }
    const result = fieldTypes[field.type].normalise(computed[name], field.options, types)
    if ('problem' in result) problems.push({ path: `/${name}`, code: result.problem, params: { field: name, ...result.params } })
    else values[name] = keepWorkedOut(field, result.value, row[name])
  }
  return { values, problems }
}

interface Said {
  readonly given: Readonly<Record<string, unknown>>
  readonly before: Row | null
  /** What nothing follows for may be said. */
  readonly free: boolean
}

/** Somebody said a derived value himself. What is so anyway may be said; a migration may say what nothing follows for. */
export const saidOtherwise = (fields: readonly string[], derived: Derived, { given, before, free }: Said): FieldProblem[] =>
  fields.flatMap((name) => {
    if (!(name in given)) return []
    const said = given[name]
    // A form sends back what it was shown.
    if (before !== null && sameValue(said, before[name])) return []
    if (name in derived.values ? sameValue(said, derived.values[name]) : free) return []
    return [{ path: `/${name}`, code: 'field.derived', params: { field: name } }]
  })

const alone = {}
/** Derives the lines of a draft, then the record itself from them. */
export const deriveDraft = (unit: Unit, object: ModelObject, draft: Draft, migrating: boolean): void => {
  for (const part of object.parts.values()) {
    const child = partObject(unit, part)
    if (!child.definition.derive) continue
    for (const line of draft.parts.get(part.name)?.rows ?? []) {
      const derived = deriveValues(child, standingOf(child, line.row, alone, line.before, unit.now), unit.types)
      const { given, before } = line
      const said = saidOtherwise(child.definition.derive.fields, derived, { given, before, free: migrating })
      for (const problem of [...derived.problems, ...said])
        draft.problems.push({ ...problem, path: `${line.path}${problem.path}` })
      line.row = { ...line.row, ...derived.values }
    }
  }
  if (!object.definition.derive) return
  const derived = deriveValues(object, standingOf(object, draft.row, partRows(draft), draft.before, unit.now), unit.types)
  const { given, before } = draft
  const said = saidOtherwise(object.definition.derive.fields, derived, { given, before, free: migrating })
  draft.problems.push(...derived.problems, ...said)
  draft.row = { ...draft.row, ...derived.values }
  draft.computed = { ...draft.computed, ...derived.values }
}
