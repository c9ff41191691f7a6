import { openDatabase, openPlatform, type Platform, proveSecret, whatIsMissing } from '@lianke/platform'
import { type Config, withEngines } from '@lianke/platform/runtime'
import { definitions } from '../../definitions.ts'
import { firstTenant } from '../first-tenant.ts'
import { Misuse } from './command.ts'

/** Opens the product for one command: on what runs, or on engines started for it. */
export const withPlatform = <T>(config: Config, work: (platform: Platform) => Promise<T>): Promise<T> =>
  withEngines(config, async (urls) => {
    await proved(urls.databaseUrl, config.secret)
    const platform = await openPlatform({ ...urls, secret: config.secret, modules: definitions, connectionsMax: 4 })
    try {
      return await work(platform)
    } finally {
      await platform.close()
    }
  })

/** A command with another secret would write what nobody can read. */
const proved = async (databaseUrl: string, secret: string): Promise<void> => {
  const database = openDatabase({ url: databaseUrl, max: 1 })
  try {
    const missing = await whatIsMissing(database, { modules: definitions })
    if (missing)
      throw new Misuse(`the database is not ready for this release: ${missing}. Run \`lianke start\` or \`lianke prepare\` once`)
    await proveSecret(database, secret)
  } finally {
    await database.close()
  }
}

/** The tenant named by `--tenant`, else the first one. */
export const tenantOf = async (platform: Platform, named: string | boolean | undefined): Promise<string> => {
  const tenants = await platform.tenants()
  const tenant = typeof named === 'string' ? named : firstTenant
  if (!tenants.includes(tenant))
    throw new Misuse(
      tenants.length ? `there is no tenant "${tenant}": ${tenants.join(', ')}` : 'there is no tenant yet: run lianke start once',
    )
  return tenant
}
