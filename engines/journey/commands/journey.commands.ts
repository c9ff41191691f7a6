import {
  channelFor,
  type ChannelDefinition,
  type CommandDefinition,
  defineCommand,
  type ModuleDefinition,
  journeyObject,
  label,
  personObject,
  reference,
  refuse,
  type UnitOfWork,
  setRowsMax,
  type StepDefinition,
  surely,
} from '@lianke/kernel'
import { z } from 'zod'
import { dryRun } from '../dry-run.ts'
import { draftProblems, graphIn } from '../rules/graph.rule.ts'
import { enterPersons } from './enter-persons.ts'
import { counts, overview, people, played, versions } from './journey-figures.commands.ts'

const draftOf = async (work: UnitOfWork, id: string) => {
  const row = await work.records.get(journeyObject, id, { forUpdate: true })
  return {
    row,
    graph: row.graph,
    trigger: row.trigger ?? { on: 'manual' },
    reentry: row.reentry ?? { mode: 'once' },
    goal: row.goal ?? null,
    exit: row.exit ?? null,
  }
}
const setState = async (work: UnitOfWork, id: string, status: 'running' | 'paused' | 'ended'): Promise<void> => {
  await work.sql(`update journey_version set state = $2 where journey = $1 and state <> 'ended'`, [id, status])
  await work.system.records.update(journeyObject, id, { status })
}

const publish = (steps: ReadonlyMap<string, StepDefinition>) =>
  defineCommand({
    name: 'journey.publish',
    label: label('发布', 'Publish'),
    may: { object: journeyObject, action: 'update' },
    on: journeyObject,
    writes: ['status', 'live_version', 'started_at'],
    icon: 'send',
    place: ['record'],
    fields: {},
    done: { words: label('“{title}”已发布为第 {version} 版', '“{title}” is published as version {version}') },
    run: async (work, { id }) => {
      const draft = await draftOf(work, id)
      const problems = draftProblems(draft, steps)
      if (problems.length > 0) refuse('journey.not_publishable', { problems })
      const [last] = await work.sql<{ version: number }>(
        `select coalesce(max(version), 0)::int as version from journey_version where journey = $1`,
        [id],
      )
      const version = (last?.version ?? 0) + 1
      await work.sql(
        `insert into journey_version (journey, version, state, graph, trigger, reentry, goal, exit, published_at) values ($1, $2, 'running', $3, $4, $5, $6, $7, $8)`,
        [
          id,
          version,
          ...[draft.graph, draft.trigger, draft.reentry, draft.goal, draft.exit].map((value) =>
            value === null ? null : JSON.stringify(value),
          ),
          work.now,
        ],
      )
      await setState(work, id, 'running')
      await work.system.records.update(journeyObject, id, { live_version: version, started_at: draft.row.started_at ?? work.now })
      return { version }
    },
  })

/** The same judgement as publishing, without publishing: a canvas asks it after every change. */
const check = (steps: ReadonlyMap<string, StepDefinition>) =>
  defineCommand({
    name: 'journey.check',
    label: label('检查旅程', 'Check a journey'),
    may: { object: journeyObject, action: 'read' },
    input: z.strictObject({ graph: z.unknown(), trigger: z.unknown() }),
    run: async (_room, { graph, trigger }) => ({
      problems: draftProblems({ graph, trigger: trigger ?? { on: 'manual' } }, steps),
    }),
  })

const stateCommand = (
  name: string,
  words: ReturnType<typeof label>,
  status: 'running' | 'paused' | 'ended',
  from: readonly string[],
  more: Pick<CommandDefinition, 'icon' | 'done' | 'undo' | 'danger'>,
) =>
  defineCommand({
    name,
    label: words,
    may: { object: journeyObject, action: 'update' },
    on: journeyObject,
    writes: ['status'],
    place: ['record', 'selection'],
    offered: { status: from },
    fields: {},
    ...more,
    run: async (work, { id }) => {
      const { row } = await draftOf(work, id)
      if (!from.includes(String(row.status))) refuse('journey.wrong_state', { status: 409, params: { status: row.status } })
      await setState(work, id, status)
      if (status === 'ended')
        await work.sql(
          `update journey_run set status = 'ended', end_reason = 'stopped', ended_at = $2, due_at = null, wait_event = null where journey = $1 and status <> 'ended'`,
          [id, work.now],
        )
      return { status }
    },
  })

const enrol = defineCommand({
  name: 'journey.enrol',
  label: label('加入旅程', 'Put into the journey'),
  may: { object: journeyObject, action: 'update' },
  input: z.strictObject({ id: z.uuid(), persons: z.array(z.uuid()).min(1).max(setRowsMax) }),
  run: async (work, { id, persons }) => {
    const { entered } = await enterPersons(work, id, persons)
    return { entered: entered.length, left_out: persons.length - entered.length }
  },
})

/** The same from the persons' side: one, a chosen set, or all that match a filter. Who is in already stays as it is. */
const addPersons = defineCommand({
  name: 'journey.add_person',
  label: label('加入旅程', 'Add to a journey'),
  icon: 'route',
  may: { object: journeyObject, action: 'update' },
  on: personObject,
  place: ['record', 'selection', 'filter', 'phone'],
  fields: {
    journey: reference(label('旅程', 'Journey'), journeyObject, {
      required: true,
      where: { field: 'status', op: 'eq', value: 'running' },
    }),
  },
  done: { words: label('{n} 位客户进入了旅程', '{n} people entered the journey') },
  run: async (work, { id, journey }) => {
    await work.records.get(personObject, id, { fields: ['id'] })
    const { entered } = await enterPersons(work, journey, [id])
    if (entered.length === 0) refuse('journey.not_entered')
    return { entered: entered.length }
  },
  runSet: async (work, ids, { journey }) => {
    const { entered, seen } = await enterPersons(work, journey, ids)
    return {
      changed: entered,
      refused: ids.filter((id) => !seen.has(id)).map((id) => ({ id, code: 'record.not_found' })),
    }
  },
})

/** Fields of these persons as whoever tries sees them; those he may not see are covered, names that are no fields stay out. */
const personsAsSeen = async (work: UnitOfWork, ids: readonly string[], fields: readonly string[]) => {
  const filter = { field: 'id', op: 'in' as const, value: [...ids] }
  const page = { filter, limit: ids.length }
  const known = await work.system.records.list(personObject, page)
  const seen = await work.records.list(personObject, page)
  const paths = fields.filter((name) => name.includes('.') && work.records.mayAsk(personObject, { field: name, op: 'not_empty' }))
  const behind = paths.length === 0 ? { data: [] } : await work.records.list(personObject, { ...page, fields: paths })
  return new Map(
    seen.data.map((row) => {
      const through = behind.data.find(({ id }) => id === row.id)
      const all = known.data.find(({ id }) => id === row.id)
      const values = fields.flatMap((name): [string, unknown][] =>
        name.includes('.')
          ? [[name, through?.[name] ?? null]]
          : name in row
            ? [[name, row[name]]]
            : all && name in all
              ? [[name, all[name] === null ? null : '•••']]
              : [],
      )
      return [row.id, Object.fromEntries(values)] as const
    }),
  )
}

const trial = (steps: ReadonlyMap<string, StepDefinition>, channels: readonly ChannelDefinition[]) =>
  defineCommand({
    name: 'journey.dry_run',
    label: label('试运行', 'Dry run'),
    may: { object: journeyObject, action: 'read' },
    input: z.strictObject({ id: z.uuid(), person: z.uuid() }),
    run: async (work, { id, person }) => {
      const draft = await work.records.get(journeyObject, id)
      const problems = draftProblems({ graph: draft.graph, trigger: draft.trigger ?? { on: 'manual' } }, steps)
      if (problems.length > 0) refuse('journey.not_publishable', { problems })
      await work.records.get(personObject, person, { fields: ['id'] })
      // A trial asks and shows what whoever tries may: else it would tell a closed field condition by condition.
      const matching = async (ids: readonly string[], filter: unknown) => {
        const found = await work.records.list(personObject, {
          filter: { and: [{ field: 'id', op: 'in', value: [...ids] }, filter as never] },
          fields: ['id'],
          limit: ids.length,
        })
        return new Set(found.data.map((row) => row.id))
      }
      const persons = (ids: readonly string[], fields: readonly string[]) => personsAsSeen(work, ids, fields)
      return {
        stops: await dryRun({
          graph: surely(graphIn(draft.graph), 'what may be published is a graph'),
          steps,
          person,
          runId: work.id(),
          host: {
            now: work.now,
            zone: work.zone,
            matching,
            persons,
            channelFor: (act, name) => channelFor(channels, act, name),
          },
        }),
      }
    },
  })

/** The acts of a marketer on a journey. `steps` and `channels`: all of the product, by which a graph is judged and tried. */
export const journeyCommands = (
  steps: ReadonlyMap<string, StepDefinition>,
  channels: readonly ChannelDefinition[],
): NonNullable<ModuleDefinition['commands']> => [
  publish(steps),
  check(steps),
  trial(steps, channels),
  enrol,
  addPersons,
  counts,
  versions,
  overview,
  people,
  played,
  stateCommand('journey.pause', label('暂停', 'Pause'), 'paused', ['running'], {
    icon: 'pause',
    done: { words: label('已暂停 {n} 个旅程', 'Paused {n} journeys') },
    undo: { command: 'journey.resume' },
  }),
  stateCommand('journey.resume', label('继续', 'Resume'), 'running', ['paused'], {
    icon: 'play',
    done: { words: label('已继续 {n} 个旅程', 'Resumed {n} journeys') },
    undo: { command: 'journey.pause' },
  }),
  stateCommand('journey.end', label('结束', 'End'), 'ended', ['running', 'paused'], {
    icon: 'stop',
    done: { words: label('已结束 {n} 个旅程', 'Ended {n} journeys') },
    danger: true,
  }),
]
