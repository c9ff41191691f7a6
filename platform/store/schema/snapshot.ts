import type { Model } from '../../model/model/model.ts'
import { print } from './identifier.ts'
import { type Migration, tenantMigrations } from './migrations.ts'
import { laterMigrations, shapeOf, versionOf } from './shape.ts'

/** The storage shape of a release, kept in the repository beside the definitions it was read from. */
export interface Snapshot {
  /** Goes up with every change. */
  readonly number: number
  readonly version: string
  readonly tables: Readonly<
    Record<string, { readonly columns: Readonly<Record<string, string>>; readonly indexes: readonly string[] }>
  >
  /** Migration → print of its text. */
  readonly migrations: Readonly<Record<string, string>>
}

/** The snapshot of the definitions as they are. */
export const takeSnapshot = async (model: Model, engineMigrations: readonly Migration[], number: number): Promise<Snapshot> => {
  const shape = [...shapeOf(model)].sort((a, b) => (a.table < b.table ? -1 : 1))
  const migrations = [...(await tenantMigrations()), ...laterMigrations(model, engineMigrations)]
  return {
    number,
    version: versionOf(shape, migrations),
    tables: Object.fromEntries(
      shape.map(({ table, columns, indexes }) => [
        table,
        {
          columns: Object.fromEntries(columns),
          indexes: indexes.map(({ unique, body }) => `${unique ? 'unique ' : ''}${body}`).sort(),
        },
      ]),
    ),
    migrations: Object.fromEntries(migrations.map(({ id, sql }) => [id, print(sql, 16)])),
  }
}

/** What differs, in lines; empty when nothing. */
export const compareSnapshots = (before: Snapshot, after: Snapshot): string[] => {
  const lines: string[] = []
  const compare = (what: string, old: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>) => {
    for (const key of Object.keys(now)) if (!(key in old)) lines.push(`+ ${what} ${key} ${now[key]}`)
    for (const key of Object.keys(old)) if (!(key in now)) lines.push(`- ${what} ${key} ${old[key]}`)
    for (const key of Object.keys(now))
      if (key in old && old[key] !== now[key]) lines.push(`~ ${what} ${key} ${old[key]} → ${now[key]}`)
  }
  for (const table of new Set([...Object.keys(before.tables), ...Object.keys(after.tables)])) {
    const [old, now] = [before.tables[table], after.tables[table]]
    if (!old) lines.push(`+ table ${table}`)
    else if (!now) lines.push(`- table ${table}`)
    else {
      compare(`column ${table}`, old.columns, now.columns)
      compare(
        `index ${table}`,
        Object.fromEntries(old.indexes.map((index) => [index, ''])),
        Object.fromEntries(now.indexes.map((index) => [index, ''])),
      )
    }
  }
  compare('migration', before.migrations, after.migrations)
  return lines
}
