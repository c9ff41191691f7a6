import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { check } from '@lianke/kernel'

/** Numbered DDL that is never edited after a release. */
export interface Migration {
  readonly id: string
  readonly sql: string
}

const fileName = /^\d{4}-[a-z0-9-]+\.ts$/

/** The migrations of a folder, in the order of their file names; every file exports `id` (its own name without `.ts`) and `sql`. */
const migrationsIn = async (folder: string): Promise<readonly Migration[]> => {
  const names = (await readdir(folder)).filter((name) => fileName.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const { id, sql } = (await import(pathToFileURL(join(folder, name)).href)) as Partial<Migration>
      check(id === name.slice(0, -3) && typeof sql === 'string', `migration ${name} exports its id and its sql`)
      return { id, sql }
    }),
  )
}

/** The platform's own tables in every tenant. */
export const tenantMigrations = (): Promise<readonly Migration[]> => migrationsIn(join(import.meta.dirname, 'tenant-migrations'))
/** Tables of the installation, schema `lianke`. */
export const homeMigrations = (): Promise<readonly Migration[]> => migrationsIn(join(import.meta.dirname, 'home-migrations'))
