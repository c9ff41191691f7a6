import { defineCommand, label, type ProcessDefinition, refuse, type StepDefinition } from '@lianke/kernel'
import { z } from 'zod'
import { draftProblems } from '../rules/graph.rule.ts'
import { draftOf, subjectObjectOf } from './definition-of.ts'

type Steps = ReadonlyMap<string, StepDefinition>

/** Freezes what is drawn as the next version: new runs start in it, those under way finish in their own. */
export const publish = (kind: ProcessDefinition, steps: Steps) =>
  defineCommand({
    name: `${kind.name}.publish`,
    label: label('发布', 'Publish'),
    may: { object: kind.object, action: 'update' },
    on: kind.object,
    writes: ['status', 'live_version', 'started_at', 'stopped'],
    icon: 'send',
    place: ['record'],
    fields: {},
    done: { words: label('“{title}”已发布为第 {version} 版', '“{title}” is published as version {version}') },
    run: async (work, { id }) => {
      const { row, subject, ...draft } = await draftOf(work, kind, id)
      const problems = draftProblems(draft, { kind, steps, subject })
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
      await work.system.records.update(kind.object, id, {
        status: 'running',
        live_version: version,
        stopped: null,
        started_at: row.started_at ?? work.now,
      })
      return { version }
    },
  })

/** The same judgement as publishing, without publishing: a canvas asks it after every change. */
export const check = (kind: ProcessDefinition, steps: Steps) =>
  defineCommand({
    name: `${kind.name}.check`,
    label: label(`检查${kind.label.zh}`, `Check a ${kind.label.en.toLowerCase()}`),
    may: { object: kind.object, action: 'read' },
    input: z.strictObject({ graph: z.unknown(), trigger: z.unknown(), subject_object: z.string().max(100).nullish() }),
    run: async (work, { graph, trigger, subject_object }) => ({
      problems: draftProblems(
        { graph, trigger: trigger ?? { on: 'manual' } },
        { kind, steps, subject: subjectObjectOf(work, kind, subject_object) },
      ),
    }),
  })
