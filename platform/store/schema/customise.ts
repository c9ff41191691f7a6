import { type Field, type ObjectDefinition, optionsIn, refuse, tableOf } from '@lianke/kernel'
import type { Database, Transaction } from '../db/database.ts'
import { ident } from '../db/sql.ts'
import { fieldStorages } from '../../model/field-types/index.ts'
import { applySteps } from './apply.ts'
import { checkCustomField, checkCustomObject } from './custom-definition.ts'
import { define } from './define.ts'
import { type Note, note, refuseStale } from './definition-change.ts'
import { archivedName } from './hidden-name.ts'
import { publishing } from './publish.ts'
import type { Step } from './plan.ts'
import { fieldIndexes } from './object-indexes.ts'
import { withSchemaLock } from './schema-lock.ts'
import { tableShape } from './shape.ts'
import { objectComment, shapeDdl } from './table-ddl.ts'

const fieldsMax = 200
const objectsMax = 100

export interface CustomField {
  readonly on: string
  readonly name: string
  readonly field: Field
}
interface FieldRow {
  readonly field: Field
  readonly archived_at: string | null
  readonly version: number
}
const lookAgain = (database: Database, tenant: string) =>
  database.home.query({ text: 'update lianke.tenant set schema_version = null where id = $1', values: [tenant] })
/** One change of a tenant's schema at a time, upgrades among them. */
const alone = <T>(database: Database, tenant: string, run: () => Promise<T>): Promise<T> =>
  database.connection(tenant, (connection) => withSchemaLock(connection, tenant, run))

/** Refuses `custom.object_unknown` unless the tenant has a table of this object. */
const checkObject = async (
  database: Pick<Transaction, 'query'> | { query: Transaction['query'] },
  object: string,
): Promise<void> => {
  const [found] = await database.query<{ ours: boolean }>({
    text: `select obj_description(to_regclass($1), 'pg_class') = $2 as ours`,
    values: [ident(tableOf(object)), objectComment(object)],
  })
  if (!found?.ours) refuse('custom.object_unknown', { params: { object } })
}
const checkPointers = async (tx: Transaction, field: Field, self?: string): Promise<void> => {
  for (const object of [field.options.to, field.options.child])
    if (typeof object === 'string' && object !== self) await checkObject(tx, object)
}

type AddColumn = Extract<Step, { readonly kind: 'add_column' }>
const columnSteps = (table: string, name: string, field: Field): AddColumn[] =>
  fieldStorages[field.type]
    .columns(name, field.options)
    .map(({ name: column, type }) => ({ kind: 'add_column', table, column, type }))

/**
 * Adds a field to any object of the tenant: columns and indexes first, then the definition, so that nobody sees a field without its column.
 * Refuses `custom.bad_name`, `custom.bad_definition`, `custom.exists`, `custom.object_unknown`, `custom.too_many`.
 */
export const addCustomField = async (
  database: Database,
  tenant: string,
  { on, name, field: given }: CustomField,
  by: string | null = null,
): Promise<void> => {
  const field = checkCustomField(name, given)
  await alone(database, tenant, () => addField(database, tenant, { on, name, field }, by))
}

const addField = async (
  database: Database,
  tenant: string,
  { on, name, field }: CustomField,
  by: string | null,
): Promise<void> => {
  const table = tableOf(on)
  await database.transaction(tenant, async (tx) => {
    await checkObject(tx, on)
    await checkPointers(tx, field)
    await checkFree(tx, on, name)
    // A column without a definition is what an addition that broke off left behind.
    for (const { column } of columnSteps(table, name, field)) {
      await tx.script(`alter table ${ident(table)} drop column if exists ${ident(column)}`)
    }
  })
  await lookAgain(database, tenant)
  const indexes = fieldIndexes(table, name, field).map((index): Step => ({ kind: 'add_index', table, index }))
  await applySteps(database, tenant, [...columnSteps(table, name, field), ...indexes], { today: '', zone: '' })
  await database.transaction(tenant, async (tx) => {
    await tx.execute({
      text: 'insert into custom_field (object, name, field, created_by) values ($1, $2, $3, $4)',
      values: [on, name, JSON.stringify(field), by],
    })
    await note(tx, { object: on, field: name, kind: 'added', before: null, after: { ...field } }, { by })
    await tx.query(publishing(tx.tenant))
  })
}

const checkFree = async (tx: Transaction, on: string, name: string): Promise<void> => {
  const [row] = await tx.query<{ taken: boolean; count: number }>({
    text: `select exists (select 1 from custom_field where object = $1 and name = $2) as taken, (select count(*) from custom_field where object = $1) as count`,
    values: [on, name],
  })
  if (row?.taken) refuse('custom.exists', { status: 409, params: { name: `${on}.${name}` } })
  if ((row?.count ?? 0) >= fieldsMax) refuse('custom.too_many', { params: { max: fieldsMax } })
}

/** Changes label and options; type, target and uniqueness stay. Choices may be added and archived, never removed. */
export const changeCustomField = async (
  database: Database,
  tenant: string,
  { on, name, field: given }: CustomField,
  noted: Note = {},
): Promise<void> => {
  const field = checkCustomField(name, given)
  await alone(database, tenant, () => changeField(database, tenant, { on, name, field }, noted))
}

const changeField = async (database: Database, tenant: string, { on, name, field }: CustomField, noted: Note): Promise<void> => {
  const old = await database.transaction(tenant, async (tx) => {
    const before = await storedField(tx, on, name)
    await refuseStale(tx, { on, name, now: before.version }, noted.version ?? before.version)
    checkSameNature(before.field, field)
    await tx.execute({
      text: 'update custom_field set field = $3, version = version + 1 where object = $1 and name = $2',
      values: [on, name, JSON.stringify(field)],
    })
    await note(tx, { object: on, field: name, kind: 'defined', before: { ...before.field }, after: { ...field } }, noted)
    await tx.query(publishing(tx.tenant))
    return before.field
  })
  const table = tableOf(on)
  const had = new Set(fieldIndexes(table, name, old).map((index) => index.name))
  const wanted = fieldIndexes(table, name, field)
  const names = new Set(wanted.map((index) => index.name))
  await lookAgain(database, tenant)
  await applySteps(
    database,
    tenant,
    [
      ...wanted.filter((index) => !had.has(index.name)).map((index): Step => ({ kind: 'add_index', table, index })),
      ...[...had].filter((index) => !names.has(index)).map((index): Step => ({ kind: 'drop_index', table, name: index })),
    ],
    { today: '', zone: '' },
  )
}

const checkSameNature = (before: Field, after: Field): void => {
  const kept = ['to', 'result', 'scale', 'unique', 'child', 'via', 'measure', 'of'] as const
  if (before.type !== after.type || kept.some((key) => (before.options[key] ?? null) !== (after.options[key] ?? null)))
    refuse('custom.fixed_nature')
  const values = (field: Field) => optionsIn(field.options).map(({ value }) => value)
  const now = new Set(values(after))
  const missing = values(before).filter((value) => !now.has(value))
  if (missing.length > 0) refuse('custom.option_removed', { params: { options: missing.join(', ') } })
}

const storedField = async (tx: Transaction, on: string, name: string): Promise<FieldRow> => {
  const [row] = await tx.query<FieldRow>({
    text: 'select field, archived_at, version from custom_field where object = $1 and name = $2 for update',
    values: [on, name],
  })
  return row ?? refuse('custom.field_unknown', { status: 404, params: { name: `${on}.${name}` } })
}

/** Takes a field away from screens and API and keeps its values. Archiving twice is no fault. */
export const archiveCustomField: MoveField = (database, tenant, on, name, noted = {}) =>
  moveField(database, tenant, { on, name, archive: true }, noted)
/** Brings an archived field back with its values. */
export const restoreCustomField: MoveField = (database, tenant, on, name, noted = {}) =>
  moveField(database, tenant, { on, name, archive: false }, noted)
type MoveField = (database: Database, tenant: string, on: string, name: string, noted?: Note) => Promise<void>

interface Move {
  readonly on: string
  readonly name: string
  readonly archive: boolean
}
const moveField = (database: Database, tenant: string, { on, name, archive }: Move, noted: Note): Promise<void> =>
  alone(database, tenant, () =>
    database.transaction(tenant, async (tx) => {
      const row = await storedField(tx, on, name)
      if ((row.archived_at !== null) === archive) return
      const [titled] = await tx.query({
        text: `select 1 as one from custom_object where name = $1 and definition ->> 'title' = $2`,
        values: [on, name],
      })
      if (titled && archive) refuse('custom.is_title', { params: { name } })
      if (!archive) await checkPointers(tx, row.field, on)
      const renames = fieldStorages[row.field.type].columns(name, row.field.options).map(({ name: column }) => {
        const [from, to] = archive ? [column, archivedName(column)] : [archivedName(column), column]
        return `alter table ${ident(tableOf(on))} rename column ${ident(from)} to ${ident(to)};`
      })
      await define(tx, `set local lock_timeout to '5s'; ${renames.join('\n')}`)
      await tx.execute({
        text: `update custom_field set archived_at = ${archive ? 'now()' : 'null'}, version = version + 1 where object = $1 and name = $2`,
        values: [on, name],
      })
      const states = archive ? { before: { ...row.field }, after: null } : { before: null, after: { ...row.field } }
      await note(tx, { object: on, field: name, kind: archive ? 'archived' : 'restored', ...states }, noted)
      await tx.query(publishing(tx.tenant))
    }),
  )

/** Adds an object with its fields and its table. Refuses like {@link addCustomField}. */
export const addCustomObject = async (
  database: Database,
  tenant: string,
  given: ObjectDefinition,
  by: string | null = null,
): Promise<void> => {
  const definition = checkCustomObject(given)
  const fields = Object.entries(definition.fields)
  const shape = tableShape({
    name: definition.name,
    table: tableOf(definition.name),
    definition,
    fields: new Map(fields),
  })
  await alone(database, tenant, () =>
    database.transaction(tenant, async (tx) => {
      const [row] = await tx.query<{ taken: boolean; count: number }>({
        text: 'select exists (select 1 from custom_object where name = $1) as taken, (select count(*) from custom_object) as count',
        values: [definition.name],
      })
      if (row?.taken) refuse('custom.exists', { status: 409, params: { name: definition.name } })
      if ((row?.count ?? 0) >= objectsMax) refuse('custom.too_many', { params: { max: objectsMax } })
      for (const [, field] of fields) await checkPointers(tx, field, definition.name)
      await define(tx, shapeDdl(shape))
      await tx.execute({
        text: 'insert into custom_object (name, definition, created_by) values ($1, $2, $3)',
        values: [definition.name, JSON.stringify({ ...definition, fields: {} }), by],
      })
      await tx.execute({
        text: 'insert into custom_field (object, name, field, created_by) select $1, x.name, x.field, $3::uuid from json_to_recordset($2::json) as x(name text, field jsonb)',
        values: [definition.name, JSON.stringify(fields.map(([name, field]) => ({ name, field }))), by],
      })
      await tx.query(publishing(tx.tenant))
    }),
  )
  await lookAgain(database, tenant)
}

/** Takes an object away from screens and API and keeps its records. Refuses `custom.pointed_at` while fields of others point to it. */
export const archiveCustomObject = (database: Database, tenant: string, object: string): Promise<void> =>
  moveObject(database, tenant, object, true)
/** Brings an archived object back with its records. */
export const restoreCustomObject = (database: Database, tenant: string, object: string): Promise<void> =>
  moveObject(database, tenant, object, false)

const moveObject = (database: Database, tenant: string, object: string, archive: boolean): Promise<void> =>
  alone(database, tenant, () =>
    database.transaction(tenant, async (tx) => {
      const [row] = await tx.query<{ archived_at: string | null }>({
        text: 'select archived_at from custom_object where name = $1 for update',
        values: [object],
      })
      if (!row) return refuse('custom.object_unknown', { status: 404, params: { object } })
      if ((row.archived_at !== null) === archive) return
      const [pointer] = await tx.query<{ name: string }>({
        text: `select f.object || '.' || f.name as name from custom_field f where f.object <> $1 and f.archived_at is null and $1 in (f.field #>> '{options,to}', f.field #>> '{options,child}') limit 1`,
        values: [object],
      })
      if (pointer && archive) refuse('custom.pointed_at', { params: { name: pointer.name } })
      const [shown, hidden] = [ident(tableOf(object)), ident(archivedName(tableOf(object)))]
      await define(
        tx,
        `set local lock_timeout to '5s'; alter table ${archive ? shown : hidden} rename to ${archive ? hidden : shown}`,
      )
      await tx.execute({
        text: `update custom_object set archived_at = ${archive ? 'now()' : 'null'} where name = $1`,
        values: [object],
      })
      await tx.query(publishing(tx.tenant))
    }),
  )
