import type { Field, FieldProblem } from '@lianke/kernel'
import { sql } from 'kysely'
import { mayReadAny } from '../access/access-context.ts'
import type { ModelObject } from '../model/model.ts'
import { commonField } from '../query/common-fields.ts'
import { openScope } from '../query/compile-filter.ts'
import { targetOf } from '../query/target-of.ts'
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
  const given = rows.flatMap((values, row) =>
    Object.entries(values).flatMap(([name, value]) => {
      const field = object.fields.get(name) ?? commonField(name)
      return field ? [{ row, name, field, value }] : []
    }),
  )
  const problems = new Map<number, FieldProblem[]>()
  for (const { of, id } of await missingReferences(unit, given))
    problems.set(of.row, [
      ...(problems.get(of.row) ?? []),
      { path: `/${of.name}`, code: 'field.reference_not_found', params: { field: of.name, id } },
    ])
  return problems
}

/** Values that point to what does not exist or may not be seen; one statement per object pointed to. */
export const missingReferences = async <G extends { readonly field: Field; readonly value: unknown }>(
  unit: Unit,
  given: readonly G[],
): Promise<{ readonly of: G; readonly id: string }[]> => {
  const wanted = new Map<string, Set<string>>()
  const uses: { of: G; target: string; id: string }[] = []
  for (const of of given) {
    const target = targetOf(of.field)
    if (!target || of.value === null || of.value === undefined || !unit.model.objects.has(target)) continue
    for (const id of Array.isArray(of.value) ? (of.value as string[]) : [of.value as string]) {
      uses.push({ of, target, id })
      wanted.set(target, (wanted.get(target) ?? new Set()).add(id))
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
  return uses.filter(({ target, id }) => !found.has(`${target}:${id}`))
}
