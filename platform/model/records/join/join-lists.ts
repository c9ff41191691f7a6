import { type Row, traitsOf } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../../model/model.ts'
import { writeFollowed } from '../follow-change.ts'
import { fromColumns } from '../row-codec.ts'
import type { Unit } from '../unit.ts'
import { type MovedRow, type Pair, rowsPerStatementMax } from './pairs.ts'

/** A field that names several records. */
interface ListField {
  readonly object: ModelObject
  readonly via: string
  /** Kept by hand in JSON: who is always in, or never. */
  readonly json: boolean
}

/** Fields of any object that name several records of this one, lists that are kept by hand among them. */
export const listsOf = (unit: Unit, object: ModelObject): ListField[] =>
  [...unit.model.objects.values()].flatMap((holder) => [
    ...[...holder.fields].flatMap(([via, field]) => {
      const { target, many } = traitsOf(field)
      const to = target && many && 'option' in target ? field.options[target.option] : undefined
      return to === object.name ? [{ object: holder, via, json: false }] : []
    }),
    ...(holder.definition.holds ?? []).flatMap((held) =>
      held.kind === 'records' ? [{ object: holder, via: held.field, json: true }] : [],
    ),
  ])

export const idsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** Records whose list names one of these, locked; deleted ones too. */
export const naming = async (
  unit: Unit,
  { object, via, json }: ListField,
  { ids, after }: { readonly ids: readonly string[]; readonly after: string | null },
): Promise<Row[]> => {
  const named = json
    ? sql`jsonb_typeof(${sql.ref(via)}) = 'array' and ${sql.ref(via)} ?| ${[...ids]}::text[]`
    : sql`${sql.ref(via)} && ${[...ids]}::uuid[]`
  const found = await unit.tx.query(
    sql`select * from ${sql.table(object.table)} where ${named} and (${after}::uuid is null or id > ${after}::uuid) order by id limit ${rowsPerStatementMax} for update`,
  )
  return found.map((columns) => fromColumns(object, columns))
}

/** Lists that name who gives way name who stays, once; a list that keeps somebody out goes on keeping him out. */
export const joinLists = async (unit: Unit, object: ModelObject, pairs: readonly Pair[]): Promise<MovedRow[]> => {
  const moved: MovedRow[] = []
  const keptOf = new Map(pairs.map(({ kept, gone }) => [gone, kept]))
  for (const list of listsOf(unit, object))
    for (let after: string | null = null; ; ) {
      const rows: Row[] = await naming(unit, list, { ids: [...keptOf.keys()], after })
      await writeFollowed(
        unit,
        list.object,
        rows.map((before) => ({
          before,
          moved: { [list.via]: [...new Set(idsIn(before[list.via]).map((id) => keptOf.get(id) ?? id))] },
        })),
      )
      for (const row of rows) {
        const named = new Set(idsIn(row[list.via]))
        for (const gone of named) {
          const kept = keptOf.get(gone)
          if (kept) moved.push({ object: list.object.name, via: list.via, id: row.id, gone, beside: named.has(kept) })
        }
      }
      if (rows.length < rowsPerStatementMax) break
      after = rows.at(-1)?.id ?? null
    }
  return moved
}
