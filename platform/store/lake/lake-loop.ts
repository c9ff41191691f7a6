import type { Reader } from '../facts/run-readers.ts'
import { buildModel } from '../../model/model/model.ts'
import type { Platform } from '../../platform.ts'
import { copyToLake, factsPerBlockMax, lakeReader } from './lake-reader.ts'
import { syncLakeSchema } from './sync-lake-schema.ts'

const restMs = 400

/** The lake's reader for the loop of readers. Small rests let blocks grow: ClickHouse likes few large ones. */
export const lakeLoop = (platform: Platform, { identified }: { readonly identified: boolean }): Reader => {
  let tables: Promise<void> | null = null
  return {
    name: lakeReader,
    cursor: lakeReader,
    restMs,
    turn: async (tenant) => {
      const { database, lake } = platform
      // Tables follow the release, not the tenant: an administrator's fields lie in a column that is always there.
      tables ??= syncLakeSchema(lake, buildModel(platform.modules)).catch((error: unknown) => {
        tables = null
        throw error
      })
      await tables
      const { handled, more, retryAt } = await copyToLake({
        database,
        lake,
        model: await platform.model(tenant),
        tenant,
        identified,
      })
      return { more, nextAt: retryAt, full: handled >= factsPerBlockMax }
    },
  }
}
