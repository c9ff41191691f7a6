import { forgetOwedLake, rebuildLake } from '@lianke/platform'
import { filePlace } from '../file-place.ts'
import { type CommandCall, Misuse } from './command.ts'
import { tenantOf, withPlatform } from './with-platform.ts'

/** `lianke rebuild lake`: ClickHouse made anew from PostgreSQL, beside what is in use. */
export const run = async ({ config, words, options }: CommandCall): Promise<'exit'> => {
  if (words[0] !== 'lake') throw new Misuse('say: lianke rebuild lake')
  await withPlatform(config, async (platform) => {
    const tenants = typeof options.tenant === 'string' ? [await tenantOf(platform, options.tenant)] : await platform.tenants()
    for (const tenant of tenants) {
      const tables = await rebuildLake({
        database: platform.database,
        lake: platform.lake,
        model: await platform.model(tenant),
        tenant,
        cold: filePlace(config).store,
      })
      for (const { table, postgres, lake } of tables) {
        console.log(`${tenant} ${table.padEnd(40)} ${postgres} rows${postgres === lake ? '' : `, but ${lake} in the lake`}`)
        if (postgres !== lake) process.exitCode = 1
      }
      if (tables.every(({ postgres, lake }) => postgres === lake)) await forgetOwedLake(platform.database, tenant)
    }
  })
  return 'exit'
}
