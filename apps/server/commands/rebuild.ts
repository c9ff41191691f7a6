import { forgetOwedAnalytics, rebuildAnalytics } from '@lianke/platform'
import { filePlace } from '../file-place.ts'
import { type CommandCall, Misuse } from './command.ts'
import { tenantOf, withPlatform } from './with-platform.ts'

/** `lianke rebuild analytics`: ClickHouse made anew from PostgreSQL, beside what is in use. */
export const run = async ({ config, words, options }: CommandCall): Promise<'exit'> => {
  // `lake` is what it was called before.
  if (words[0] !== 'analytics' && words[0] !== 'lake') throw new Misuse('say: lianke rebuild analytics')
  await withPlatform(config, async (platform) => {
    const tenants = typeof options.tenant === 'string' ? [await tenantOf(platform, options.tenant)] : await platform.tenants()
    for (const tenant of tenants) {
      const tables = await rebuildAnalytics({
        database: platform.database,
        analytics: platform.analytics,
        model: await platform.model(tenant),
        tenant,
        cold: filePlace(config).store,
      })
      for (const { table, postgres, analytics } of tables) {
        console.log(
          `${tenant} ${table.padEnd(40)} ${postgres} rows${postgres === analytics ? '' : `, but ${analytics} in the analytics store`}`,
        )
        if (postgres !== analytics) process.exitCode = 1
      }
      if (tables.every(({ postgres, analytics }) => postgres === analytics)) await forgetOwedAnalytics(platform.database, tenant)
    }
  })
  return 'exit'
}
