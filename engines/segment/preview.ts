import type { Filter } from '@lianke/kernel'
import { countOfFilter, type EngineHost, type LakeStatement, personsOfFilter } from '@lianke/platform'

const sampleMax = 10

/** How many a filter would have, and some of them: one question to the lake each. */
export const previewSegment = async (
  host: Pick<EngineHost, 'platform' | 'tenant' | 'now' | 'zone'>,
  filter: Filter,
): Promise<{ count: number; sample: string[] }> => {
  const given = {
    model: await host.platform.model(host.tenant),
    filter: { now: host.now(), zone: await host.zone(), me: null, team: [], teamAndBelow: [] },
  }
  const ask = <R>({ sql, params }: LakeStatement, tail = '') => host.platform.lake.query<R>(host.tenant, `${sql}${tail}`, params)
  const [counted, sample] = await Promise.all([
    ask<{ count: number }>(countOfFilter(given, filter)),
    ask<{ id: string }>(personsOfFilter(given, filter), ` limit ${sampleMax}`),
  ])
  return { count: Number(counted[0]?.count ?? 0), sample: sample.map((row) => row.id) }
}
