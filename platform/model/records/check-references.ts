import { type Field, type FieldProblem, staffObject, targetOf } from '@lianke/kernel'
import { sql } from 'kysely'
import { mayReadAny } from '../access/access-context.ts'
import type { ModelObject } from '../model/model.ts'
import { commonFields } from '../query/common-fields.ts'
import { openScope } from '../query/compile-filter.ts'
import { queryContext, type Unit } from './unit.ts'

const pointing = new WeakMap<ModelObject, ReadonlyMap<string, string>>()
/** The fields that name records, with the object these are of; asked once per object. */
const pointingFields = (object: ModelObject): ReadonlyMap<string, string> => {
  const known = pointing.get(object)
  if (known) return known
  const found = new Map(
    [...commonFields, ...object.fields].flatMap(([name, field]) => {
      const target = targetOf(field)
      return target ? [[name, target] as const] : []
    }),
  )
  pointing.set(object, found)
  return found
}

interface Use {
  readonly row: number
  readonly name: string
  readonly target: string
  readonly id: string
}
export interface ReferringRows {
  readonly object: ModelObject
  readonly rows: readonly Record<string, unknown>[]
}

const usesOf = (unit: Unit, { object, rows }: ReferringRows): Use[] => {
  const fields = [...pointingFields(object)].filter(([, target]) => unit.model.objects.has(target))
  const uses: Use[] = []
  for (const [row, values] of rows.entries())
    for (const [name, target] of fields) {
      const value = values[name]
      if (value === null || value === undefined) continue
      for (const id of Array.isArray(value) ? (value as string[]) : [value as string]) uses.push({ row, name, target, id })
    }
  return uses
}

/** Which of the named records are there for the actor: one statement for all objects. Whoever acts is there himself. */
const findUsed = async (unit: Unit, uses: readonly Pick<Use, 'target' | 'id'>[]): Promise<ReadonlySet<string>> => {
  const { access } = unit
  const found = new Set(access.me ? [`${staffObject}:${access.me}`] : [])
  const wanted = new Map<string, Set<string>>()
  for (const { target, id } of uses)
    if (!found.has(`${target}:${id}`)) wanted.set(target, (wanted.get(target) ?? new Set()).add(id))
  const questions = [...wanted].flatMap(([target, ids]) => {
    const scope = openScope(queryContext(unit), target, 't')
    if (!mayReadAny(access, scope.object)) return []
    const rows = scope.rows(scope.object, 't', 'read')
    const open: string[] = []
    for (const id of ids)
      if (unit.seen.has(access, target, id, rows === null)) found.add(`${target}:${id}`)
      else open.push(id)
    if (open.length === 0) return []
    return [
      sql`select ${sql.lit(target)} as target, t.id from ${sql.table(scope.object.table)} as t
        where t.id = any(${open}::uuid[]) and t.deleted_at is null and ${rows ?? sql`true`}`,
    ]
  })
  if (questions.length === 0) return found
  for (const { target, id } of await unit.tx.query<{ target: string; id: string }>(sql.join(questions, sql` union all `)))
    found.add(`${target}:${id}`)
  return found
}

/**
 * Every referenced record must exist and be visible to the actor; both faults give the same answer. One statement for all rows of a set
 * and of its parts. Answers problems by row index, for each of the given objects.
 */
export const checkReferences = async (unit: Unit, sets: readonly ReferringRows[]): Promise<Map<number, FieldProblem[]>[]> => {
  const uses = sets.map((set) => usesOf(unit, set))
  const found = await findUsed(unit, uses.flat())
  return uses.map((own) => missing(own, found))
}

const missing = (uses: readonly Use[], found: ReadonlySet<string>): Map<number, FieldProblem[]> => {
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

/** Values that point to what does not exist or may not be seen: one statement for all of them. */
export const missingReferences = async <G extends { readonly field: Field; readonly value: unknown }>(
  unit: Unit,
  given: readonly G[],
): Promise<{ readonly of: G; readonly id: string }[]> => {
  const uses = given.flatMap((of) => {
    const target = targetOf(of.field)
    if (!target || of.value === null || of.value === undefined || !unit.model.objects.has(target)) return []
    const ids = Array.isArray(of.value) ? (of.value as string[]) : [of.value as string]
    return ids.map((id) => ({ of, target, id }))
  })
  const found = await findUsed(unit, uses)
  return uses.filter(({ target, id }) => !found.has(`${target}:${id}`)).map(({ of, id }) => ({ of, id }))
}
