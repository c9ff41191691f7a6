import { Refusal } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import { ident } from '../../store/db/sql.ts'
import type { ModelObject } from '../model/model.ts'
import type { OwnNumber } from './auto-number.ts'
import { copyRows, namesIn } from './copy-rows.ts'
import { columnsOf, toColumns } from './row-codec.ts'
import { columnType, rowSet } from './row-set.ts'
import type { Unit } from './unit.ts'

const isUnique = (error: unknown): error is { code: string; table?: string; constraint?: string; detail?: string } =>
  typeof error === 'object' && error !== null && (error as { code?: string }).code === '23505'

/** A unique key that is taken names the field, never the record that holds it (it may be hidden). */
const duplicate = (object: ModelObject, error: { detail?: string }): Refusal => {
  const inKey = /Key \((.*?)\)=/.exec(error.detail ?? '')?.[1] ?? ''
  const fields = [...object.fields.keys()].filter((name) => new RegExp(`(^|[^a-z0-9_])${name}([^a-z0-9_]|$)`).test(inKey))
  return new Refusal('record.duplicate', {
    status: 409,
    params: { object: object.name, fields },
    problems: fields.map((field) => ({ path: `/${field}`, code: 'field.duplicate', params: { field } })),
  })
}

/** How a failure to write rows of these objects is told. */
const duplicateOf =
  (objects: readonly ModelObject[]) =>
  (error: unknown): unknown => {
    const [first] = objects
    if (!isUnique(error) || !first) return error
    // Citus names the key alone where it copied the rows; keys are named after their table.
    const { table: told = '', constraint = '' } = error
    const of = objects.find(({ table }) => table === told) ?? objects.find(({ table }) => constraint.startsWith(`${table}_`))
    return duplicate(of ?? first, error)
  }

/** Columns that are mostly the same in all rows of a set. */
const oftenSame = ['owner', 'created_by', 'created_at', 'updated_by', 'updated_at', 'version', 'deleted_at']
const worthLooking = 50

/** What is the same in all rows of a larger set is sent once, not in every row. */
const sameInAll = (rows: readonly Record<string, unknown>[]): string[] =>
  rows.length < worthLooking ? [] : oftenSame.filter((name) => rows.every((row) => row[name] === rows[0]?.[name]))

/** The insertion of complete rows of values (id and common columns included). */
const insertion = ({ object, rows, number }: NewRows): RawBuilder<unknown> => {
  const names = namesIn(rows)
  const encoded = rows.map((row) => toColumns(object, row))
  const same = sameInAll(encoded)
  const varying = columnsOf(object, names).filter((column) => !same.includes(column) && column !== number?.field)
  const once = same.map((name) => ({ name, value: encoded[0]?.[name] ?? null }))
  for (const row of encoded) for (const name of same) delete row[name]
  const into = sql.raw([...varying, ...same, ...(number ? [number.field] : [])].map(ident).join(', '))
  const values = sql.join([
    sql.raw(varying.map(ident).join(', ')),
    ...once.map(({ name, value }) => sql`${value}::${sql.raw(columnType(object, name))}`),
    ...(number ? [number.text(sql`(select value from taken)`)] : []),
  ])
  return sql`insert into ${sql.table(object.table)} (${into}) select ${values} from ${rowSet(object, varying, encoded)}`
}

export interface NewRows {
  readonly object: ModelObject
  readonly rows: readonly Record<string, unknown>[]
  /** Taken in the same statement; of a single row. */
  readonly number?: OwnNumber | null
}

/** From so many rows on the ways to the database weigh less than what is saved on each row. */
const copiedMin = 100

/**
 * Inserts the rows of several objects and what else belongs to them in one statement: a record and its lines cost one way to the database.
 * A large set without a number is copied. Answers the value of the counter, where a number was taken with them.
 */
export const insertTogether = async (
  unit: Unit,
  sets: readonly NewRows[],
  beside: RawBuilder<unknown> | null,
): Promise<number | null> => {
  const filled = sets.filter(({ rows }) => rows.length > 0)
  const number = filled.find((set) => set.number)?.number
  if (!number && filled.some(({ rows }) => rows.length >= copiedMin)) {
    for (const { object, rows } of filled) await copyRows(unit, object, rows, duplicateOf([object]))
    if (beside) unit.tx.send(beside)
    return null
  }
  const statements = [...filled.map(insertion), ...(beside ? [beside] : []), ...(number ? [sql`select value from taken`] : [])]
  const last = statements.pop()
  if (!last) return null
  const before = [
    ...(number ? [sql`taken as (${number.taking})`] : []),
    ...statements.map((statement, index) => sql`${sql.ref(`w${index}`)} as (${statement})`),
  ]
  const whole = before.length === 0 ? last : sql`with ${sql.join(before)} ${last}`
  const refuse = duplicateOf(filled.map(({ object }) => object))
  if (!number) {
    unit.tx.send(whole, refuse)
    return null
  }
  try {
    const [taken] = await unit.tx.query<{ value?: number }>(whole)
    return taken?.value === undefined ? null : Number(taken.value)
  } catch (error) {
    throw refuse(error)
  }
}

/** Inserts complete rows of one object. */
export const insertRows = async (unit: Unit, object: ModelObject, rows: readonly Record<string, unknown>[]): Promise<void> => {
  await insertTogether(unit, [{ object, rows }], null)
}

/** Writes changed values of rows that are locked by this unit; rows with the same set of changed fields go in one statement. */
export const updateRows = async (
  unit: Unit,
  object: ModelObject,
  rows: readonly { id: string; version: number; changes: Record<string, unknown> }[],
  { followed = false }: { readonly followed?: boolean } = {},
): Promise<void> => {
  const stamps = followed ? ['updated_at', 'version'] : ['updated_at', 'updated_by', 'version']
  const groups = new Map<string, (typeof rows)[number][]>()
  for (const row of rows) {
    const key = Object.keys(row.changes).sort().join(',')
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  for (const group of groups.values()) {
    const names = [...new Set([...Object.keys(group[0]?.changes ?? {}), ...stamps])]
    const set = sql.raw(
      columnsOf(object, names)
        .map((column) => `${ident(column)} = x.${ident(column)}`)
        .join(', '),
    )
    const encoded = group.map((row) =>
      toColumns(object, { ...row.changes, id: row.id, version: row.version, updated_at: unit.now, updated_by: unit.by }),
    )
    unit.tx.send(
      sql`update ${sql.table(object.table)} as t set ${set} from ${rowSet(object, ['id', ...columnsOf(object, names)], encoded)} where t.id = x.id`,
      duplicateOf([object]),
    )
  }
}
