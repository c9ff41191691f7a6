import { defineCommand, journeyObject, label, personObject } from '@lianke/kernel'
import { z } from 'zod'

const one = z.strictObject({ id: z.uuid() })
const peopleMax = 100

/** How many passed each step and how many stand there now; how runs ended. */
export const counts = defineCommand({
  name: 'journey.counts',
  label: label('旅程人数', 'Journey counts'),
  may: { object: journeyObject, action: 'read' },
  input: z.strictObject({ id: z.uuid(), version: z.int().min(1).optional() }),
  run: async (work, { id, version }) => ({
    nodes: await work.sql<{ version: number; node: string; entered: number; failed: number; here: number; waiting: number }>(
      `select coalesce(c.version, r.version) as version, coalesce(c.node, r.node) as node, coalesce(c.entered, 0)::int as entered, coalesce(c.failed, 0)::int as failed, coalesce(r.here, 0)::int as here, coalesce(r.waiting, 0)::int as waiting
        from (select * from journey_node_count where journey = $1 and ($2::int is null or version = $2)) c
        full join (select version, node, count(*) as here, count(*) filter (where status = 'waiting') as waiting
          from journey_run where journey = $1 and status <> 'ended' and ($2::int is null or version = $2) group by 1, 2) r on r.version = c.version and r.node = c.node
        order by 1, 2`,
      [id, version ?? null],
    ),
    ended: await work.sql<{ reason: string; count: number }>(
      `select end_reason as reason, count(*)::int as count from journey_run where journey = $1 and status = 'ended' and ($2::int is null or version = $2) group by 1 order by 1`,
      [id, version ?? null],
    ),
  }),
})

const versionsMax = 50
/** Published versions, newest first, with how many are still on their way in each. */
export const versions = defineCommand({
  name: 'journey.versions',
  label: label('旅程版本', 'Versions of a journey'),
  may: { object: journeyObject, action: 'read' },
  input: one,
  run: async (work, { id }) => {
    await work.records.get(journeyObject, id, { fields: ['id'] })
    return {
      versions: await work.sql(
        `select v.version, v.state, v.published_at, v.graph, v.trigger, v.reentry, v.goal, v.exit,
          (select count(*)::int from journey_run r where r.journey = v.journey and r.version = v.version and r.status <> 'ended') as here
        from journey_version v where v.journey = $1 order by v.version desc limit ${versionsMax}`,
        [id],
      ),
    }
  },
})

/** For a list of journeys: how many ever entered, how many are on their way, how many reached the goal. */
export const overview = defineCommand({
  name: 'journey.overview',
  label: label('旅程概况', 'Overview of journeys'),
  may: { object: journeyObject, action: 'read' },
  input: z.strictObject({}),
  run: async (work) => {
    const seen: string[] = []
    for await (const set of work.records.inSets(journeyObject, { fields: ['id'] })) seen.push(...set.map(({ id }) => id))
    return {
      journeys: await work.sql<{ journey: string; entered: number; here: number; goal: number }>(
        `select j.id as journey,
          coalesce((select sum(c.entered) from journey_version v join journey_node_count c on c.journey = v.journey and c.version = v.version and c.node = v.graph ->> 'entry' where v.journey = j.id), 0)::int as entered,
          (select count(*) from journey_run r where r.journey = j.id and r.status <> 'ended')::int as here,
          (select count(*) from journey_run r where r.journey = j.id and r.end_reason = 'goal')::int as goal
        from unnest($1::uuid[]) as j (id)`,
        [seen],
      ),
    }
  },
})

/** Who stands at a step now, longest waiting first; only persons the caller may see. */
export const people = defineCommand({
  name: 'journey.people',
  label: label('停在步骤上的人', 'People at a step'),
  may: { object: journeyObject, action: 'read' },
  input: z.strictObject({ id: z.uuid(), node: z.string().max(64) }),
  run: async (work, { id, node }) => {
    await work.records.get(journeyObject, id, { fields: ['id'] })
    const runs = await work.sql<{
      run: string
      person: string
      version: number
      status: string
      entered_at: string
      due_at: string | null
      wait_event: string | null
    }>(
      `select id as run, person, version, status, entered_at, due_at, wait_event from journey_run
        where journey = $1 and node = $2 and status <> 'ended' order by entered_at limit ${peopleMax}`,
      [id, node],
    )
    const seen = await work.records.list(personObject, {
      filter: { field: 'id', op: 'in', value: [...new Set(runs.map(({ person }) => person))] },
      fields: ['name'],
      limit: peopleMax,
    })
    const names = new Map(seen.data.map((row) => [row.id, row.name]))
    return { runs: runs.flatMap((run) => (names.has(run.person) ? [{ ...run, name: names.get(run.person) }] : [])) }
  },
})

/** One person's newest run (or the named one) as it was walked: which steps when, which way out, what went wrong, when it goes on. */
export const played = defineCommand({
  name: 'journey.played',
  label: label('一个人的经过', 'One person’s way'),
  may: { object: journeyObject, action: 'read' },
  input: z.strictObject({ id: z.uuid(), person: z.uuid(), run: z.uuid().optional() }),
  run: async (work, { id, person, run }) => {
    await work.records.get(journeyObject, id, { fields: ['id'] })
    await work.records.get(personObject, person, { fields: ['id'] })
    const [found] = await work.sql<{
      run: string
      version: number
      status: string
      node: string
      started_at: string
      ended_at: string | null
      end_reason: string | null
      due_at: string | null
      wait_event: string | null
      trail: { node: string; at: string; left?: string; outlet?: string; failure?: string }[]
    }>(
      `select id as run, version, status, node, started_at, ended_at, end_reason, due_at, wait_event, trail from journey_run
        where person = $2 and journey = $1 and ($3::uuid is null or id = $3) order by started_at desc, id desc limit 1`,
      [id, person, run ?? null],
    )
    return { run: found ?? null }
  },
})
