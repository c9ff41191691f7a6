import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../store/db/open-database.ts'
import { installJobs } from '../store/jobs/install-jobs.ts'
import { startAnalytics } from '../run/runtime/analytics.ts'
import { startPostgres } from '../run/runtime/postgres.ts'
import { installHome } from '../store/schema/install-home.ts'
import { ownAnalytics, ownDatabase } from './own-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
    clickhouseUrl: string
  }
}

/** A server that somebody else runs. `DATABASE_URL` is not asked: it may be that of an installation. */
const { LIANKE_TEST_DATABASE_URL: givenPostgres, LIANKE_TEST_CLICKHOUSE_URL: givenAnalytics } = process.env

const openPostgres = async (directory: string) => {
  if (givenPostgres) return ownDatabase(givenPostgres)
  const { url, stop } = await startPostgres({ directory, throwAway: true })
  return { url, drop: () => stop(5000) }
}
const openAnalytics = async (directory: string) => {
  if (givenAnalytics) return ownAnalytics(givenAnalytics)
  const { url, stop } = await startAnalytics({ directory })
  return { url, drop: () => stop(5000) }
}

/** One PostgreSQL and one ClickHouse for the whole run: places of its own on given ones, or throw-away ones in a temporary directory. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), 'lianke-test-'))
  chmodSync(directory, 0o711) // the database's own user passes through it, so that its data lie inside and go with it
  const [postgres, analytics] = await Promise.all([
    openPostgres(join(directory, 'postgres')),
    openAnalytics(join(directory, 'lake')),
  ])
  const database = openDatabase({ url: postgres.url, max: 2 })
  await installHome(database)
  await database.close()
  await installJobs(postgres.url)
  project.provide('databaseUrl', postgres.url)
  project.provide('clickhouseUrl', analytics.url)
  return async () => {
    await Promise.all([postgres.drop(), analytics.drop()])
    rmSync(directory, { recursive: true, force: true })
  }
}
