import { sql } from 'kysely'
import type { ModelObject } from '../../model/model.ts'
import { writeFollowed } from '../follow-change.ts'
import { fromColumns } from '../row-codec.ts'
import type { Unit } from '../unit.ts'
import { type MovedRow, type Pair, rowsPerStatementMax } from './pairs.ts'

/** What is about who gives way, whatever it is, is about who stays: living records and deleted ones, a set a statement. */
export const joinAbouts = async (unit: Unit, object: ModelObject, pairs: readonly Pair[]): Promise<MovedRow[]> => {
  const keptOf = new Map(pairs.map(({ kept, gone }) => [gone, kept]))
  const moved: MovedRow[] = []
  for (const holder of unit.model.objects.values()) {
    const { about } = holder.definition.access ?? {}
    if (!about) continue
    for (;;) {
      const found = await unit.tx.query(
        sql`select * from ${sql.table(holder.table)} where ${sql.ref(about.object)} = ${object.name} and ${sql.ref(about.record)} = any(${[...keptOf.keys()]}::text[])
          order by id limit ${rowsPerStatementMax} for update`,
      )
      const rows = found.map((columns) => fromColumns(holder, columns))
      await writeFollowed(
        unit,
        holder,
        rows.map((before) => ({ before, moved: { [about.record]: keptOf.get(String(before[about.record])) ?? null } })),
      )
      moved.push(...rows.map((row) => ({ object: holder.name, via: about.record, id: row.id, gone: String(row[about.record]) })))
      if (rows.length < rowsPerStatementMax) break
    }
  }
  return moved
}
