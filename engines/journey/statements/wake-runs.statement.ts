import { type Fact, houseTold, personMerged, textIn } from '@lianke/kernel'
import type { Transaction } from '@lianke/platform'
import { matchesPayload } from '../rules/match-payload.rule.ts'
import { ends, type LiveVersion } from './enter-runs.statement.ts'

const wokenMax = 5000

/**
 * Runs that wait for something one of these facts is, go on; answers how many. A run that waited before this set was read takes any fact of it;
 * `justEntered` asks for those that the set itself started: for them only what follows their first fact counts.
 */
export const wakeByFacts = async (
  tx: Transaction,
  facts: readonly Fact[],
  { justEntered }: { justEntered: boolean },
): Promise<number> => {
  const about = facts.filter((fact) => fact.person)
  if (about.length === 0) return 0
  const waiting = await tx.query<{
    id: string
    person: string
    wait_event: string
    wait_where: Parameters<typeof matchesPayload>[0]
    cause: string | null
  }>({
    text: `select id, person, wait_event, wait_where, cause from journey_run
      where person = any($1) and status = 'waiting' and wait_event = any($2) for update`,
    values: [[...new Set(about.map((fact) => fact.person))], [...new Set(about.map((fact) => fact.name))]],
  })
  if (waiting.length === 0) return 0
  const seqOf = new Map(about.map((fact) => [fact.id, Number(fact.seq)]))
  const counts = (fact: Fact, run: { cause: string | null }): boolean =>
    !justEntered || Number(fact.seq) > (seqOf.get(run.cause ?? '') ?? Number.POSITIVE_INFINITY)
  const factsOf = Map.groupBy(about, (fact) => fact.person as string)
  const woken = waiting.filter((run) =>
    factsOf
      .get(run.person)
      ?.some(
        (fact) =>
          fact.name === run.wait_event && counts(fact, run) && matchesPayload(run.wait_where, { ...fact.after, ...fact.payload }),
      ),
  )
  if (woken.length > 0)
    await tx.execute({
      text: `update journey_run set status = 'active', outlet = '@event', due_at = null, wait_event = null, wait_where = null where id = any($1)`,
      values: [woken.map((run) => run.id)],
    })
  return woken.length
}

/** Runs whose moment has come, go on. Answers whether there may be more. */
export const wakeDue = async (tx: Transaction, now: string): Promise<boolean> => {
  const woken = await tx.execute({
    text: `update journey_run set status = 'active', outlet = case when outlet = '@again' then '@again' else '@clock' end, due_at = null, wait_event = null, wait_where = null
      where id in (
        select r.id from journey_run r join journey_version v using (journey, version)
        where r.status = 'waiting' and r.due_at <= $1 and v.state = 'running' order by r.due_at limit ${wokenMax} for update of r skip locked)`,
    values: [now],
  })
  return woken === wokenMax
}

/** Runs that reached their goal, or met what ends them. Answers what ended. */
export const endByFacts = async (tx: Transaction, versions: readonly LiveVersion[], facts: readonly Fact[], now: string) => {
  const endings = versions.flatMap((version) =>
    facts.flatMap((fact) => {
      if (!fact.person) return []
      const reason = ends(version.goal, fact) ? 'goal' : ends(version.exit, fact) ? 'exit' : null
      return reason ? [{ journey: version.journey, version: version.version, person: fact.person, reason }] : []
    }),
  )
  if (endings.length === 0) return []
  return tx.query<{ id: string; journey: string; version: number; person: string; end_reason: string }>({
    text: `update journey_run r set status = 'ended', end_reason = e.reason, ended_at = $2, due_at = null, wait_event = null, wait_where = null
      from (select distinct on (journey, version, person) * from jsonb_to_recordset($1::jsonb) as e (journey uuid, version integer, person uuid, reason text)) e
      where r.journey = e.journey and r.version = e.version and r.person = e.person and r.status <> 'ended' and r.started_at < $2
      returning r.id, r.journey, r.version, r.person, r.end_reason`,
    values: [JSON.stringify(endings), now],
  })
}

/** Runs of merged-away persons go on for who stays; of two in one journey the one further along goes on. */
export const followMerges = async (tx: Transaction, facts: readonly Fact[], now: string): Promise<void> => {
  for (const fact of facts) {
    if (!houseTold(fact, personMerged)) continue
    const [kept, gone] = [textIn(fact.payload.kept), textIn(fact.payload.gone)]
    await tx.execute({
      text: `with standing as (
          select id, row_number() over (partition by journey order by passed desc, started_at, id) as place,
            bool_or(person = $3) over (partition by journey) and bool_or(person = $4) over (partition by journey) as both
          from journey_run where person = any($1) and status <> 'ended')
        update journey_run r set status = 'ended', end_reason = 'merged', ended_at = $2, due_at = null, wait_event = null, wait_where = null
        from standing b where b.id = r.id and b.both and b.place > 1`,
      values: [[kept, gone], now, kept, gone],
    })
    await tx.execute({
      text: `update journey_run r set person = $1 where person = $2
        and not exists (select 1 from journey_run k where k.person = $1 and k.journey = r.journey and k.version = r.version and k.entry_key = r.entry_key)`,
      values: [kept, gone],
    })
    // Only one row may hold the key: where both ran under the same one, the run that goes on must be the kept person's.
    await tx.execute({
      text: `update journey_run r set status = g.status, node = g.node, outlet = g.outlet, due_at = g.due_at, wait_event = g.wait_event, wait_where = g.wait_where,
          state = g.state, passed = g.passed, trail = g.trail, ended_at = null, end_reason = null
        from journey_run g where g.person = $2 and r.person = $1 and g.journey = r.journey and g.version = r.version and g.entry_key = r.entry_key
          and g.status <> 'ended' and r.end_reason = 'merged'`,
      values: [kept, gone],
    })
    await tx.execute({
      text: `update journey_run set status = 'ended', end_reason = 'merged', ended_at = $2, due_at = null, wait_event = null where person = $1 and status <> 'ended'`,
      values: [gone, now],
    })
  }
}

/** When the next wait ends: the first entry of the index, however many runs wait. */
export const nextDueRun = async (tx: Pick<Transaction, 'query'>): Promise<string | null> =>
  (
    await tx.query<{ at: string }>({
      text: `select r.due_at as at from journey_run r join journey_version v using (journey, version)
        where r.status = 'waiting' and r.due_at is not null and v.state = 'running' order by r.due_at limit 1`,
    })
  )[0]?.at ?? null

/** What runs wait for now: a step in the index per event, not per run. */
export const awaitedEvents = async (tx: Pick<Transaction, 'query'>): Promise<string[]> =>
  (
    await tx.query<{ wait_event: string }>({
      text: `with recursive awaited as (
          (select wait_event from journey_run where status = 'waiting' and wait_event is not null order by wait_event limit 1)
          union all
          select (select r.wait_event from journey_run r where r.status = 'waiting' and r.wait_event > a.wait_event order by r.wait_event limit 1)
          from awaited a where a.wait_event is not null)
        select wait_event from awaited where wait_event is not null`,
    })
  ).map((row) => row.wait_event)
