import { openDatabase } from '@lianke/platform'
import { installJobs } from '@lianke/platform/jobs'
import { installHome } from '@lianke/platform'
import type { Config } from '@lianke/platform/runtime'

/** Once per start, before anything serves: schema `lianke`, the queue, tenants at this release, the first tenant. Answers the lines that say how to sign in. */
export const prepare = async (config: Config, _say: (message: string) => void): Promise<readonly string[]> => {
  const databaseUrl = config.databaseUrl as string
  const database = openDatabase({ url: databaseUrl, max: 3 })
  try {
    await installHome(database)
    await installJobs(databaseUrl)
    return []
  } finally {
    await database.close()
  }
}
