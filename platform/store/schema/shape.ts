import { fieldStorages } from '../../model/field-types/index.ts'
import type { Model, ModelObject } from '../../model/model/model.ts'
import { print } from './identifier.ts'
import type { Migration } from './migrations.ts'
import { type Index, objectIndexes } from './object-indexes.ts'

/** What a table of an object is made of. */
export interface TableShape {
  readonly object: string
  readonly table: string
  /** Column → type as PostgreSQL writes it. */
  readonly columns: ReadonlyMap<string, string>
  readonly indexes: readonly Index[]
}

/** PostgreSQL's own spelling, so that shapes and the catalog compare as texts. */
const spelled = (type: string): string => (type === 'timestamptz' ? 'timestamp with time zone' : type)

/** The columns that every table has, with what follows the type. */
export const commonColumnDdl: ReadonlyMap<string, readonly [type: string, rest: string]> = new Map([
  ['id', ['uuid', 'primary key']],
  ['owner', ['uuid', '']],
  ['created_by', ['uuid', '']],
  ['created_at', ['timestamp with time zone', 'not null default now()']],
  ['updated_by', ['uuid', '']],
  ['updated_at', ['timestamp with time zone', 'not null default now()']],
  ['version', ['integer', 'not null default 1']],
  ['deleted_at', ['timestamp with time zone', '']],
])

/** One object's table. */
export const tableShape = (object: Pick<ModelObject, 'name' | 'table' | 'definition' | 'fields'>): TableShape => {
  const columns = new Map([...commonColumnDdl].map(([name, [type]]) => [name, type]))
  for (const [name, field] of object.fields) {
    for (const column of fieldStorages[field.type].columns(name, field.options)) columns.set(column.name, spelled(column.type))
  }
  return { object: object.name, table: object.table, columns, indexes: objectIndexes(object) }
}

/** All tables of a model. */
export const shapeOf = (model: Model): readonly TableShape[] => [...model.objects.values()].map(tableShape)

/** The migrations of a release in the order of application: the platform's, then those of modules and engines. */
export const laterMigrations = (model: Model, engines: readonly Migration[]): readonly Migration[] => [
  ...model.modules.flatMap((module) => module.migrations ?? []),
  ...engines,
]

/** A print of everything that a tenant's schema must have to serve this model. */
export const versionOf = (shape: readonly TableShape[], migrations: readonly Migration[]): string =>
  print(
    JSON.stringify([
      shape.map(({ table, columns, indexes }) => [table, [...columns].sort(), indexes.map(({ name }) => name).sort()]).sort(),
      migrations.map(({ id }) => id).sort(),
    ]),
    16,
  )
