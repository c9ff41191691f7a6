import { type FieldProblem, type Row, traitsOf } from '@lianke/kernel'
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

/** A row as it will stand, and as it stands; null where it is new. */
interface Standing {
  readonly row: Row
  readonly before: Row | null
}
type Rows = ReadonlyMap<number, Standing>

/** What rows ask of one key, and which of them ask what another record holds. */
interface Asked {
  readonly names: readonly string[]
  readonly values: ReadonlyMap<number, string>
  readonly taken: ReadonlySet<number>
}

/**
 * Which rows would break a unique key, against the table and against each other: one statement per key. For sets that go on past a fault. A
 * row that is refused takes nothing from those after it. A value that another record holds is taken, though that one may give it up in the
 * same set: which of them PostgreSQL changes first nobody says.
 */
export const checkUnique = async (unit: Unit, object: ModelObject, rows: Rows): Promise<Map<number, FieldProblem[]>> => {
  const keys: Asked[] = []
  for (const names of uniqueKeysOf(object)) keys.push(await askKey(unit, object, names, rows))
  const problems = new Map<number, FieldProblem[]>()
  const claimed = keys.map(() => new Set<string>())
  for (const index of rows.keys()) {
    const broken = keys.filter(({ values, taken }, at) => taken.has(index) || claimed[at]?.has(values.get(index) ?? ''))
    if (broken.length > 0) problems.set(index, broken.map(problemOf))
    else
      for (const [at, { values }] of keys.entries()) {
        const value = values.get(index)
        if (value !== undefined) claimed[at]?.add(value)
      }
  }
  return problems
}

const problemOf = ({ names }: Asked): FieldProblem => ({
  path: `/${names[0]}`,
  code: 'field.duplicate',
  params: { field: names.join(', ') },
})

const askKey = async (unit: Unit, object: ModelObject, names: readonly string[], rows: Rows): Promise<Asked> => {
  const keyOf = (row: Row) => toColumns(object, Object.fromEntries(names.map((name) => [name, row[name] ?? null])))
  const values = new Map<number, string>()
  const wanted: Record<string, unknown>[] = []
  for (const [index, { row, before }] of rows) {
    const key = keyOf(row)
    if (names.some((name) => key[name] === null || key[name] === undefined)) continue
    const value = JSON.stringify(key)
    if (before && JSON.stringify(keyOf(before)) === value) continue
    values.set(index, value)
    wanted.push({ ...key, id: row.id, version: index })
  }
  if (wanted.length === 0) return { names, values, taken: new Set() }
  const columns = names.map((name) => sql`t.${sql.ref(name)} = x.${sql.ref(name)}`)
  const found = await unit.tx.query<{
    index: number
  }>(sql`select x.version as index from ${rowSet(object, ['id', 'version', ...columnsOf(object, names)], wanted)}
    where exists (select 1 from ${sql.table(object.table)} as t where t.deleted_at is null and t.id <> x.id and ${sql.join(columns, sql` and `)})`)
  return { names, values, taken: new Set(found.map(({ index }) => index)) }
}
