import type { CheckDefinition, CheckProblem, FieldProblem } from '@lianke/kernel'
import { sql } from 'kysely'
import { hasRight, mayReadAny } from '../access/access-context.ts'
import { titleField } from '../access/field-access.ts'
import type { ModelObject } from '../model/model.ts'
import { openScope } from '../query/compile-filter.ts'
import { type Draft, partRows } from './draft.ts'
import { changes } from './part-changes.ts'
import { queryContext, type Unit } from './unit.ts'

/** Does a draft change anything that a rule speaks of? */
export const concerns = ({ when }: Pick<CheckDefinition, 'when'>, draft: Draft): boolean =>
  when === undefined || draft.before === null || when.some((name) => changes(draft, name))

/** Titles of the records in the way, of those the actor may see: one statement per object. */
const titlesOf = async (unit: Unit, found: readonly CheckProblem[]): Promise<ReadonlyMap<string, string | null>> => {
  const byObject = Map.groupBy(
    found.flatMap(({ inTheWay }) => inTheWay ?? []),
    ({ object }) => object,
  )
  const titles = new Map<string, string | null>()
  for (const [name, records] of byObject) {
    const scope = openScope(queryContext(unit), name, 't')
    const named = titleField(unit.access, scope.object)
    if (!mayReadAny(unit.access, scope.object)) continue
    const seen = scope.rows(scope.object, 't', 'read') ?? sql`true`
    const rows = await unit.tx.query<{ id: string; title: string | null }>(
      sql`select t.id, ${sql.ref(`t.${scope.object.definition.title}`)}::text as title from ${sql.table(scope.object.table)} as t
        where t.id = any(${records.map(({ id }) => id)}::uuid[]) and t.deleted_at is null and ${seen}`,
    )
    for (const { id, title } of rows) titles.set(`${name} ${id}`, named === null ? null : title)
  }
  return titles
}

/** Asks the checks of an object once for a whole set; problems by index. The record in the way is named to those who may see it. */
export const runChecks = async (
  unit: Unit,
  object: ModelObject,
  drafts: readonly Draft[],
  migrating: boolean,
): Promise<ReadonlyMap<number, readonly FieldProblem[]>> => {
  const problems = new Map<number, FieldProblem[]>()
  const none = Object.fromEntries([...object.parts.keys()].map((name) => [name, []]))
  for (const check of object.checks) {
    const asked = drafts.filter((draft) => concerns(check, draft))
    if (asked.length === 0) continue
    const found = await check.run(
      unit.house(),
      asked.map((draft) => ({ row: draft.row, before: draft.before, parts: { ...none, ...partRows(draft) } })),
      { may: (right) => unit.access.system || hasRight(unit.access, right), migrating },
    )
    const titles = await titlesOf(unit, found)
    for (const { index, code, path = '', params, inTheWay } of found) {
      const draft = asked[index]
      if (!draft) continue
      const key = `${inTheWay?.object} ${inTheWay?.id}`
      const named = inTheWay && titles.has(key) ? { in_the_way: { ...inTheWay, title: titles.get(key) ?? null } } : {}
      problems.set(draft.index, [...(problems.get(draft.index) ?? []), { path, code, params: { ...params, ...named } }])
    }
  }
  return problems
}
