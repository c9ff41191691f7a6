import type { FieldProblem } from '@lianke/kernel'
import { sql } from 'kysely'
import { mayReadAny } from '../access/access-context.ts'
import type { ModelObject } from '../model/model.ts'
import { commonField } from '../query/common-fields.ts'
import { openScope } from '../query/compile-filter.ts'
import { targetOf } from '../query/scope.ts'
import { queryContext, type Unit } from './unit.ts'

/**
 * Every referenced record must exist and be visible to the actor; both faults give the same answer.
 * One statement per referenced object for the whole set. Answers problems by row index.
 */
export const checkReferences = async (
  unit: Unit,
  object: ModelObject,
  rows: readonly Record<string, unknown>[],
): Promise<Map<number, FieldProblem[]>> => {
  const wanted = new Map<string, Set<string>>()
  const uses: { row: number; name: string; target: string; id: string }[] = []
  for (const [row, values] of rows.entries()) {
    for (const [name, value] of Object.entries(values)) {
      const field = object.fields.get(name) ?? commonField(name)
      const target = field && targetOf(field)
      if (!target || value === null || value === undefined || !unit.model.objects.has(target)) continue
      for (const id of Array.isArray(value) ? (value as string[]) : [value as string]) {
        uses.push({ row, name, target, id })
        wanted.set(target, (wanted.get(target) ?? new Set()).add(id))
      }
    }
  }
  const found = new Set<string>()
  for (const [target, ids] of wanted) {
    const scope = openScope(queryContext(unit), target, 't')
    if (!mayReadAny(unit.access, scope.object)) {
      if (unit.access.me && ids.has(unit.access.me)) found.add(`${target}:${unit.access.me}`)
      continue
    }
    const seen = scope.rows(scope.object, 't', 'read') ?? sql`true`
    const answer = await unit.tx.query<{ id: string }>(sql`select t.id from ${sql.table(scope.object.table)} as t
      where t.id = any(${[...ids]}::uuid[]) and t.deleted_at is null and ${seen}`)
    for (const { id } of answer) found.add(`${target}:${id}`)
  }
  const problems = new Map<number, FieldProblem[]>()
  for (const { row, name, target, id } of uses) {
    if (found.has(`${target}:${id}`)) continue
    problems.set(row, [
      ...(problems.get(row) ?? []),
      { path: `/${name}`, code: 'field.reference_not_found', params: { field: name, id } },
    ])
  }
  return problems
}
