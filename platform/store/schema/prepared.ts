import type { Connection, Database } from '../db/database.ts'
import { buildModel } from '../../model/model/model.ts'
import { loadOwnShape } from './customisation.ts'
import type { Release } from './migrate-tenants.ts'
import { homeMigrations, tenantMigrations } from './migrations.ts'
import { laterMigrations, shapeOf, versionOf } from './shape.ts'

const askEveryMs = 200
const prepareLock = `hashtext('lianke.prepare')`

const takes = async (connection: Connection): Promise<boolean> => {
  const [row] = await connection.query<{ locked: boolean }>({ text: `select pg_try_advisory_lock(${prepareLock}) as locked` })
  return row?.locked === true
}

/**
 * Runs what brings the stores to this release; one process at a time over all machines. The others ask again and again: a statement that waits
 * keeps a snapshot, for whose end a concurrent index would wait.
 */
export const whilePreparing = <T>(database: Database, run: () => Promise<T>): Promise<T> =>
  database.home.connection(async (connection) => {
    while (!(await takes(connection))) await new Promise((resolve) => setTimeout(resolve, askEveryMs))
    try {
      return await run()
    } finally {
      await connection.query({ text: `select pg_advisory_unlock(${prepareLock})` })
    }
  })

/** Is somebody preparing at this moment? */
export const isBeingPrepared = async (database: Database): Promise<boolean> => {
  const [row] = await database.home.query<{ free: boolean }>({
    text: `select pg_try_advisory_xact_lock_shared(${prepareLock}) as free`,
  })
  return row?.free !== true
}

/** What this release still misses in the database, in words; null: everything is there and may be served. */
export const whatIsMissing = async (database: Database, release: Release): Promise<string | null> => {
  const [there] = await database.home.query<{ home: boolean; queue: boolean }>({
    text: `select to_regclass('lianke.migration') is not null as home, to_regnamespace('lianke_jobs') is not null as queue`,
  })
  if (!there?.home) return 'the database is empty'
  if (!there.queue) return 'the queue of background work is not installed'
  const applied = await database.home.query<{ id: string }>({ text: 'select id from lianke.migration' })
  const known = new Set(applied.map(({ id }) => id))
  const home = (await homeMigrations()).find(({ id }) => !known.has(id))
  if (home) return `the database is of an older release (${home.id} is not applied)`
  const tenants = await database.home.query<{ id: string; status: string; schema_version: string | null }>({
    text: `select id, status, schema_version from lianke.tenant where status <> 'closed' order by id`,
  })
  if (tenants.length === 0) return 'there is no company yet'
  const first = await tenantMigrations()
  // A tenant whose upgrade failed is not served, and holds nobody up.
  for (const { id, schema_version } of tenants.filter(({ status }) => status === 'active' || status === 'upgrading')) {
    const model = buildModel(release.modules, await loadOwnShape(database, id))
    const later = laterMigrations(model, release.engineMigrations ?? [])
    if (schema_version !== versionOf(shapeOf(model), [...first, ...later])) return `tenant ${id} is of an older release`
  }
  return null
}

/** Whether everything is at this release and nobody's upgrade has failed: a start finds nothing to migrate. */
export const isSettled = async (database: Database, release: Release): Promise<boolean> => {
  if ((await whatIsMissing(database, release)) !== null) return false
  const waiting = await database.home.query({
    text: `select 1 from lianke.tenant where status not in ('active', 'closed') limit 1`,
  })
  return waiting.length === 0
}
