import { isBeingPrepared, openDatabase, owedAnalyticsStores, proveSecret, whatIsMissing } from '@lianke/platform'
import type { Config, Log } from '@lianke/platform/runtime'
import { definitions } from '../definitions.ts'
import { Misuse } from './commands/command.ts'

const askEveryMs = 2_000
const sayEveryMs = 15_000
const waitMsMax = 300_000

/**
 * Waits until the stores are at this release, and refuses in words when they do not become so: a process of roles never serves an unprepared
 * database. Machines that conclude (`engine`, `jobs`) also wait for the demo company and for an analytics store that is being made anew.
 */
export const untilPrepared = async (
  config: Config,
  { names, log, waitMs = waitMsMax }: { readonly names: readonly string[]; readonly log: Log; readonly waitMs?: number },
): Promise<void> => {
  const database = openDatabase({ url: config.databaseUrl as string, max: 2 })
  const concludes = names.some((name) => name !== 'http')
  const missing = async (): Promise<string | null> => {
    const found = await whatIsMissing(database, { modules: definitions })
    if (found) return found
    await proveSecret(database, config.secret)
    if (!concludes) return null
    const [owed] = await owedAnalyticsStores(database)
    if (owed) return `the analytics store of ${owed.tenant} has to be made anew (${owed.reason})`
    return (await isBeingPrepared(database)) ? 'it is being prepared at this moment' : null
  }
  try {
    const until = Date.now() + waitMs
    for (let said = 0; ; ) {
      const found = await missing()
      if (found === null) return
      const what = `the database is not ready for this release: ${found}. Run \`lianke prepare\` once, with the same settings`
      if (Date.now() - said >= sayEveryMs) {
        said = Date.now()
        log.warn(what)
      }
      if (Date.now() >= until) throw new Misuse(what)
      await new Promise((resolve) => setTimeout(resolve, Math.min(askEveryMs, waitMs)))
    }
  } finally {
    await database.close()
  }
}
