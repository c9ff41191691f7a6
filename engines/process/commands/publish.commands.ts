import { defineCommand, label, type ProcessDefinition, refuse, type UnitOfWork } from '@lianke/kernel'
import { z } from 'zod'
import { draftProblems } from '../rules/graph.rule.ts'
import { startClock } from '../statements/clock.statement.ts'
import { draftOf, subjectObjectOf } from './definition-of.ts'
import { judgingOf, type ProductOfProcesses } from './judging-of.ts'
import { callsIn } from '../rules/called.rule.ts'

/**
 * Those under way go on in the new version where the step before which they stand is in it still; a wait that has begun is waited out as it was.
 * The others finish in their own.
 */
const moveRunsTo = async (work: UnitOfWork, process: string, version: number): Promise<number> => {
  const moved = await work.sql(
    `with kept as (
        select n ->> 'id' as node, n ->> 'step' as step from process_version v, jsonb_array_elements(v.graph -> 'nodes') n where v.process = $1 and v.version = $2),
      standing as (
        select distinct on (r.subject, r.entry_key) r.id from process_run r
          join process_version o on o.process = r.process and o.version = r.version
          join lateral jsonb_array_elements(o.graph -> 'nodes') n on n ->> 'id' = r.node
          join kept k on k.node = r.node and k.step = n ->> 'step'
        where r.process = $1 and r.version < $2 and r.status <> 'ended' order by r.subject, r.entry_key, r.version desc)
    update process_run r set version = $2 from standing s where s.id = r.id returning r.id`,
    [process, version],
  )
  return moved.length
}

/** Freezes what is drawn as the next version: new runs start in it; those under way finish in their own (`stay`), or go on in it (`move`). */
export const publish = (kind: ProcessDefinition, product: ProductOfProcesses) =>
  defineCommand({
    name: `${kind.name}.publish`,
    label: label('发布', 'Publish'),
    may: { object: kind.object, action: 'update' },
    on: kind.object,
    writes: ['status', 'live_version', 'started_at', 'stopped'],
    icon: 'send',
    place: ['record'],
    fields: {},
    input: z.strictObject({ id: z.uuid(), runs: z.enum(['stay', 'move']).optional() }),
    done: { words: label('“{title}”已发布为第 {version} 版', '“{title}” is published as version {version}') },
    run: async (work, { id, runs }) => {
      const { row, subject, ...draft } = await draftOf(work, kind, id)
      // Two that are published at once could each call the other.
      if (callsIn(draft.graph).length > 0)
        await work.sql(`select pg_advisory_xact_lock(hashtext('process calls'), hashtext($1))`, [work.tenant])
      const problems = draftProblems(draft, await judgingOf(work, kind, product, { id, subject, graph: draft.graph }))
      if (!subject || problems.length > 0) refuse(`${kind.name}.not_publishable`, { problems })
      const [last] = await work.sql<{ version: number }>(
        `select coalesce(max(version), 0)::int as version from process_version where process = $1`,
        [id],
      )
      const version = (last?.version ?? 0) + 1
      await work.sql(`update process_version set state = 'running' where process = $1 and state <> 'ended'`, [id])
      await work.sql(
        `insert into process_version (process, version, kind, subject_object, state, graph, trigger, condition, reentry, goal, exit, published_at)
          values ($1, $2, $3, $4, 'running', $5, $6, $7, $8, $9, $10, $11)`,
        [
          id,
          version,
          kind.name,
          subject.name,
          ...[draft.graph, draft.trigger, draft.condition, draft.reentry, draft.goal, draft.exit].map((value) =>
            value === null ? null : JSON.stringify(value),
          ),
          work.now,
        ],
      )
      await startClock(work, id)
      await work.system.records.update(kind.object, id, {
        status: 'running',
        live_version: version,
        stopped: null,
        started_at: row.started_at ?? work.now,
      })
      return { version, moved: runs === 'move' ? await moveRunsTo(work, id, version) : 0 }
    },
  })

/** The same judgement as publishing, without publishing: a canvas asks it after every change. */
export const check = (kind: ProcessDefinition, product: ProductOfProcesses) =>
  defineCommand({
    name: `${kind.name}.check`,
    label: label(`检查${kind.label.zh}`, `Check a ${kind.label.en.toLowerCase()}`),
    may: { object: kind.object, action: 'read' },
    input: z.strictObject({
      id: z.uuid().optional(),
      graph: z.unknown(),
      trigger: z.unknown(),
      subject_object: z.string().max(100).nullish(),
    }),
    run: async (work, { id = null, graph, trigger, subject_object }) => {
      const subject = subjectObjectOf(work, kind, subject_object)
      const judging = await judgingOf(work, kind, product, { id, subject, graph })
      return { problems: draftProblems({ graph, trigger: trigger ?? { on: 'manual' } }, judging) }
    },
  })
