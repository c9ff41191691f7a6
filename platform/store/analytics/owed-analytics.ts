import type { Database } from '../db/database.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Model } from '../../model/model/model.ts'
import type { Analytics } from './analytics.ts'
import { rebuildAnalytics } from './rebuild-analytics.ts'
import { syncAnalyticsSchema } from './sync-analytics-schema.ts'
import { lacksCopied } from './whole-store.ts'

/** A tenant whose part of the analytics store is not what the ledger says: nothing may be concluded from it. */
export interface OwedAnalytics {
  readonly tenant: string
  readonly reason: string
}

/** Served tenants whose part of the analytics store must be made anew before engines begin. */
export const owedAnalyticsStores = (database: Database): Promise<readonly OwedAnalytics[]> =>
  database.home.query<OwedAnalytics>({
    text: `select o.tenant, o.reason from lianke.owed_lake o join lianke.tenant t on t.id = o.tenant and t.status = 'active' order by o.tenant`,
  })

/** Marks the tenants whose part of the store is lost. */
export const noteLostAnalyticsStores = async (given: {
  readonly database: Database
  readonly analytics: Analytics
  readonly tenants: readonly string[]
}): Promise<void> => {
  for (const tenant of given.tenants)
    if (await lacksCopied({ ...given, tenant }))
      await given.database.home.query({
        text: `insert into lianke.owed_lake (tenant, reason) values ($1, 'lost') on conflict do nothing`,
        values: [tenant],
      })
}

/** The tenant's part of the store has been made anew. */
export const forgetOwedAnalytics = async (database: Database, tenant: string): Promise<void> => {
  await database.home.query({ text: 'delete from lianke.owed_lake where tenant = $1', values: [tenant] })
}

/** Makes what is owed anew; a mark goes when its tenant is whole. */
export const payOwedAnalyticsStores = async (given: {
  readonly database: Database
  readonly analytics: Analytics
  readonly tenants: readonly string[]
  readonly model: (tenant: string) => Promise<Model>
  readonly cold?: FileStore
  readonly say: (message: string) => void
}): Promise<void> => {
  const { database, analytics, cold, say } = given
  const known = new Set(given.tenants)
  for (const { tenant, reason } of await owedAnalyticsStores(database)) {
    if (!known.has(tenant)) continue
    say(`making the analytics store of ${tenant} anew (${reason})`)
    const model = await given.model(tenant)
    await syncAnalyticsSchema(analytics, model)
    const tables = await rebuildAnalytics({ database, analytics, model, tenant, ...(cold ? { cold } : {}) })
    const wrong = tables.filter((table) => table.postgres !== table.analytics)
    if (wrong.length > 0)
      throw new Error(
        `the analytics store of ${tenant} could not be made whole: ${wrong.map((one) => `${one.table} has ${one.analytics} of ${one.postgres} rows`).join(', ')}`,
      )
    await forgetOwedAnalytics(database, tenant)
    say(`the analytics store of ${tenant} is whole: ${tables.reduce((sum, { analytics: rows }) => sum + rows, 0)} rows`)
  }
}
