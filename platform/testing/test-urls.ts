import { inject } from 'vitest'
import './engines.setup.ts'

/** Where this run's PostgreSQL and ClickHouse listen. */
export const testUrls = (): { databaseUrl: string; clickhouseUrl: string } => ({
  databaseUrl: inject('databaseUrl'),
  clickhouseUrl: inject('clickhouseUrl'),
})
