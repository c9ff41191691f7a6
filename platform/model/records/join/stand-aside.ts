import type { FactInput, Row } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../../model/model.ts'
import { followChange, recomputeWritten } from '../follow-change.ts'
import { recordFact } from '../record-facts.ts'
import { fromColumns } from '../row-codec.ts'
import type { Unit } from '../unit.ts'

/** How the fact of each record is told: of whom, with what beside. */
export type Told = (row: Row) => Pick<FactInput, 'person'> & { readonly payload?: Readonly<Record<string, unknown>> }

const withMore = (fact: FactInput, told: ReturnType<Told>): FactInput => ({
  ...fact,
  person: told.person ?? null,
  payload: { ...fact.payload, ...told.payload },
})

/**
 * Records give way to others that stand in their place: they are gone like deleted ones, but nothing goes with them, for all that pointed to
 * them follows. What is counted over them is counted again.
 */
export const standAside = async (unit: Unit, object: ModelObject, rows: readonly Row[], told: Told): Promise<void> => {
  if (rows.length === 0) return
  await unit.tx.execute(
    sql`update ${sql.table(object.table)} set deleted_at = ${unit.now}, updated_at = ${unit.now}, version = version + 1
      where id = any(${rows.map(({ id }) => id)}::uuid[]) and deleted_at is null`,
  )
  for (const row of rows)
    unit.facts.push(withMore(recordFact('deleted', object, row, { version: (row.version ?? 0) + 1 }), told(row)))
  await followChange(
    unit,
    object,
    rows.map((before) => ({ before, after: null })),
  )
}

/** The way back of {@link standAside}. */
export const standAgain = async (unit: Unit, object: ModelObject, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  const found = await unit.tx.query(
    sql`update ${sql.table(object.table)} set deleted_at = null, updated_at = ${unit.now}, version = version + 1
      where id = any(${[...ids]}::uuid[]) and deleted_at is not null returning *`,
  )
  const rows = found.map((columns) => fromColumns(object, columns))
  for (const row of rows) unit.facts.push(recordFact('restored', object, row, { version: row.version ?? 1 }))
  await followChange(
    unit,
    object,
    rows.map((after) => ({ before: null, after })),
  )
  await recomputeWritten(
    unit,
    object,
    rows.map(({ id }) => id),
  )
}
