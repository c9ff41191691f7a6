import { followsOthers, type Row, traitsOf } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../../model/model.ts'
import { fromColumns, sameValue } from '../row-codec.ts'
import type { Unit } from '../unit.ts'
import type { Pair } from './pairs.ts'

/** Fields that are unique together with a reference. */
export const uniqueSets = (object: ModelObject, via: string): readonly (readonly string[])[] => {
  const together = (object.definition.uniqueTogether ?? []).filter((set) => set.includes(via))
  return object.fields.get(via)?.options.unique ? [...together, [via]] : together
}

/** Records of which one stays, the best first. */
interface Collision {
  readonly owner: string
  readonly rows: readonly [Row, ...Row[]]
}

/** The best first: by the object's own word, else what belongs to who stays, then the older. */
export const inRank = (object: ModelObject, via: string, owner: string, rows: readonly Row[]): Row[] => {
  const better = object.definition.joined?.better
  return [...rows].sort(
    (a, b) =>
      (better?.(a, b) ?? 0) ||
      Number(b[via] === owner) - Number(a[via] === owner) ||
      (String(a.created_at) < String(b.created_at) ? -1 : String(a.created_at) > String(b.created_at) ? 1 : 0) ||
      (a.id < b.id ? -1 : 1),
  )
}

/** Which records of one kind could not stand beside each other when their owners are one: two statements. */
export const collisionsIn = async (
  unit: Unit,
  object: ModelObject,
  { via, fields, pairs }: { readonly via: string; readonly fields: readonly string[]; readonly pairs: readonly Pair[] },
): Promise<readonly Collision[]> => {
  const keptOf = new Map(pairs.map(({ kept, gone }) => [gone, kept]))
  const owners = [...new Set(pairs.flatMap(({ kept, gone }) => [kept, gone]))]
  const others = fields.filter((field) => field !== via)
  const same = others.map((field) => sql` and x.${sql.ref(field)} = o.${sql.ref(field)}`)
  const ids = await unit.tx.query<{ id: string }>(
    sql`with pair as (select * from unnest(${pairs.map(({ kept }) => kept)}::uuid[], ${pairs.map(({ gone }) => gone)}::uuid[]) as p (kept, gone)),
      own as (select t.*, coalesce(p.kept, t.${sql.ref(via)}) as ":owner" from ${sql.table(object.table)} as t left join pair as p on p.gone = t.${sql.ref(via)}
        where t.deleted_at is null and t.${sql.ref(via)} = any(${owners}::uuid[]))
      select o.id from own as o where exists (select 1 from own as x where x.":owner" = o.":owner" and x.id <> o.id ${same.length > 0 ? sql.join(same, sql``) : sql``})`,
  )
  if (ids.length === 0) return []
  const found = await unit.tx.query(
    sql`select * from ${sql.table(object.table)} where id = any(${ids.map(({ id }) => id)}::uuid[]) and deleted_at is null order by id for update`,
  )
  const rows = found.map((columns) => fromColumns(object, columns))
  const ownerOf = (row: Row) => keptOf.get(String(row[via])) ?? String(row[via])
  const together = Map.groupBy(rows, (row) => JSON.stringify([ownerOf(row), ...others.map((field) => row[field])]))
  return [...together.values()].flatMap((own) => {
    const owner = own[0] ? ownerOf(own[0]) : ''
    const [first, ...rest] = inRank(object, via, owner, own)
    return first && rest.length > 0 ? [{ owner, rows: [first, ...rest] as const }] : []
  })
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** What who stays takes from who gives way: whole values where it has none itself. */
export const gapsFilled = (object: ModelObject, stays: Row, gone: Row, not: ReadonlySet<string>): Record<string, unknown> => {
  if (object.definition.joined?.whole) return {}
  const derived = new Set<string>([...(object.definition.derive?.fields ?? []), ...(object.definition.follows?.fields ?? [])])
  const filled: Record<string, unknown> = {}
  for (const [name, field] of object.fields) {
    if (not.has(name) || derived.has(name) || followsOthers(field) || traitsOf(field).computed || field.options.unique) continue
    if (isEmpty(stays[name]) && !isEmpty(gone[name]) && !sameValue(stays[name], gone[name])) filled[name] = gone[name]
  }
  return filled
}
