import { type FieldProblem, type Row, refuse } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import { workOutChanges } from './changes.ts'
import type { Draft } from './draft.ts'
import { mergeParts } from './merge-parts.ts'
import { createParts } from './part-rows.ts'
import { partObject } from './read-parts.ts'
import { emptyRollUps } from './roll-up-fields.ts'
import type { SetOptions, SetResult } from './set-result.ts'
import { settle } from './settle.ts'
import { shapeRow } from './shape.ts'
import { splitParts } from './split-parts.ts'
import type { Unit } from './unit.ts'
import { writeCreated } from './write-drafts.ts'

/** The first stage of a creation: may this actor, and is it made through this door? A set that goes on past faults has every row refused. */
const mayCreate = (unit: Unit, object: ModelObject, options: SetOptions): FieldProblem | null => {
  const { access } = unit
  if (!access.system && !access.object(object.name).create)
    refuse('access.denied', { status: 403, params: { object: object.name, action: 'create' } })
  const { createBy } = object.definition
  if (!createBy || unit.door !== 'generic' || options.migrating) return null
  const params = { object: object.name, command: createBy }
  return options.partial ? { path: '', code: 'record.made_by_command', params } : refuse('record.made_by_command', { params })
}

/** Creates a set through all stages: may → shape → normalise → derive → check → write → fact. Rows with problems are left out and named. */
export const createSet = async (
  unit: Unit,
  object: ModelObject,
  inputs: readonly Record<string, unknown>[],
  options: SetOptions = {},
): Promise<SetResult> => {
  if (inputs.length === 0) return { rows: new Map(), problems: new Map() }
  if (object.whole) return createParts(unit, object, object.whole, inputs, options)
  const refused = mayCreate(unit, object, options)
  if (refused) return { rows: new Map(), problems: new Map(inputs.map((_, index) => [index, [refused]])) }
  const { migrating = false, keepOrigins = false } = options
  const noChildren = emptyRollUps(object)
  const drafts = inputs.map((input, index) => newDraft(unit, object, { input, index, migrating, keepOrigins, noChildren }))
  await settle(unit, object, drafts, { migrating, partial: options.partial ?? false })
  const fine = drafts.filter(({ problems }) => problems.length === 0)
  if (!options.dryRun) await writeCreated(unit, object, fine, options)
  return {
    rows: new Map(fine.map(({ index, row }) => [index, row])),
    problems: new Map(drafts.filter(({ problems }) => problems.length > 0).map(({ index, problems }) => [index, problems])),
  }
}

interface NewDraft {
  readonly input: Record<string, unknown>
  readonly index: number
  readonly migrating: boolean
  readonly keepOrigins: boolean
  readonly noChildren: Record<string, unknown>
}

const nothingBefore: Draft['partsBefore'] = new Map()
const newDraft = (unit: Unit, object: ModelObject, { input, index, migrating, keepOrigins, noChildren }: NewDraft): Draft => {
  const split = splitParts(object, input)
  const worked = workOutChanges(object.fields, split.own, null, unit.types)
  const { values, problems } = shapeRow(
    { object, access: unit.access, types: unit.types, creating: true, door: unit.door, before: null, migrating, keepOrigins },
    worked.values,
  )
  const row: Row = {
    ...noChildren,
    ...values,
    id: unit.id(),
    version: 1,
    owner: values.owner ?? null,
    created_at: values.created_at ?? unit.now,
    created_by: values.created_by ?? unit.by,
    updated_at: values.updated_at ?? unit.now,
    updated_by: values.updated_by ?? unit.by,
    deleted_at: null,
  }
  const all = [...split.problems, ...worked.problems, ...problems]
  const parts: Draft['parts'] = new Map(
    [...split.parts].flatMap(([name, given]) => {
      const part = object.parts.get(name)
      if (!part) return []
      const merging = {
        unit,
        child: partObject(unit, part),
        part,
        whole: row.id,
        born: String(row.created_at),
        keepOrigins,
        before: [],
        migrating,
        back: new Map(),
        problems: all,
      }
      return [[name, mergeParts(merging, given)] as const]
    }),
  )
  // A default is nobody's word: what follows from elsewhere may differ from it.
  const given: Record<string, unknown> = {}
  for (const name in values) if (name in worked.values) given[name] = values[name]
  return { index, before: null, given, row, computed: {}, parts, partsBefore: nothingBefore, problems: all }
}
