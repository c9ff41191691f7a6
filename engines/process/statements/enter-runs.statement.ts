import { type Fact, personObject, type Reentry, segmentEntered, segmentLeft, type UnitOfWork } from '@lianke/kernel'
import { newId, type Transaction } from '@lianke/platform'
import type { Ending, Graph, Trigger } from '../rules/graph.rule.ts'
import { matchesPayload } from '../rules/match-payload.rule.ts'
import type { RunRow } from './write-runs.statement.ts'

export interface LiveVersion {
  readonly process: string
  readonly version: number
  readonly kind: string
  /** The object whose records walk. */
  readonly subject_object: string
  readonly graph: Graph
  readonly trigger: Trigger
  readonly condition: unknown
  readonly reentry: Reentry
  readonly goal: Ending | null
  readonly exit: Ending | null
  /** New runs start in the newest version only. */
  readonly newest: boolean
  readonly state: 'running' | 'paused' | 'stopped'
}
export interface Entry {
  readonly version: LiveVersion
  readonly subject: string
  readonly person: string | null
  readonly key: string
  readonly cause: string | null
  readonly hops: number
  /** The run that waits for it. */
  readonly parent?: string | null
  readonly state?: Readonly<Record<string, unknown>>
}
export interface EnteredRun {
  readonly id: string
  readonly process: string
  readonly version: number
  readonly subject: string
  readonly person: string | null
  readonly cause: string | null
  readonly hops: number
  readonly parent?: string | null
}

export const versionColumns = 'process, version, kind, subject_object, graph, trigger, condition, reentry, goal, exit, state'

/** Versions that still have, or may get, runs. */
export const liveVersions = (tx: Pick<Transaction, 'query'>): Promise<LiveVersion[]> =>
  tx.query<LiveVersion>({
    text: `select ${versionColumns}, version = max(version) over (partition by process) as newest from process_version where state <> 'ended'`,
  })

/** Names of the facts by which runs of a version begin. */
const beginsBy = ({ trigger }: LiveVersion): string[] =>
  trigger.on === 'event'
    ? [trigger.event]
    : trigger.on === 'segment'
      ? [segmentEntered, segmentLeft]
      : trigger.on === 'record'
        ? [`${trigger.object}.${trigger.change}`]
        : []
/** Names of the facts by which they go on or end. */
const goesOnBy = ({ goal, exit, graph, subject_object }: LiveVersion): string[] => [
  ...(goal ? [goal.event] : []),
  ...(exit ? [exit.event] : []),
  ...graph.nodes.flatMap((node) => (typeof node.config?.event === 'string' ? [node.config.event] : [])),
  `${subject_object}.deleted`,
]
/** Names of the facts a version can care about. */
export const listensTo = (version: LiveVersion): string[] => [...beginsBy(version), ...goesOnBy(version)]

/** Which of these facts a process runs by now: what begins it, where it runs in this version, and what its runs wait for or end with. */
export const listenedByProcesses = async (
  work: Pick<UnitOfWork, 'sql'>,
  names: readonly string[],
): Promise<readonly string[]> => {
  const versions = await work.sql<LiveVersion>(
    `select * from (select ${versionColumns}, version = max(version) over (partition by process) as newest from process_version where state <> 'ended') v
      where exists (select 1 from unnest($1::text[]) as name
        where position(to_json(name)::text in concat_ws(' ', trigger::text, goal::text, exit::text, graph::text)) > 0)`,
    [names],
  )
  const heard = new Set(
    versions.flatMap((version) => (version.newest && version.state === 'running' ? listensTo(version) : goesOnBy(version))),
  )
  return names.filter((name) => heard.has(name))
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Whether the one field that a trigger looks at went from what it names to what it names. */
const moved = ({ fields, from, to }: Trigger & { on: 'record' }, { before, after }: Fact): boolean => {
  const [field] = fields ?? []
  if (field === undefined) return true
  return (from === undefined || isSame(before?.[field], from)) && (to === undefined || isSame(after?.[field], to))
}

const record = (fact: Fact, trigger: Trigger & { on: 'record' }): boolean =>
  fact.object === trigger.object &&
  fact.name === `${trigger.object}.${trigger.change}` &&
  (!trigger.fields?.length || trigger.fields.some((field) => fact.after && field in fact.after)) &&
  moved(trigger, fact) &&
  (trigger.change === 'deleted' || matchesPayload(trigger.where, fact.after ?? {}))

/** Does a version run on records that are deleted? */
export const outlives = ({ trigger }: Pick<LiveVersion, 'trigger'>): boolean =>
  trigger.on === 'record' && trigger.change === 'deleted'

/** Does this fact start a run? */
export const triggers = (trigger: Trigger, fact: Fact): boolean => {
  if (trigger.on === 'event') return fact.name === trigger.event && matchesPayload(trigger.where, fact.payload)
  if (trigger.on === 'segment')
    return fact.name === (trigger.change === 'entered' ? segmentEntered : segmentLeft) && fact.record === trigger.segment
  return trigger.on === 'record' && record(fact, trigger)
}
export const ends = (ending: Ending | null, fact: Fact): boolean =>
  ending !== null && fact.name === ending.event && matchesPayload(ending.where, { ...fact.after, ...fact.payload })

/** The record of a version's object that a fact is about: its person where persons walk, else its subject. */
export const subjectOf = ({ subject_object }: Pick<LiveVersion, 'subject_object'>, fact: Fact): string | null =>
  subject_object === personObject ? fact.person : fact.object === subject_object ? fact.record : null

/** Entries of a set of facts, one per subject and process where two at once are not allowed. */
export const entriesOf = (versions: readonly LiveVersion[], facts: readonly Fact[]): Entry[] => {
  const entries: Entry[] = []
  const taken = new Set<string>()
  for (const version of versions) {
    if (!version.newest || version.state !== 'running') continue
    for (const fact of facts) {
      const subject = subjectOf(version, fact)
      if (!subject || !triggers(version.trigger, fact)) continue
      const slot = `${version.process} ${subject}`
      if (!version.reentry.parallel && taken.has(slot)) continue
      taken.add(slot)
      entries.push({
        version,
        subject,
        person: fact.person,
        key: version.reentry.mode === 'once' ? 'once' : fact.id,
        cause: fact.id,
        hops: fact.hops,
      })
    }
  }
  return entries
}

/** Of an entry `e`: nothing that the process says of those who come again keeps it out. */
const mayEnter = `not exists (
        select 1 from process_run r where r.subject = e.subject and r.process = e.process and (
          e.mode = 'once' or (not e.parallel and r.status <> 'ended')
          or (e.mode = 'after' and r.started_at > $2::timestamptz - make_interval(days => e.days))))`

const rulesOf = ({ version: { reentry } }: Entry) => ({
  mode: reentry.mode,
  parallel: reentry.parallel === true,
  days: reentry.days ?? 0,
})

/** Starts runs, one statement; who may not enter (again) is left out. Answers the runs made. */
export const enterRuns = async (
  sql: <R>(text: string, values: readonly unknown[]) => Promise<R[]>,
  entries: readonly Entry[],
  now: string,
): Promise<EnteredRun[]> => {
  if (entries.length === 0) return []
  const rows = entries.map((entry) => ({
    id: newId(),
    process: entry.version.process,
    version: entry.version.version,
    subject_object: entry.version.subject_object,
    subject: entry.subject,
    person: entry.person,
    entry_key: entry.key,
    node: entry.version.graph.entry,
    cause: entry.cause,
    hops: entry.hops,
    parent: entry.parent ?? null,
    state: entry.state ?? {},
    ...rulesOf(entry),
  }))
  return sql(
    `insert into process_run (id, process, version, subject_object, subject, person, entry_key, node, status, cause, hops, parent, state, started_at, entered_at)
      select e.id, e.process, e.version, e.subject_object, e.subject, e.person, e.entry_key, e.node, 'active', e.cause, e.hops, e.parent, e.state, $2, $2
      from jsonb_to_recordset($1::jsonb) as e (id uuid, process uuid, version integer, subject_object text, subject uuid, person uuid, entry_key text, node text,
        cause uuid, hops smallint, parent uuid, state jsonb, mode text, parallel boolean, days integer)
      where ${mayEnter}
      on conflict (process, version, subject, entry_key) do nothing
      returning id, process, version, subject, person, cause, hops, parent`,
    [JSON.stringify(rows), now],
  )
}

/**
 * The runs that {@link enterRuns} would start, by the same rules, without storing them: they are stored with the move that they begin with
 * (`insertRuns`), most of them only where they stand after it.
 */
export const runsToBegin = async (tx: Pick<Transaction, 'query'>, entries: readonly Entry[], now: string): Promise<RunRow[]> => {
  if (entries.length === 0) return []
  const rows = entries.map((entry) => ({
    process: entry.version.process,
    version: entry.version.version,
    subject: entry.subject,
    entry_key: entry.key,
    ...rulesOf(entry),
  }))
  const may = await tx.query<{ place: string }>({
    text: `select e.place from rows from (jsonb_to_recordset($1::jsonb) as (
          process uuid, version integer, subject uuid, entry_key text, mode text, parallel boolean, days integer))
        with ordinality as e (process, version, subject, entry_key, mode, parallel, days, place)
      where ${mayEnter}
        and not exists (select 1 from process_run r where r.process = e.process and r.version = e.version and r.subject = e.subject and r.entry_key = e.entry_key)
      order by e.place`,
    values: [JSON.stringify(rows), now],
  })
  return may.flatMap(({ place }) => entries[Number(place) - 1] ?? []).map((entry) => beginning(entry, now))
}

const beginning = ({ version, subject, person, key, cause, hops, parent = null, state = {} }: Entry, now: string): RunRow => ({
  id: newId(),
  process: version.process,
  version: version.version,
  subject_object: version.subject_object,
  subject,
  person,
  entry_key: key,
  node: version.graph.entry,
  outlet: null,
  status: 'active',
  due_at: null,
  wait_event: null,
  wait_where: null,
  state: { ...state },
  cause,
  hops,
  parent,
  entered_at: now,
  ended_at: null,
  end_reason: null,
  passed: 0,
  trail: [],
})
