import type { Reader } from '../facts/run-readers.ts'
import type { Platform } from '../platform.ts'
import { copyToLake, lakeReader } from './lake-reader.ts'

const restMs = 150

/** The lake's reader for the loop of readers. Small rests let blocks grow: ClickHouse likes few large ones. */
export const lakeLoop = (platform: Platform, { identified }: { readonly identified: boolean }): Reader => ({
  name: lakeReader, cursor: lakeReader, restMs,
  turn: async (tenant) => {
    const { database, lake } = platform
    const { more, retryAt } = await copyToLake({ database, lake, model: await platform.model(tenant), tenant, identified })
    return { more, nextAt: retryAt }
  },
})
