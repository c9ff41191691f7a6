import type { Filter } from '@lianke/kernel'
import { analyticsPosition, type EngineHost, type AnalyticsAccess, sampleOfFilter } from '@lianke/platform'

const sampleMax = 10

/** How many a filter would have, and some of them, in one question to the analytics store; `as_of`: what it held then. `access`: as far as somebody may see and ask. */
export const previewSegment = async (
  host: Pick<EngineHost, 'platform' | 'tenant' | 'now' | 'zone'>,
  filter: Filter,
  access?: AnalyticsAccess,
): Promise<{ count: number; sample: string[]; as_of: string }> => {
  const model = await host.platform.model(host.tenant)
  const given = {
    model,
    filter: { now: host.now(), zone: await host.zone(), region: model.phoneRegion, me: null, team: [], teamAndBelow: [] },
    ...access,
  }
  const { database } = host.platform
  const as_of = await analyticsPosition({ query: (statement) => database.query(host.tenant, statement) })
  const { sql, params } = sampleOfFilter(given, filter, sampleMax)
  const [found] = await host.platform.analytics.query<{ count: number; sample: string[] }>(host.tenant, sql, params)
  return { count: Number(found?.count ?? 0), sample: found?.sample ?? [], as_of }
}
