import { isSettled, openDatabase, proveSecret, whilePreparing } from '@lianke/platform'
import { installJobs } from '@lianke/platform/jobs'
import type { Config } from '@lianke/platform/runtime'
import { definitions } from '../definitions.ts'
import { bringUp, onStores, signInLines } from './prepare.ts'

/**
 * The second start and all later ones: where the stores are at this release already, the process that will serve them does what is left, and nothing
 * is loaded twice. Answers how to sign in; null where there is more to do, which `lianke prepare` does.
 */
export const preparedBefore = async (
  config: Config,
  say: (message: string) => void,
): Promise<{ readonly lines: readonly string[] } | null> => {
  const database = openDatabase({ url: config.databaseUrl as string, max: 2 })
  try {
    if (!(await isSettled(database, { modules: definitions }))) return null
    await proveSecret(database, config.secret)
    return await whilePreparing(database, async () => {
      await installJobs(config.databaseUrl as string)
      return onStores(config, async (platform) => {
        await bringUp(platform, config, say)
        return { lines: await signInLines(platform.database, config) }
      })
    })
  } finally {
    await database.close()
  }
}
