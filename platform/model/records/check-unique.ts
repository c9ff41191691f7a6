import { type FieldProblem, traitsOf } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import { columnsOf, toColumns } from './row-codec.ts'
import { rowSet } from './row-set.ts'
import type { Unit } from './unit.ts'

/** The sets of fields that may stand only once. */
export const uniqueKeysOf = (object: ModelObject): string[][] => [
  ...[...object.fields]
    .filter(([, field]) => field.options.unique && traitsOf(field).computed !== 'series')
    .map(([name]) => [name]),
  ...(object.definition.uniqueTogether ?? []).map((names) => [...names] as string[]),
]

/** Which new rows would break a unique key, against the table and against each other: one statement per key. For sets that go on past a fault. */
export const checkUnique = async (
  unit: Unit,
  object: ModelObject,
  rows: ReadonlyMap<number, Record<string, unknown>>,
): Promise<Map<number, FieldProblem[]>> => {
  const problems = new Map<number, FieldProblem[]>()
  for (const names of uniqueKeysOf(object)) {
    const asked = [...rows]
      .map(([index, row]) => ({
        index,
        row: toColumns(object, Object.fromEntries(names.map((name) => [name, row[name] ?? null]))),
      }))
      .filter(({ row }) => names.every((name) => row[name] !== null && row[name] !== undefined))
    if (asked.length === 0) continue
    const columns = names.map((name) => sql`t.${sql.ref(name)} = x.${sql.ref(name)}`)
    const wanted = asked.map(({ index, row }) => ({ ...row, version: index }))
    const taken = await unit.tx.query<{
      index: number
    }>(sql`select x.version as index from ${rowSet(object, ['version', ...columnsOf(object, names)], wanted)}
      where exists (select 1 from ${sql.table(object.table)} as t where t.deleted_at is null and ${sql.join(columns, sql` and `)})`)
    const bad = new Set(taken.map((row) => row.index))
    const seen = new Set<string>()
    for (const { index, row } of asked) {
      const key = JSON.stringify(names.map((name) => row[name]))
      if (seen.has(key)) bad.add(index)
      seen.add(key)
    }
    for (const index of bad)
      problems.set(index, [
        ...(problems.get(index) ?? []),
        { path: `/${names[0]}`, code: 'field.duplicate', params: { field: names.join(', ') } },
      ])
  }
  return problems
}
