import { type FieldProblem, type Row, refuse } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import { takeNumbers } from './auto-number.ts'
import { checkReferences } from './check-references.ts'
import { checkRules, computeFormulas } from './check-rules.ts'
import { checkUnique } from './check-unique.ts'
import { recordFact } from './record-facts.ts'
import { refreshRollUps } from './roll-up.ts'
import { sealRows } from './seal.ts'
import { shapeRow } from './shape.ts'
import type { Unit } from './unit.ts'
import { insertRows } from './write-rows.ts'

export interface SetOptions {
  readonly keepOrigins?: boolean
  readonly dryRun?: boolean
  /** Look for taken unique keys first and name the rows, rather than end the whole set at the first. */
  readonly partial?: boolean
  /** Ids chosen by the caller (upsert with a source). */
  readonly ids?: readonly string[]
}
export interface SetResult {
  /** Rows by input index; refused ones are missing. */
  readonly rows: ReadonlyMap<number, Row>
  readonly problems: ReadonlyMap<number, readonly FieldProblem[]>
}

/** Creates a set through all stages: may → shape → normalise → rules → write → fact. Rows with problems are left out and named. */
export const createSet = async (
  unit: Unit,
  object: ModelObject,
  inputs: readonly Record<string, unknown>[],
  options: SetOptions = {},
): Promise<SetResult> => {
  const { access } = unit
  if (!access.system && !access.object(object.name).create)
    refuse('access.denied', { status: 403, params: { object: object.name, action: 'create' } })
  const problems = new Map<number, FieldProblem[]>()
  const values: Record<string, unknown>[] = []
  for (const [index, input] of inputs.entries()) {
    const shaped = shapeRow({ object, access, types: unit.types, creating: true, keepOrigins: options.keepOrigins }, input)
    if (shaped.problems.length > 0) problems.set(index, [...shaped.problems])
    values.push(shaped.values)
  }
  for (const [index, found] of await checkReferences(unit, object, values))
    problems.set(index, [...(problems.get(index) ?? []), ...found])
  const rows = new Map<number, Row>()
  const noChildren = emptyRollUps(object)
  for (const [index, value] of values.entries()) {
    const row: Row = {
      ...value,
      id: options.ids?.[index] ?? unit.id(),
      version: 1,
      owner: value.owner ?? null,
      created_at: value.created_at ?? unit.now,
      created_by: value.created_by ?? unit.by,
      updated_at: value.updated_at ?? unit.now,
      updated_by: value.updated_by ?? unit.by,
      deleted_at: null,
    }
    Object.assign(row, noChildren, computeFormulas(object, row))
    const broken = problems.has(index) ? [] : checkRules(object, null, row)
    if (broken.length > 0) problems.set(index, broken)
    if (!problems.has(index)) rows.set(index, row)
  }
  if (options.partial) {
    for (const [index, found] of await checkUnique(unit, object, rows)) {
      problems.set(index, found)
      rows.delete(index)
    }
  }
  if (options.dryRun || rows.size === 0) return { rows, problems }
  const written = [...rows.values()]
  await takeNumbers(unit, object, written)
  await insertRows(unit, object, await sealRows(unit, object, written))
  for (const row of written)
    unit.facts.push(recordFact('created', object, row, { after: present(object, row), version: 1, at: row.created_at as string }))
  await refreshRollUps(unit, object, written)
  return { rows, problems }
}

/** A new record has no children yet. */
const emptyRollUps = (object: ModelObject): Record<string, unknown> =>
  Object.fromEntries(
    [...object.fields]
      .filter(([, field]) => field.type === 'roll_up' && ['count', 'sum'].includes(field.options.measure as string))
      .map(([name]) => [name, '0']),
  )

const present = (object: ModelObject, row: Row): Record<string, unknown> => {
  const values: Record<string, unknown> = {}
  for (const name in row) {
    const value = row[name]
    if (value === null || value === undefined) continue
    const type = object.fields.get(name)?.type
    if (name === 'owner' || (type !== undefined && type !== 'roll_up')) values[name] = value
  }
  return values
}
