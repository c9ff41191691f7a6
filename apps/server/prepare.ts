import { flushCompileCache } from 'node:module'
import { identityReader } from '@lianke/kernel'
import {
  buildModel,
  type Database,
  installHome,
  leaveProof,
  makeCursors,
  migrateTenants,
  noteLostAnalyticsStores,
  openDatabase,
  openPlatform,
  type Platform,
  payOwedAnalyticsStores,
  proveSecret,
  syncAnalyticsSchema,
  whilePreparing,
} from '@lianke/platform'
import { isFresh } from '@lianke/platform/http'
import { installJobs } from '@lianke/platform/jobs'
import type { Config } from '@lianke/platform/runtime'
import { demoSignIn } from '@lianke/tooling/demo-sign-in'
import { definitions } from '../definitions.ts'
import { filePlace } from './file-place.ts'
import { setupLink } from './setup-link.ts'
import { firstTenant, isNew, makeTenant } from './first-tenant.ts'
import { upgradeEvents } from './upgrade-events.ts'
import { upgradeRoles } from './upgrade-roles.ts'

/**
 * Once per start, before anything serves: schema `lianke`, the queue, tenants at this release, the first tenant. `ready` is told the lines that say
 * how to sign in, and whether more is to come: the demo company fills while pages are served, but before any machine runs, because automations must take it for history.
 */
export const prepare = async (
  config: Config,
  say: (message: string) => void,
  ready: (lines: readonly string[], more: boolean) => Promise<void> | undefined,
): Promise<void> => {
  const databaseUrl = config.databaseUrl as string
  const database = openDatabase({ url: databaseUrl, max: 4 })
  try {
    await whilePreparing(database, async () => {
      await toThisRelease(database, config, say)
      await installJobs(databaseUrl)
      await fill(config, say, ready)
    })
  } finally {
    await database.close()
  }
}

/** Schema and tenants at this release; refuses first when the secret is not the one they were sealed with. */
const toThisRelease = async (database: Database, config: Config, say: (message: string) => void): Promise<void> => {
  await proveSecret(database, config.secret)
  await installHome(database)
  await leaveProof(database, config.secret)
  await migrateTenants(
    database,
    { modules: definitions },
    {
      told: ({ tenant, outcome, problem }) =>
        outcome !== 'current' && say(`tenant ${tenant} ${outcome}${problem ? `: ${problem}` : ''}`),
    },
  )
}

/** What is asked of stores whose tables are of this release: an analytics store that says what the ledger says, roles, descriptions of events. */
export const bringUp = async (platform: Platform, config: Config, say: (message: string) => void): Promise<void> => {
  await syncAnalyticsSchema(platform.analytics, buildModel(definitions))
  const stores = { ...platform, tenants: await platform.tenants() }
  await noteLostAnalyticsStores(stores)
  await payOwedAnalyticsStores({ ...stores, cold: filePlace(config).store, say })
  await upgradeRoles(platform, stores.tenants, say)
  await upgradeEvents(platform, stores.tenants, say)
}

/** How to sign in, or to set up what nobody has signed in to yet; `{url}` stands for the address. */
export const signInLines = async (database: Database, config: Config): Promise<readonly string[]> =>
  (await isFresh(database)) ? [`Set up          ${await setupLink(database, `{url}`)}`] : demoSignIn(database, config)

/** Opens the product on stores that are prepared no further than their tables, with few connections, for as long as `run` takes. */
export const onStores = async <T>(config: Config, run: (platform: Platform) => Promise<T>): Promise<T> => {
  const platform = await openPlatform({
    databaseUrl: config.databaseUrl as string,
    clickhouseUrl: config.clickhouseUrl as string,
    secret: config.secret,
    modules: definitions,
    connectionsMax: 4,
  })
  try {
    return await run(platform)
  } finally {
    await platform.close()
  }
}

/** Everything above the tables, and the first company where there is none. */
const fill = (
  config: Config,
  say: (message: string) => void,
  ready: (lines: readonly string[], more: boolean) => Promise<void> | undefined,
): Promise<void> =>
  onStores(config, async (platform) => {
    await bringUp(platform, config, say)
    if (await isNew(platform.database)) await makeFirst(platform, config, say, ready)
    await ready(await signInLines(platform.database, config), false)
  })

const makeFirst = async (
  platform: Platform,
  config: Config,
  say: (message: string) => void,
  ready: (lines: readonly string[], more: boolean) => Promise<void> | undefined,
): Promise<void> => {
  const share = (whole: number) => Math.round(whole * config.demoSize)
  say('making the first company')
  await makeTenant(platform, { id: firstTenant, name: 'Lianke' })
  if (config.demo) {
    const { loadDemo } = await import('@lianke/tooling/demo')
    const signable = async () => {
      flushCompileCache() // the processes that start now load mostly what was loaded here
      await ready(await demoSignIn(platform.database, config), true)
    }
    await loadDemo(platform, firstTenant, {
      persons: share(6000),
      orders: share(20_000),
      events: share(200_000),
      ...(config.demoPassword === null ? {} : { password: config.demoPassword }),
      say: (step) => say(`loading the demo company: ${step}`),
      signable,
    })
  }
  // The demo is history: automations begin after it, mirrors and search still read all of it.
  await makeCursors(platform.database, firstTenant, { reader: identityReader, from: 'now' })
}
