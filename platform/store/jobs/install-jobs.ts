import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { keptLocal } from '../schema/distributed.ts'

export const jobsSchema = 'lianke_jobs'
/** graphile-worker narrates on the console unless told otherwise; its worker's turns are told by our own log. */
export const quiet = new Logger(() => () => undefined)

/** Sessions of the queue. It makes its schema whenever it begins, where there is none: on Citus that stays on the coordinator. */
export const openJobsPool = (databaseUrl: string, max: number, lost: (problem: Error) => void): pg.Pool => {
  const pool = new pg.Pool({ connectionString: databaseUrl, max, application_name: 'lianke-jobs' })
  return pool.on('error', lost).on('connect', (client) => {
    client.on('error', lost)
    // Goes before whatever the session is taken for.
    client.query(keptLocal('session')).catch(lost)
  })
}

/** Makes or upgrades the queue's own schema. Safe to run by several processes at once. */
export const installJobs = async (databaseUrl: string): Promise<void> => {
  // Who uses a session that is lost is told so.
  const pool = openJobsPool(databaseUrl, 2, () => undefined)
  try {
    const client = await pool.connect()
    try {
      await client.query("select pg_advisory_lock(hashtext('lianke.jobs'))")
      await runMigrations({ pgPool: pool, schema: jobsSchema, logger: quiet })
    } finally {
      await client.query("select pg_advisory_unlock(hashtext('lianke.jobs'))")
      client.release()
    }
  } finally {
    await pool.end()
  }
}
