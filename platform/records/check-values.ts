import type { FieldProblem } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import { checkDefinitions } from './check-definitions.ts'
import { checkReferences } from './check-references.ts'
import { checkFiles } from './hold-files.ts'
import type { Unit } from './unit.ts'

/** What shaped values name beyond their own row must be open to the actor: records, files, the fields and records of definitions. */
export const checkValues = async (
  unit: Unit,
  object: ModelObject,
  rows: readonly Record<string, unknown>[],
  before?: (index: number) => Record<string, unknown> | undefined,
): Promise<Map<number, FieldProblem[]>> => {
  const problems = await checkReferences(unit, object, rows)
  for (const [index, found] of [...checkDefinitions(unit, object, rows), ...(await checkFiles(unit, object, rows, before))])
    problems.set(index, [...(problems.get(index) ?? []), ...found])
  return problems
}
