import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../store/db/open-database.ts'
import { installJobs } from '../store/jobs/install-jobs.ts'
import { startAnalytics } from '../run/runtime/analytics.ts'
import { startPostgres } from '../run/runtime/postgres.ts'
import { installHome } from '../store/schema/install-home.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
    clickhouseUrl: string
  }
}

/** One PostgreSQL and one ClickHouse for the whole run: given ones, or throw-away ones in a temporary directory. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = { databaseUrl: process.env.DATABASE_URL, clickhouseUrl: process.env.CLICKHOUSE_URL }
  const directory = mkdtempSync(join(tmpdir(), 'lianke-test-'))
  chmodSync(directory, 0o711) // the database's own user passes through it, so that its data lie inside and go with it
  const [postgres, analytics] = await Promise.all([
    given.databaseUrl ? null : startPostgres({ directory: join(directory, 'postgres'), throwAway: true }),
    given.clickhouseUrl ? null : startAnalytics({ directory: join(directory, 'lake') }),
  ])
  const databaseUrl = given.databaseUrl ?? postgres?.url ?? ''
  const database = openDatabase({ url: databaseUrl, max: 2 })
  await installHome(database)
  await database.close()
  await installJobs(databaseUrl)
  project.provide('databaseUrl', databaseUrl)
  project.provide('clickhouseUrl', given.clickhouseUrl ?? analytics?.url ?? '')
  return async () => {
    await Promise.all([postgres?.stop(5000), analytics?.stop(5000)])
    rmSync(directory, { recursive: true, force: true })
  }
}
