import { defineCommand, label, type ProcessDefinition } from '@lianke/kernel'
import { z } from 'zod'

const shownMax = 50

interface RunOfRecord {
  readonly run: string
  readonly process: string
  readonly version: number
  readonly status: string
  readonly node: string
  /** Kind of the step it stands at. */
  readonly step: string | null
  readonly started_at: string
  readonly entered_at: string
  readonly ended_at: string | null
  readonly end_reason: string | null
  readonly failure: string | null
  readonly due_at: string | null
  readonly wait_event: string | null
  /** What started it; null: the clock, or somebody by hand. */
  readonly cause: { readonly name: string; readonly at: string; readonly actor: string } | null
}

/** What of this kind runs on a record, and why; what ran, and how it ended. Only definitions the caller may see. */
export const ofRecord = (kind: ProcessDefinition) =>
  defineCommand({
    name: `${kind.name}.of_record`,
    label: label(`这条记录上的${kind.label.zh}`, `${kind.label.en}s on a record`),
    may: { object: kind.object, action: 'read' },
    input: z.strictObject({ object: z.string().max(100), record: z.uuid() }),
    run: async (work, { object, record }) => {
      await work.records.get(object, record, { fields: ['id'] })
      const runs = await work.sql<RunOfRecord>(
        `select r.id as run, r.process, r.version, r.status, r.node,
            (select n ->> 'step' from jsonb_array_elements(v.graph -> 'nodes') n where n ->> 'id' = r.node limit 1) as step,
            r.started_at, r.entered_at, r.ended_at, r.end_reason, coalesce(r.trail -> -1 ->> 'failure', r.state ->> 'failure') as failure, r.due_at, r.wait_event,
            (select jsonb_build_object('name', f.name, 'at', f.occurred_at, 'actor', f.actor) from fact f where f.id = r.cause limit 1) as cause
          from process_run r join process_version v using (process, version)
          where r.subject = $1 and r.subject_object = $2 and v.kind = $3
          order by r.status = 'ended', r.started_at desc, r.id desc limit ${shownMax}`,
        [record, object, kind.name],
      )
      const ids = [...new Set(runs.map(({ process }) => process))]
      const seen = await work.records.find(kind.object, ids, { fields: ['name', 'status'] })
      return {
        runs: runs.flatMap((run) => {
          const definition = seen.get(run.process)
          return definition ? [{ ...run, name: definition.name, state: definition.status }] : []
        }),
      }
    },
  })
