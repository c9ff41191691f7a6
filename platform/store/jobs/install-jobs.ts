import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

export const jobsSchema = 'lianke_jobs'
/** graphile-worker narrates on the console unless told otherwise; its worker's turns are told by our own log. */
export const quiet = new Logger(() => () => undefined)

/** Makes or upgrades the queue's own schema. Safe to run by several processes at once. */
export const installJobs = async (databaseUrl: string): Promise<void> => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  try {
    const client = await pool.connect()
    try {
      await client.query("select pg_advisory_lock(hashtext('lianke.jobs'))")
      await runMigrations({ connectionString: databaseUrl, schema: jobsSchema, logger: quiet })
    } finally {
      await client.query("select pg_advisory_unlock(hashtext('lianke.jobs'))")
      client.release()
    }
  } finally {
    await pool.end()
  }
}
