import { defineCommand, label, type ProcessDefinition, refuse, setRowsMax } from '@lianke/kernel'
import { z } from 'zod'
import { draftOf } from './definition-of.ts'
import { namedRuns } from './named-runs.ts'

const shownMax = 200

interface FailedRun {
  readonly run: string
  readonly object: string
  readonly subject: string
  readonly person: string | null
  readonly version: number
  readonly node: string
  /** A refusal's code, or what was said. */
  readonly failure: string | null
  readonly ended_at: string
}

/** Runs that could not go on, newest first, with why; only records the caller may see. */
export const failures = (kind: ProcessDefinition) =>
  defineCommand({
    name: `${kind.name}.failures`,
    label: label('失败的运行', 'Failed runs'),
    may: { object: kind.object, action: 'read' },
    input: z.strictObject({ id: z.uuid() }),
    run: async (work, { id }) => {
      await work.records.get(kind.object, id, { fields: ['id'] })
      const runs = await work.sql<FailedRun>(
        `select id as run, subject_object as object, subject, person, version, node, coalesce(trail -> -1 ->> 'failure', state ->> 'failure') as failure, ended_at
          from process_run where process = $1 and end_reason = 'failed' order by ended_at desc, id limit ${shownMax}`,
        [id],
      )
      const [counted] = await work.sql<{ count: number }>(
        `select count(*)::int as count from process_run where process = $1 and end_reason = 'failed'`,
        [id],
      )
      return { runs: await namedRuns(work, runs), count: counted?.count ?? 0 }
    },
  })

/** Failed runs try their step again in place: those that are named, or all. */
export const retry = (kind: ProcessDefinition) =>
  defineCommand({
    name: `${kind.name}.retry`,
    label: label('重试失败的运行', 'Retry failed runs'),
    may: { object: kind.object, action: 'update' },
    input: z.strictObject({ id: z.uuid(), runs: z.array(z.uuid()).min(1).max(setRowsMax).optional() }),
    run: async (work, { id, runs }) => {
      const { row } = await draftOf(work, kind, id)
      if (row.status === 'draft' || row.status === 'ended')
        refuse(`${kind.name}.wrong_state`, { status: 409, params: { status: row.status } })
      const again = await work.sql<{ count: number }>(
        `with again as (
            update process_run set status = 'active', outlet = '@again', end_reason = null, ended_at = null, state = state - 'failures' - 'failure', entered_at = $3
            where process = $1 and end_reason = 'failed' and ($2::uuid[] is null or id = any($2)) returning version, node),
          sums as (select version, node, count(*)::int as count from again group by 1, 2),
          counted as (
            update process_node_count c set failed = greatest(0, c.failed - s.count) from sums s
            where c.process = $1 and c.version = s.version and c.node = s.node)
        select coalesce(sum(count), 0)::int as count from sums`,
        [id, runs ?? null, work.now],
      )
      const retried = again[0]?.count ?? 0
      await work.emit({
        name: `${kind.name}.retried`,
        subject: { object: kind.object, id },
        payload: { [kind.name]: id, count: retried },
      })
      return { retried }
    },
  })
