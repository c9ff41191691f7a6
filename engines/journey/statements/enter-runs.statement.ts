import { type Fact, segmentEntered, segmentLeft } from '@lianke/kernel'
import { newId, type Transaction } from '@lianke/platform'
import type { Ending, Graph, Reentry, Trigger } from '../rules/graph.rule.ts'
import { matchesPayload } from '../rules/match-payload.rule.ts'

export interface LiveVersion {
  readonly journey: string
  readonly version: number
  readonly graph: Graph
  readonly trigger: Trigger
  readonly reentry: Reentry
  readonly goal: Ending | null
  readonly exit: Ending | null
  /** New runs start in the newest version only. */
  readonly newest: boolean
  readonly state: 'running' | 'paused'
}
export interface Entry {
  readonly version: LiveVersion
  readonly person: string
  readonly key: string
  readonly cause: string | null
  readonly hops: number
}

/** Versions that still have, or may get, runs. */
export const liveVersions = (tx: Pick<Transaction, 'query'>): Promise<LiveVersion[]> =>
  tx.query<LiveVersion>({
    text: `select journey, version, graph, trigger, reentry, goal, exit, state, version = max(version) over (partition by journey) as newest
      from journey_version where state <> 'ended'`,
  })

/** Names of the facts a version can care about. */
export const listensTo = ({ trigger, goal, exit, graph }: LiveVersion): string[] => [
  ...(trigger.on === 'event'
    ? [trigger.event]
    : trigger.on === 'segment'
      ? [segmentEntered, segmentLeft]
      : trigger.on === 'record'
        ? [`${trigger.object}.${trigger.change}`]
        : []),
  ...(goal ? [goal.event] : []),
  ...(exit ? [exit.event] : []),
  ...graph.nodes.flatMap((node) => (typeof node.config?.event === 'string' ? [node.config.event] : [])),
]

const record = (fact: Fact, trigger: Trigger & { on: 'record' }): boolean =>
  fact.object === trigger.object &&
  fact.name === `${trigger.object}.${trigger.change}` &&
  (!trigger.fields?.length || trigger.fields.some((field) => fact.after && field in fact.after)) &&
  matchesPayload(trigger.where, fact.after ?? {})

/** Does this fact start a run? */
export const triggers = (trigger: Trigger, fact: Fact): boolean => {
  if (trigger.on === 'event') return fact.name === trigger.event && matchesPayload(trigger.where, fact.payload)
  if (trigger.on === 'segment')
    return fact.name === (trigger.change === 'entered' ? segmentEntered : segmentLeft) && fact.record === trigger.segment
  return trigger.on === 'record' && record(fact, trigger)
}
export const ends = (ending: Ending | null, fact: Fact): boolean =>
  ending !== null && fact.name === ending.event && matchesPayload(ending.where, { ...fact.after, ...fact.payload })

/** Entries of a set of facts, one per person and journey where two at once are not allowed. */
export const entriesOf = (versions: readonly LiveVersion[], facts: readonly Fact[]): Entry[] => {
  const entries: Entry[] = []
  const taken = new Set<string>()
  for (const version of versions) {
    if (!version.newest || version.state !== 'running') continue
    for (const fact of facts) {
      if (!fact.person || !triggers(version.trigger, fact)) continue
      const slot = `${version.journey} ${fact.person}`
      if (!version.reentry.parallel && taken.has(slot)) continue
      taken.add(slot)
      entries.push({
        version,
        person: fact.person,
        key: version.reentry.mode === 'once' ? 'once' : fact.id,
        cause: fact.id,
        hops: fact.hops,
      })
    }
  }
  return entries
}

/** Starts runs, one statement; who may not enter (again) is left out. Answers the runs made. */
export const enterRuns = async (
  sql: <R>(text: string, values: readonly unknown[]) => Promise<R[]>,
  entries: readonly Entry[],
  now: string,
): Promise<{ id: string; journey: string; version: number; person: string }[]> => {
  if (entries.length === 0) return []
  const rows = entries.map((entry) => ({
    id: newId(),
    journey: entry.version.journey,
    version: entry.version.version,
    person: entry.person,
    entry_key: entry.key,
    node: entry.version.graph.entry,
    cause: entry.cause,
    hops: entry.hops,
    mode: entry.version.reentry.mode,
    parallel: entry.version.reentry.parallel === true,
    days: entry.version.reentry.days ?? 0,
  }))
  return sql(
    `insert into journey_run (id, journey, version, person, entry_key, node, status, cause, hops, started_at, entered_at)
      select e.id, e.journey, e.version, e.person, e.entry_key, e.node, 'active', e.cause, e.hops, $2, $2
      from jsonb_to_recordset($1::jsonb) as e (id uuid, journey uuid, version integer, person uuid, entry_key text, node text, cause uuid, hops smallint,
        mode text, parallel boolean, days integer)
      where not exists (
        select 1 from journey_run r where r.person = e.person and r.journey = e.journey and (
          e.mode = 'once' or (not e.parallel and r.status <> 'ended')
          or (e.mode = 'after' and r.started_at > $2::timestamptz - make_interval(days => e.days))))
      on conflict (journey, version, person, entry_key) do nothing
      returning id, journey, version, person`,
    [JSON.stringify(rows), now],
  )
}
