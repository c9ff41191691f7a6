import type { ModelObject } from '../model/model.ts'
import { saidOtherwise, storedOf } from './derive.ts'
import { type Draft, partRows } from './draft.ts'
import { concerns } from './run-checks.ts'
import type { Unit } from './unit.ts'

/** What follows from other records, for all drafts of a set at once. A value that nothing follows for may be said freely. */
export const followSet = async (unit: Unit, object: ModelObject, drafts: readonly Draft[]): Promise<void> => {
  const { follows } = object.definition
  if (!follows) return
  const when: readonly string[] = [...(follows.when ?? []), ...follows.fields]
  const asked = drafts.filter((draft) => draft.problems.length === 0 && concerns({ when }, draft))
  if (asked.length === 0) return
  const found = await follows.run(
    unit.house(),
    asked.map((draft) => ({ row: draft.row, before: draft.before, parts: partRows(draft) })),
  )
  for (const [at, draft] of asked.entries()) {
    const { values = {}, problem } = found[at] ?? {}
    if (problem) draft.problems.push({ path: problem.path ?? '', code: problem.code, params: { ...problem.params } })
    const stored = storedOf(object, follows.fields, { computed: values, row: draft.row, types: unit.types })
    const { given, before } = draft
    draft.problems.push(...stored.problems, ...saidOtherwise(follows.fields, stored, { given, before, free: true }))
    draft.row = { ...draft.row, ...stored.values }
    draft.computed = { ...draft.computed, ...stored.values }
  }
}
