import { defineCommand, label, type ProcessDefinition, surely } from '@lianke/kernel'
import { z } from 'zod'
import { subjectObjectOf, wordsFor } from './definition-of.ts'
import { namedRuns, type StandingRun } from './named-runs.ts'

const one = z.strictObject({ id: z.uuid() })
const recordsMax = 100
const versionsMax = 50

const mayRead = (kind: ProcessDefinition) => ({ object: kind.object, action: 'read' as const })

/** How many passed each step and how many stand there now; how runs ended. */
export const counts = (kind: ProcessDefinition) =>
  defineCommand({
    name: `${kind.name}.counts`,
    label: label(`${kind.label.zh}计数`, `${kind.label.en} counts`),
    may: mayRead(kind),
    input: z.strictObject({ id: z.uuid(), version: z.int().min(1).optional() }),
    run: async (work, { id, version }) => {
      await work.records.get(kind.object, id, { fields: ['id'] })
      return {
        nodes: await work.sql<{ version: number; node: string; entered: number; failed: number; here: number; waiting: number }>(
          `select coalesce(c.version, r.version) as version, coalesce(c.node, r.node) as node, coalesce(c.entered, 0)::int as entered, coalesce(c.failed, 0)::int as failed, coalesce(r.here, 0)::int as here, coalesce(r.waiting, 0)::int as waiting
            from (select * from process_node_count where process = $1 and ($2::int is null or version = $2)) c
            full join (select version, node, count(*) as here, count(*) filter (where status = 'waiting') as waiting
              from process_run where process = $1 and status <> 'ended' and ($2::int is null or version = $2) group by 1, 2) r on r.version = c.version and r.node = c.node
            order by 1, 2`,
          [id, version ?? null],
        ),
        ended: await work.sql<{ reason: string; count: number }>(
          `select end_reason as reason, count(*)::int as count from process_run where process = $1 and status = 'ended' and ($2::int is null or version = $2) group by 1 order by 1`,
          [id, version ?? null],
        ),
      }
    },
  })

/** Published versions, newest first, with how many are still on their way in each. */
export const versions = (kind: ProcessDefinition) =>
  defineCommand({
    name: `${kind.name}.versions`,
    label: label(`${kind.label.zh}版本`, `Versions of ${kind.label.en.toLowerCase()}s`),
    may: mayRead(kind),
    input: one,
    run: async (work, { id }) => {
      await work.records.get(kind.object, id, { fields: ['id'] })
      return {
        versions: await work.sql(
          `select v.version, v.state, v.published_at, v.graph, v.trigger, v.condition, v.reentry, v.goal, v.exit,
            (select count(*)::int from process_run r where r.process = v.process and r.version = v.version and r.status <> 'ended') as here
          from process_version v where v.process = $1 order by v.version desc limit ${versionsMax}`,
          [id],
        ),
      }
    },
  })

/** For a list of definitions: how many ever entered, how many are on their way, reached the goal, failed. */
export const overview = (kind: ProcessDefinition) =>
  defineCommand({
    name: `${kind.name}.overview`,
    label: label(`${kind.label.zh}概况`, `Overview of ${kind.label.en.toLowerCase()}s`),
    may: mayRead(kind),
    input: z.strictObject({}),
    run: async (work) => {
      const seen: string[] = []
      for await (const set of work.records.inSets(kind.object, { fields: ['id'] })) seen.push(...set.map(({ id }) => id))
      const rows = await work.sql<{ process: string; entered: number; here: number; goal: number; failed: number }>(
        `select p.id as process,
          coalesce((select sum(c.entered) from process_version v join process_node_count c on c.process = v.process and c.version = v.version and c.node = v.graph ->> 'entry' where v.process = p.id), 0)::int as entered,
          (select count(*) from process_run r where r.process = p.id and r.status <> 'ended')::int as here,
          (select count(*) from process_run r where r.process = p.id and r.end_reason = 'goal')::int as goal,
          (select count(*) from process_run r where r.process = p.id and r.end_reason = 'failed')::int as failed
        from unnest($1::uuid[]) as p (id)`,
        [seen],
      )
      return { [`${kind.name}s`]: rows.map(({ process, ...figures }) => ({ [kind.name]: process, ...figures })) }
    },
  })

/** Who stands at a step now, longest waiting first; only records the caller may see. */
export const here = (kind: ProcessDefinition) =>
  defineCommand({
    name: `${kind.name}.${wordsFor(kind).here}`,
    label: label('停在步骤上的记录', 'Records at a step'),
    may: mayRead(kind),
    input: z.strictObject({ id: z.uuid(), node: z.string().max(64) }),
    run: async (work, { id, node }) => {
      await work.records.get(kind.object, id, { fields: ['id'] })
      const runs = await work.sql<
        StandingRun & {
          version: number
          status: string
          entered_at: string
          due_at: string | null
          wait_event: string | null
        }
      >(
        `select id as run, subject_object as object, subject, person, version, status, entered_at, due_at, wait_event from process_run
          where process = $1 and node = $2 and status <> 'ended' order by entered_at limit ${recordsMax}`,
        [id, node],
      )
      return { runs: await namedRuns(work, runs) }
    },
  })

interface PlayedRow {
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
}

/** One record's newest run (or the named one) as it was walked: which steps when, which way out, what went wrong, when it goes on. */
export const played = (kind: ProcessDefinition) => {
  const said = wordsFor(kind)
  return defineCommand({
    name: `${kind.name}.played`,
    label: label('一条记录的经过', 'The way of one record'),
    may: mayRead(kind),
    input: z.strictObject({ id: z.uuid(), [said.one]: z.uuid(), run: z.uuid().optional() }),
    run: async (work, input) => {
      const [id, subject] = [String(input.id), String(input[said.one])]
      const row = await work.records.get(kind.object, id)
      const object = subjectObjectOf(work, kind, row.subject_object)
      await work.records.get(surely(object, 'a definition that ran has an object').name, subject, { fields: ['id'] })
      const [found] = await work.sql<PlayedRow>(
        `select id as run, version, status, node, started_at, ended_at, end_reason, due_at, wait_event, trail from process_run
          where subject = $2 and process = $1 and ($3::uuid is null or id = $3) order by started_at desc, id desc limit 1`,
        [id, subject, input.run ?? null],
      )
      return { run: found ?? null }
    },
  })
}
