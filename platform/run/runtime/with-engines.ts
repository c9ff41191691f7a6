import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { startAnalytics } from './analytics.ts'
import { startPostgres } from './postgres.ts'

/** Work of the command line: uses the engines that run (outside ones, or those of a running `lianke start`), else starts them for its own time. */
export const withEngines = async <T>(
  config: Config,
  work: (urls: { databaseUrl: string; clickhouseUrl: string }) => Promise<T>,
): Promise<T> => {
  const postgres = config.databaseUrl
    ? null
    : await startPostgres({ directory: join(config.data, 'postgres'), port: config.postgresPort })
  const running = config.clickhouseUrl ?? (await runningAnalytics(config))
  const analytics = running
    ? null
    : await startAnalytics({
        directory: join(config.data, 'lake'),
        port: config.clickhousePort,
        memoryMb: config.analyticsMemoryMb,
      })
  try {
    return await work({ databaseUrl: config.databaseUrl ?? postgres?.url ?? '', clickhouseUrl: running ?? analytics?.url ?? '' })
  } finally {
    await analytics?.stop()
    if (postgres && !postgres.adopted) await postgres.stop()
  }
}

const runningAnalytics = async (config: Config): Promise<string | null> => {
  const { readFile } = await import('node:fs/promises')
  const url = await readFile(join(config.data, 'lake', 'url'), 'utf8').catch(() => null)
  if (!url) return null
  const answers = await fetch(new URL('/ping', url.replace(/\/\/[^@]*@/, '//')), { signal: AbortSignal.timeout(1000) }).then(
    (response) => response.ok,
    () => false,
  )
  return answers ? url : null
}
