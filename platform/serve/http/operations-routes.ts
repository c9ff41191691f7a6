import { personObject, refuse, type Room } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { factLag } from '../../store/facts/fact-lag.ts'
import { wakeReaders } from '../../store/facts/wake.ts'
import { cancelJob, countJobs, getJob, type JobLine, listJobs, retryJob } from '../../store/jobs/job-console.ts'
import type { CallbackSource } from '../operations/callbacks.ts'
import { deadFactsSource } from '../operations/dead-facts.source.ts'
import { type DeadLetterSource, listDeadLetters, readMark, writeMark } from '../operations/dead-letter.ts'
import { maskBody } from '../operations/mask-body.rule.ts'
import { deadWebhooksSource } from '../webhooks/dead-webhooks.source.ts'
import { reasonText, wasRefused } from '../operations/reason.ts'
import { api, type Http, readingRoom } from './host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { refuseWithout } from './rights.ts'
import { paramOf } from './route-params.ts'

/** Ledgers of the engines above the platform; the application names them. */
export interface OperationsGiven {
  readonly deadLetters?: readonly DeadLetterSource[]
  readonly callbacks?: CallbackSource
}

const right = 'platform.operations'
const page = { limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().max(400).nullable().default(null) }
const jobsQuery = z.strictObject({
  ...page,
  status: z.enum(['open', 'waiting', 'running', 'retrying', 'failed', 'done', 'cancelled']).optional(),
  job: z.string().max(120).optional(),
})
const lettersQuery = z.strictObject({ ...page, kind: z.string().max(40).optional() })
const replayInput = z.strictObject({ kind: z.string().max(40), id: z.string().min(1).max(200).optional() })
const callbacksQuery = z.strictObject({ ...page, channel: z.string().max(60) })

/** What these persons are called, as far as the caller may see them: one question for a whole page. */
const titlesOf = async (http: Http, request: FastifyRequest, persons: readonly string[]): Promise<Map<string, string>> => {
  const { tenant, actor } = request.caller
  const object = (await http.platform.model(tenant)).objects.get(personObject)
  const access = await http.platform.access(tenant, actor)
  if (!object || persons.length === 0 || (!access.system && access.object(personObject).read === 'none')) return new Map()
  const title = object.definition.title
  const { data } = await (await readingRoom(http, request)).records.list(personObject, {
    filter: { field: 'id', op: 'in', value: [...new Set(persons)] },
    fields: [title],
    limit: 200,
  })
  return new Map(data.map((row) => [row.id, String(row[title] ?? '')]))
}

/** Background work, readers of the ledger, letters that died: what runs, what stands still, and what a human can do about it. */
export const addOperationsRoutes = (http: Http, given: OperationsGiven): void => {
  const { app, platform } = http
  const { database } = platform
  const sources = [deadFactsSource, deadWebhooksSource, ...(given.deadLetters ?? [])]
  const guard = (request: FastifyRequest) => refuseWithout(http, request.caller, right)
  const tell = (
    request: FastifyRequest,
    name: string,
    payload: Record<string, unknown>,
    act: (room: Room) => Promise<unknown> = async () => undefined,
  ) =>
    platform.room(request.caller.tenant, request.caller.actor, async (room) => {
      await act(room)
      await room.emit({ name, payload })
    })

  /** A job that was refused ends with the refusal's code. */
  const worded = async (request: FastifyRequest, line: JobLine): Promise<JobLine> => {
    const { words } = await platform.model(request.caller.tenant)
    return { ...line, problem: line.problem === null ? null : reasonText(words, request.caller.locale, line.problem) }
  }

  app.get(api('/operations/jobs'), async (request) => {
    await guard(request)
    const { limit, cursor, status, job } = parseInput(jobsQuery, request.query, 400)
    if (cursor !== null && !/^\d{1,18}$/.test(cursor)) refuse('page.bad_cursor', { status: 400 })
    const found = await listJobs(database, request.caller.tenant, { limit: limit + 1, status, job, before: cursor })
    const data = found.slice(0, limit)
    return {
      data: await Promise.all(data.map((line) => worded(request, line))),
      next: found.length > limit ? (data.at(-1)?.id ?? null) : null,
    }
  })
  app.get(api('/operations/jobs/counts'), async (request) => {
    await guard(request)
    return countJobs(database, request.caller.tenant)
  })
  for (const [act, run] of [
    ['retry', retryJob],
    ['cancel', cancelJob],
  ] as const) {
    app.post(api(`/operations/jobs/:id/${act}`), async (request) => {
      await guard(request)
      const { tenant } = request.caller
      const id = paramOf(request, 'id')
      await run(database, tenant, id)
      const line = await getJob(database, tenant, id)
      await tell(request, act === 'retry' ? 'operations.job_retried' : 'operations.job_cancelled', { id, job: line.job })
      return worded(request, line)
    })
  }

  app.get(api('/operations/readers'), async (request) => {
    await guard(request)
    const { tenant, locale } = request.caller
    const { words } = await platform.model(tenant)
    const backlogs = await Promise.all(sources.flatMap(({ backlog }) => (backlog ? [backlog(database, tenant)] : [])))
    return {
      data: [...(await factLag(database, tenant)), ...backlogs].map((each) => ({
        ...each,
        error: each.error === null ? null : reasonText(words, locale, each.error),
      })),
    }
  })

  app.get(api('/operations/dead-letters'), async (request) => {
    await guard(request)
    const { tenant, locale } = request.caller
    const { limit, cursor, kind } = parseInput(lettersQuery, request.query, 400)
    const asked = kind === undefined ? sources : [sourceOf(kind)]
    const { letters, next } = await listDeadLetters(asked, database, tenant, {
      before: cursor === null ? null : readMark(cursor),
      limit,
    })
    const titles = await titlesOf(
      http,
      request,
      letters.flatMap(({ person }) => person ?? []),
    )
    const { words } = await platform.model(tenant)
    const data = letters.map(({ body, person, error, ...letter }) => {
      const title = person === null ? undefined : titles.get(person)
      return {
        ...letter,
        reason: reasonText(words, locale, error, { channel: letter.where }),
        person: title === undefined ? null : { id: person, title },
        body: maskBody(body),
      }
    })
    return { data, next }
  })
  app.get(api('/operations/dead-letters/counts'), async (request) => {
    await guard(request)
    return Object.fromEntries(
      await Promise.all(
        sources.map(async (source) => [source.kind, await source.count(database, request.caller.tenant)] as const),
      ),
    )
  })
  app.post(api('/operations/dead-letters/replay'), async (request) => {
    await guard(request)
    const { kind, id } = parseInput(replayInput, request.body)
    const source = sourceOf(kind)
    let replayed = 0
    await tell(request, 'operations.replayed', { kind, id: id ?? null }, async (room) => {
      replayed = await source.replay(room.system, id === undefined ? null : [id])
      if (replayed === 0) refuse('operations.nothing_dead', { status: 404 })
    })
    wakeReaders(database, request.caller.tenant)
    return { replayed }
  })

  app.get(api('/operations/callbacks'), async (request) => {
    await guard(request)
    const { tenant, locale } = request.caller
    const { channel, limit, cursor } = parseInput(callbacksQuery, request.query, 400)
    if (!given.callbacks) return { data: [], next: null, refused: [] }
    const { words } = await platform.model(tenant)
    const found = await given.callbacks.list(database, tenant, {
      channel,
      before: cursor === null ? null : readMark(cursor),
      limit: limit + 1,
    })
    const data = found.slice(0, limit)
    const last = data.at(-1)
    const refused = cursor === null ? await given.callbacks.refused(database, tenant, channel) : []
    return {
      data: data.map(({ state, error, ...callback }) => ({
        ...callback,
        outcome:
          state === 'done' ? 'handled' : state === 'waiting' ? 'waiting' : wasRefused(words, error ?? '') ? 'refused' : 'failed',
        reason: error === null ? null : reasonText(words, locale, error, { channel }),
      })),
      next: found.length > limit && last ? writeMark({ at: last.at, kind: channel, id: last.id }) : null,
      refused: refused.map((each) => ({ ...each, text: reasonText(words, locale, each.reason) })),
    }
  })

  function sourceOf(kind: string): DeadLetterSource {
    return sources.find((source) => source.kind === kind) ?? refuse('operations.unknown_kind', { status: 404, params: { kind } })
  }
}
