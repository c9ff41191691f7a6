import { openPlatform, type Platform } from '@lianke/platform'
import { type Config, withEngines } from '@lianke/platform/runtime'
import { definitions } from '../../definitions.ts'
import { firstTenant } from '../first-tenant.ts'
import { Misuse } from './command.ts'

/** Opens the product for one command: on what runs, or on engines started for it. */
export const withPlatform = <T>(config: Config, work: (platform: Platform) => Promise<T>): Promise<T> =>
  withEngines(config, async (urls) => {
    const platform = await openPlatform({ ...urls, secret: config.secret, modules: definitions, connectionsMax: 4 })
    try {
      return await work(platform)
    } finally {
      await platform.close()
    }
  })

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
