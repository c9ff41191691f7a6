import type { Database } from '@lianke/platform'
import { makeSetupToken } from '@lianke/platform/http'

/** Where the first administrator is made. Behind the number sign it reaches no log. The link before it dies. */
export const setupLink = async (database: Database, url: string): Promise<string> =>
  `${url}/setup#${await makeSetupToken(database)}`
