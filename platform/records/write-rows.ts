import { refuse } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import { columnsOf, toColumns } from './row-codec.ts'
import type { Unit } from './unit.ts'

/** Rows of columns are sent as one JSON text and typed by the table itself: one parameter, one plan, any column type. */
const recordset = (object: ModelObject, rows: readonly Record<string, unknown>[]) =>
  sql`json_populate_recordset(null::${sql.table(object.table)}, ${JSON.stringify(rows)}::json)`

const isUnique = (error: unknown): error is { code: string; constraint?: string; detail?: string } =>
  typeof error === 'object' && error !== null && (error as { code?: string }).code === '23505'

/** A unique key that is taken names the field, never the record that holds it (it may be hidden). */
const refuseDuplicate = (object: ModelObject, error: { detail?: string }): never => {
  const inKey = /Key \((.*?)\)=/.exec(error.detail ?? '')?.[1] ?? ''
  const fields = [...object.fields.keys()].filter((name) => new RegExp(`(^|[^a-z0-9_])${name}([^a-z0-9_]|$)`).test(inKey))
  return refuse('record.duplicate', {
    status: 409,
    params: { object: object.name, fields },
    problems: fields.map((field) => ({ path: `/${field}`, code: 'field.duplicate', params: { field } })),
  })
}

const guarded = async <T>(object: ModelObject, run: () => Promise<T>): Promise<T> => {
  try {
    return await run()
  } catch (error) {
    if (isUnique(error)) refuseDuplicate(object, error)
    throw error
  }
}

/** Inserts complete rows of values (id and common columns included). */
export const insertRows = async (unit: Unit, object: ModelObject, rows: readonly Record<string, unknown>[]): Promise<void> => {
  if (rows.length === 0) return
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const columns = sql.join(
    columnsOf(object, names).map((column) => sql.ref(column)),
    sql`, `,
  )
  const encoded = rows.map((row) => toColumns(object, row))
  await guarded(object, () =>
    unit.tx.execute(
      sql`insert into ${sql.table(object.table)} (${columns}) select ${columns} from ${recordset(object, encoded)}`,
    ),
  )
}

/** Writes changed values of rows that are locked by this unit; rows with the same set of changed fields go in one statement. */
export const updateRows = async (
  unit: Unit,
  object: ModelObject,
  rows: readonly { id: string; version: number; changes: Record<string, unknown> }[],
): Promise<void> => {
  const groups = new Map<string, (typeof rows)[number][]>()
  for (const row of rows) {
    const key = Object.keys(row.changes).sort().join(',')
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  for (const group of groups.values()) {
    const names = [...Object.keys(group[0]?.changes ?? {}), 'updated_at', 'updated_by', 'version']
    const set = sql.join(
      columnsOf(object, names).map((column) => sql`${sql.ref(column)} = x.${sql.ref(column)}`),
      sql`, `,
    )
    const encoded = group.map((row) =>
      toColumns(object, { ...row.changes, id: row.id, version: row.version, updated_at: unit.now, updated_by: unit.by }),
    )
    await guarded(object, () =>
      unit.tx.execute(
        sql`update ${sql.table(object.table)} as t set ${set} from ${recordset(object, encoded)} as x where t.id = x.id`,
      ),
    )
  }
}
