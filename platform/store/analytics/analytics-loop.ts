import type { Reader } from '../facts/run-readers.ts'
import { buildModel } from '../../model/model/model.ts'
import type { Platform } from '../../platform.ts'
import { copyToAnalytics, factsPerBlockMax, analyticsReader } from './analytics-reader.ts'
import { syncAnalyticsSchema } from './sync-analytics-schema.ts'

const restMs = 1000

/** The analytics store's reader for the loop of readers. Small rests let blocks grow: ClickHouse likes few large ones. */
export const analyticsLoop = (platform: Platform, { identified }: { readonly identified: boolean }): Reader => {
  let tables: Promise<void> | null = null
  return {
    name: analyticsReader,
    cursor: analyticsReader,
    restMs,
    turn: async (tenant) => {
      const { database, analytics } = platform
      // Tables follow the release, not the tenant: an administrator's fields lie in a column that is always there.
      tables ??= syncAnalyticsSchema(analytics, buildModel(platform.modules)).catch((error: unknown) => {
        tables = null
        throw error
      })
      await tables
      const { handled, more, retryAt } = await copyToAnalytics({
        database,
        analytics,
        model: await platform.model(tenant),
        tenant,
        identified,
      })
      return { more, nextAt: retryAt, full: handled >= factsPerBlockMax }
    },
  }
}
