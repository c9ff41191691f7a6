import { openDatabase } from '../store/db/open-database.ts'
import { isDistributed } from '../store/schema/distributed.ts'
import { testUrls } from './test-urls.ts'

/** Is this run's PostgreSQL a Citus coordinator? */
export const onCitus = async (): Promise<boolean> => {
  const database = openDatabase({ url: testUrls().databaseUrl, max: 1 })
  try {
    return await isDistributed(database.home)
  } finally {
    await database.close()
  }
}
