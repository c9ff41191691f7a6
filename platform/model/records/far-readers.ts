import type { Row } from '@lianke/kernel'
import { sql } from 'kysely'
import type { Model, ModelObject } from '../model/model.ts'
import { formulasOf } from './formulas.ts'
import { fromColumns, sameValue } from './row-codec.ts'
import type { Unit } from './unit.ts'

/** A record before and after a change; null where it was not there (new or deleted). */
export interface Touched {
  readonly before: Row | null
  readonly after: Row | null
}

/** Records of an object whose formulas read, through these references, some fields of the record that they lead to. */
interface FarReaders {
  readonly object: ModelObject
  readonly hops: readonly { readonly name: string; readonly to: ModelObject }[]
  readonly fields: ReadonlySet<string>
}
type Readers = ReadonlyMap<string, readonly FarReaders[]>
const kept = new WeakMap<Model, Readers>()

/** By the object that is read. */
const readersIn = (model: Model): Readers => {
  const known = kept.get(model)
  if (known) return known
  const all = new Map<string, { object: ModelObject; hops: FarReaders['hops']; fields: Set<string> }>()
  for (const object of model.objects.values())
    for (const { far } of formulasOf(object))
      for (const { path } of far)
        for (const index of path.hops.keys()) {
          const hops = path.hops.slice(0, index + 1)
          const key = `${object.name} ${hops.map(({ name }) => name).join('.')}`
          const group = all.get(key) ?? { object, hops, fields: new Set<string>() }
          group.fields.add(path.hops[index + 1]?.name ?? path.name)
          all.set(key, group)
        }
  const made = Map.groupBy(all.values(), ({ hops }) => hops.at(-1)?.to.name ?? '')
  kept.set(model, made)
  return made
}

const standing = (row: Row | null): Row | null => (row && (row.deleted_at ?? null) === null ? row : null)
const differs = (fields: ReadonlySet<string>, { before, after }: Touched): boolean => {
  const [was, is] = [standing(before), standing(after)]
  if (was === null || is === null) return was !== is
  return [...fields].some((name) => !sameValue(was[name], is[name]))
}

/** Who reads what has changed, with the ids of those records that changed for them. */
export const readersOf = (
  unit: Unit,
  object: ModelObject,
  touched: readonly Touched[],
): readonly { readonly readers: FarReaders; readonly ids: readonly string[] }[] =>
  (readersIn(unit.model).get(object.name) ?? []).flatMap((readers) => {
    const changed = touched.filter((one) => differs(readers.fields, one))
    const ids = [...new Set(changed.flatMap(({ before, after }) => (before ?? after)?.id ?? []))]
    return ids.length > 0 ? [{ readers, ids }] : []
  })

/**
 * Locks rows that read some records, in order of their ids; lines after their wholes. Deleted ones too: they come back as they would stand.
 * `after`: only those behind this id.
 */
export const lockReaders = async (
  unit: Unit,
  object: ModelObject,
  hops: readonly { readonly name: string; readonly to: Pick<ModelObject, 'table'> }[],
  asked: { readonly ids: readonly string[] | null; readonly after?: string | null; readonly limit: number },
): Promise<readonly Row[]> => {
  const joins = hops.slice(0, -1).map(({ name, to }, index) => {
    const from = index === 0 ? 't' : `h${index - 1}`
    return sql` join ${sql.table(to.table)} as ${sql.ref(`h${index}`)} on ${sql.ref(`h${index}.id`)} = ${sql.ref(`${from}.${name}`)}`
  })
  const last = `${hops.length > 1 ? `h${hops.length - 2}` : 't'}.${hops.at(-1)?.name ?? 'id'}`
  const which = asked.ids === null ? sql`true` : sql`${sql.ref(last)} = any(${[...asked.ids]}::uuid[])`
  const found = await unit.tx.query<{ id: string; whole: string | null }>(
    sql`select t.id, ${object.whole ? sql`${sql.ref(`t.${object.whole.via}`)}` : sql`null::uuid`} as whole from ${sql.table(object.table)} as t${joins.length > 0 ? sql.join(joins, sql``) : sql``}
      where ${which} and (${asked.after ?? null}::uuid is null or t.id > ${asked.after ?? null}::uuid) order by t.id limit ${asked.limit}`,
  )
  if (found.length === 0) return []
  const whole = object.whole && unit.model.objects.get(object.whole.object)
  if (whole)
    await unit.tx.query(
      sql`select 1 as one from ${sql.table(whole.table)} where id = any(${[...new Set(found.map((row) => row.whole))]}::uuid[]) order by id for update`,
    )
  const rows = await unit.tx.query(
    sql`select * from ${sql.table(object.table)} where id = any(${found.map(({ id }) => id)}::uuid[]) order by id for update`,
  )
  return rows.map((columns) => fromColumns(object, columns) as Row)
}
