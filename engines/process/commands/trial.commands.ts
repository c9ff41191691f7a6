import {
  channelFor,
  defineCommand,
  type Filter,
  filterIn,
  label,
  personObject,
  type ProcessDefinition,
  refuse,
  type StepHost,
  surely,
  textIn,
  type UnitOfWork,
} from '@lianke/kernel'
import { z } from 'zod'
import { dryRun } from '../dry-run.ts'
import { draftProblems, graphIn } from '../rules/graph.rule.ts'
import { subjectObjectOf, wordsFor } from './definition-of.ts'
import { judgingOf, type ProductOfProcesses } from './judging-of.ts'

type RelatedAsked = Parameters<StepHost['related']>[0]

/** Fields of these records as whoever tries sees them; those he may not see are covered, names that are no fields stay out. */
const recordsAsSeen = async (work: UnitOfWork, object: string, ids: readonly string[], fields: readonly string[]) => {
  const filter = { field: 'id', op: 'in' as const, value: [...ids] }
  const page = { filter, limit: ids.length }
  const known = await work.system.records.list(object, page)
  const seen = await work.records.list(object, page)
  const paths = fields.filter((name) => name.includes('.') && work.records.mayAsk(object, { field: name, op: 'not_empty' }))
  const behind = paths.length === 0 ? { data: [] } : await work.records.list(object, { ...page, fields: paths })
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

/** Whom a filter has, as far as whoever tries may ask: else a trial would tell a closed field condition by condition. */
const matchingAsSeen = async (work: UnitOfWork, object: string, ids: readonly string[], filter: unknown) => {
  const asked: Filter = filterIn(filter) ?? { and: [] }
  const found = await work.records.list(object, {
    filter: { and: [{ field: 'id', op: 'in', value: [...ids] }, asked] },
    fields: ['id'],
    limit: ids.length,
  })
  return new Set(found.data.map((row) => row.id))
}

/** Records that point to these, as far as whoever tries sees them. */
const relatedAsSeen: (work: UnitOfWork, asked: RelatedAsked) => ReturnType<StepHost['related']> = async (
  work,
  { object, via, of, filter, limit },
) => {
  const related = new Map<string, string[]>()
  const linked = via ? [{ field: via, op: 'in' as const, value: [...of] }] : []
  const asked: Filter = { and: [...linked, ...(filter ? [filter] : [])] }
  for await (const set of work.records.inSets(object, { filter: asked, fields: ['id', ...(via ? [via] : [])] }))
    for (const row of set) {
      const owner = via ? (textIn(row[via]) ?? '') : ''
      const known = related.get(owner) ?? []
      related.set(owner, known)
      if (known.length < limit) known.push(row.id)
      else return related
    }
  return related
}

/** Walks one record through what is drawn; nothing is written, nothing is sent. */
export const trial = (kind: ProcessDefinition, product: ProductOfProcesses) => {
  const { steps, channels } = product
  const { one } = wordsFor(kind)
  return defineCommand({
    name: `${kind.name}.dry_run`,
    label: label('试运行', 'Dry run'),
    may: { object: kind.object, action: 'read' },
    input: z.strictObject({ id: z.uuid(), [one]: z.uuid() }),
    run: async (work, input) => {
      const subject = String(input[one])
      const draft = await work.records.get(kind.object, String(input.id))
      const object = subjectObjectOf(work, kind, draft.subject_object)
      const judging = await judgingOf(work, kind, product, { id: draft.id, subject: object, graph: draft.graph })
      const problems = draftProblems({ graph: draft.graph, trigger: draft.trigger ?? { on: 'manual' } }, judging)
      if (!object || problems.length > 0) refuse(`${kind.name}.not_publishable`, { problems })
      const whose = object.name === personObject ? 'id' : object.person
      const row = await work.records.get(object.name, subject, { fields: [whose ?? 'id'] })
      return {
        stops: await dryRun({
          graph: surely(graphIn(draft.graph), 'what may be published is a graph'),
          steps,
          subject,
          person: whose ? textIn(row[whose]) : null,
          runId: work.id(),
          host: {
            kind: kind.name,
            now: work.now,
            zone: work.zone,
            calendar: async () => (await work.calendars()).usual,
            object: object.name,
            matching: (ids, filter) => matchingAsSeen(work, object.name, ids, filter),
            records: (ids, fields) => recordsAsSeen(work, object.name, ids, fields),
            related: (asked) => relatedAsSeen(work, asked),
            persons: (ids, fields) => recordsAsSeen(work, personObject, ids, fields),
            channelFor: (act, name) => channelFor(channels, act, name),
          },
        }),
      }
    },
  })
}
