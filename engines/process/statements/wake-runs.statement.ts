import { type Fact, type Filter, houseTold, type KindEnding, personMerged, textIn } from '@lianke/kernel'
import type { Transaction } from '@lianke/platform'
import { matchesPayload } from '../rules/match-payload.rule.ts'
import { type EnteredRun, ends, type LiveVersion, outlives, subjectOf } from './enter-runs.statement.ts'

const wokenMax = 5000

/** A run that has ended, with why. */
export interface EndedRun extends EnteredRun {
  readonly end_reason: string | null
}

interface WaitingRun {
  readonly id: string
  readonly subject: string
  readonly person: string | null
  readonly wait_event: string
  readonly wait_where: Filter | null
  readonly cause: string | null
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** Whom a fact is about: its person, its record, and the run that it names (`payload.run`: an answer to what a step asked). */
const aboutIn = ({ person, record, payload }: Fact): string[] =>
  [person, record, textIn(payload.run)].filter((id): id is string => id !== null && uuid.test(id))

/** The way out that an answer of the house names together with the run; else the one that the step has for events. */
const wayNamed = ({ source, payload }: Fact, { id }: WaitingRun): string =>
  source === 'house' && payload.run === id ? (textIn(payload.outlet) ?? '@event') : '@event'

/**
 * Runs that wait for something one of these facts is, go on; answers how many. A run that waited before this set was read takes any fact of it;
 * `justEntered` asks for those that the set itself started: for them only what follows their first fact counts.
 */
export const wakeByFacts = async (
  tx: Transaction,
  facts: readonly Fact[],
  { justEntered }: { justEntered: boolean },
): Promise<number> => {
  const factsOf = new Map<string, Fact[]>()
  for (const fact of facts)
    for (const id of new Set(aboutIn(fact))) {
      const known = factsOf.get(id)
      if (known) known.push(fact)
      else factsOf.set(id, [fact])
    }
  if (factsOf.size === 0) return 0
  const waiting = await tx.query<WaitingRun>({
    text: `select id, subject, person, wait_event, wait_where, cause from process_run
      where (subject = any($1) or (person = any($1) and person <> subject) or id = any($1)) and status = 'waiting' and wait_event = any($2) for update`,
    values: [[...factsOf.keys()], [...new Set(facts.map((fact) => fact.name))]],
  })
  if (waiting.length === 0) return 0
  const seqOf = new Map(facts.map((fact) => [fact.id, Number(fact.seq)]))
  const counts = (fact: Fact, run: WaitingRun): boolean =>
    !justEntered || Number(fact.seq) > (seqOf.get(run.cause ?? '') ?? Number.POSITIVE_INFINITY)
  const concerning = ({ id, subject, person }: WaitingRun): Fact[] =>
    [id, subject, ...(person === null || person === subject ? [] : [person])].flatMap((about) => factsOf.get(about) ?? [])
  const woken = waiting.flatMap((run) => {
    const fact = concerning(run).find(
      (one) =>
        one.name === run.wait_event && counts(one, run) && matchesPayload(run.wait_where, { ...one.after, ...one.payload }),
    )
    return fact ? [{ id: run.id, outlet: wayNamed(fact, run) }] : []
  })
  if (woken.length > 0)
    await tx.execute({
      text: `update process_run r set status = 'active', outlet = w.outlet, due_at = null, wait_event = null, wait_where = null
        from unnest($1::uuid[], $2::text[]) as w (id, outlet) where r.id = w.id`,
      values: [woken.map(({ id }) => id), woken.map(({ outlet }) => outlet)],
    })
  return woken.length
}

/** Runs whose moment has come, go on. Answers whether there may be more. */
export const wakeDue = async (tx: Transaction, now: string): Promise<boolean> => {
  const woken = await tx.execute({
    text: `update process_run set status = 'active', outlet = case when outlet = '@again' then '@again' else '@clock' end, due_at = null, wait_event = null, wait_where = null
      where id in (
        select r.id from process_run r join process_version v using (process, version)
        where r.status = 'waiting' and r.due_at <= $1 and v.state = 'running' order by r.due_at limit ${wokenMax} for update of r skip locked)`,
    values: [now],
  })
  return woken === wokenMax
}

/** What ends the runs of a kind by itself. */
export type EndingsOf = (kind: string) => readonly KindEnding[]

/** Why a fact ends runs of a version, and of which: of the record, of its person, or the one that it names. */
interface Ended {
  readonly reason: string
  readonly by: 'subject' | 'person' | 'id'
  readonly about: string
}
/** What a fact ends of a version: its goal, its exit, what ends its kind, its record is gone; null: nothing. */
const endingOf = (version: LiveVersion, fact: Fact, endingsOf: EndingsOf): Ended | null => {
  const subject = subjectOf(version, fact)
  const ofRecord = (reason: string): Ended | null =>
    subject ? { reason, by: 'subject', about: subject } : fact.person ? { reason, by: 'person', about: fact.person } : null
  if (ends(version.goal, fact)) return ofRecord('goal')
  if (ends(version.exit, fact)) return ofRecord('exit')
  const own = endingsOf(version.kind).find((ending) => ends(ending, fact))
  if (own?.names === 'run') {
    const run = fact.source === 'house' ? textIn(fact.payload.run) : null
    return run !== null && uuid.test(run) ? { reason: own.reason, by: 'id', about: run } : null
  }
  if (own) return ofRecord(own.reason)
  return !outlives(version) && isGone(version, fact) && fact.record
    ? { reason: 'deleted', by: 'subject', about: fact.record }
    : null
}

/** Is the record gone for good? A person who was merged away goes on as the one who stayed. */
const isGone = ({ subject_object: object }: LiveVersion, { name, payload }: Fact): boolean =>
  name === `${object}.deleted` && textIn(payload.merged_into) === null

interface EndingOf {
  readonly process: string
  readonly version: number
  readonly about: string
  readonly reason: string
}
const endRuns = (tx: Transaction, endings: readonly EndingOf[], by: Ended['by'], now: string): Promise<EndedRun[]> =>
  endings.length === 0
    ? Promise.resolve([])
    : tx.query<EndedRun>({
        text: `update process_run r set status = 'ended', end_reason = e.reason, ended_at = $2, due_at = null, wait_event = null, wait_where = null
          from (select distinct on (process, version, about) * from jsonb_to_recordset($1::jsonb) as e (process uuid, version integer, about uuid, reason text)) e
          where r.process = e.process and r.version = e.version and r.${by} = e.about and r.status <> 'ended' and r.started_at < $2
          returning r.id, r.process, r.version, r.subject, r.person, r.end_reason, null as cause, 0 as hops`,
        values: [JSON.stringify(endings), now],
      })

/** Runs that reached their goal, met what ends them, or lost their record. Answers what ended. */
export const endByFacts = async (
  tx: Transaction,
  versions: readonly LiveVersion[],
  facts: readonly Fact[],
  { now, endingsOf }: { readonly now: string; readonly endingsOf: EndingsOf },
): Promise<EndedRun[]> => {
  const found: (EndingOf & Pick<Ended, 'by'>)[] = []
  for (const version of versions)
    for (const fact of facts) {
      const ended = endingOf(version, fact, endingsOf)
      if (ended) found.push({ process: version.process, version: version.version, ...ended })
    }
  const of = (by: Ended['by']) =>
    endRuns(
      tx,
      found.filter((one) => one.by === by),
      by,
      now,
    )
  return [...(await of('subject')), ...(await of('person')), ...(await of('id'))]
}

/** Of the runs of two persons in one process one goes on; by what the other came, it comes no more (`state.seen`). */
const oneGoesOn = `with standing as (
    select id, process, entry_key, row_number() over (partition by process order by passed desc, started_at, id) as place,
      bool_or(subject = $3) over (partition by process) and bool_or(subject = $4) over (partition by process) as both
    from process_run where subject = any($1) and status <> 'ended'),
  seen as (
    select g.id, jsonb_object_agg(by.node, by.outlet) as nodes from standing g
      join process_run o on o.process = g.process and o.id <> g.id and o.subject = any($1)
        and (o.entry_key = g.entry_key or (g.both and o.status <> 'ended'))
      cross join lateral (
        select e.key as node, e.value as outlet from jsonb_each(coalesce(o.state -> 'seen', '{}')) e
        union all select t ->> 'node', t -> 'outlet' from jsonb_array_elements(o.trail) t where t ? 'left') by
    where not g.both or g.place = 1 group by g.id),
  ended as (
    update process_run r set status = 'ended', end_reason = 'merged', ended_at = $2, due_at = null, wait_event = null, wait_where = null
    from standing b where b.id = r.id and b.both and b.place > 1)
  update process_run r set state = jsonb_set(r.state, '{seen}', coalesce(r.state -> 'seen', '{}') || seen.nodes)
  from seen where seen.id = r.id`

/** Runs of merged-away persons go on for who stays; of two in one process the one further along goes on. */
export const followMerges = async (tx: Transaction, facts: readonly Fact[], now: string): Promise<void> => {
  for (const fact of facts) {
    if (!houseTold(fact, personMerged)) continue
    const [kept, gone] = [textIn(fact.payload.kept), textIn(fact.payload.gone)]
    await tx.execute({ text: oneGoesOn, values: [[kept, gone], now, kept, gone] })
    await tx.execute({
      text: `update process_run r set subject = $1, person = $1 where subject = $2
        and not exists (select 1 from process_run k where k.subject = $1 and k.process = r.process and k.entry_key = r.entry_key)`,
      values: [kept, gone],
    })
    // Only one row may hold the key: where both ran under the same one, the run that goes on must be the kept person's.
    await tx.execute({
      text: `update process_run r set version = g.version, status = g.status, node = g.node, outlet = g.outlet, due_at = g.due_at, wait_event = g.wait_event, wait_where = g.wait_where,
          state = g.state, passed = g.passed, trail = g.trail, ended_at = null, end_reason = null
        from process_run g where g.subject = $2 and r.subject = $1 and g.process = r.process and g.entry_key = r.entry_key
          and g.status <> 'ended' and r.end_reason = 'merged'`,
      values: [kept, gone],
    })
    await tx.execute({
      text: `update process_run set status = 'ended', end_reason = 'merged', ended_at = $2, due_at = null, wait_event = null where subject = $1 and status <> 'ended'`,
      values: [gone, now],
    })
    // Records that were the gone person's are the kept person's now, and so are their runs.
    await tx.execute({ text: 'update process_run set person = $1 where person = $2 and person <> subject', values: [kept, gone] })
  }
}

/** When the next wait ends: the first entry of the index, however many runs wait. */
export const nextDueRun = async (tx: Pick<Transaction, 'query'>): Promise<string | null> =>
  (
    await tx.query<{ at: string }>({
      text: `select r.due_at as at from process_run r join process_version v using (process, version)
        where r.status = 'waiting' and r.due_at is not null and v.state = 'running' order by r.due_at limit 1`,
    })
  )[0]?.at ?? null

/** What runs wait for now: a step in the index per event, not per run. */
export const awaitedEvents = async (tx: Pick<Transaction, 'query'>): Promise<string[]> =>
  (
    await tx.query<{ wait_event: string }>({
      text: `with recursive awaited as (
          (select wait_event from process_run where status = 'waiting' and wait_event is not null order by wait_event limit 1)
          union all
          select (select r.wait_event from process_run r where r.status = 'waiting' and r.wait_event > a.wait_event order by r.wait_event limit 1)
          from awaited a where a.wait_event is not null)
        select wait_event from awaited where wait_event is not null`,
    })
  ).map((row) => row.wait_event)
