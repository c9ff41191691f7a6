import type { FieldProblem } from '@lianke/kernel'
import { checkReferences, type ReferringRows } from './check-references.ts'
import { checkFiles } from './hold-files.ts'
import type { Unit } from './unit.ts'

interface ShapedRows extends ReferringRows {
  readonly before: (index: number) => Record<string, unknown> | undefined
}

/** What shaped values name beyond their own row must be open to the actor: records, files. Answers problems by row, for each of the given objects. */
export const checkValues = async (unit: Unit, sets: readonly ShapedRows[]): Promise<Map<number, FieldProblem[]>[]> => {
  const all = await checkReferences(unit, sets)
  for (const [at, { object, rows, before }] of sets.entries()) {
    const problems = all[at]
    for (const [index, found] of await checkFiles(unit, object, rows, before))
      problems?.set(index, [...(problems.get(index) ?? []), ...found])
  }
  return all
}
