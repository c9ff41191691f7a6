import { type JobLine, refuse } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { factLag } from '../../store/facts/fact-lag.ts'
import { cancelJob, countJobs, getJob, listJobs, retryJob } from '../../store/jobs/job-console.ts'
import type { Callback, CallbackSource } from '../operations/callbacks.ts'
import { coverText } from '../operations/cover-text.rule.ts'
import { deadFactsSource } from '../operations/dead-facts.source.ts'
import { type Backlog, type DeadLetterSource, readMark, writeMark } from '../operations/dead-letter.ts'
import { failedEffects } from '../operations/failed-effects.ts'
import { deadWebhooksSource } from '../webhooks/dead-webhooks.source.ts'
import { reasonText } from '../operations/reason.ts'
import { addDeadLetterRoutes } from './dead-letter-routes.ts'
import { api, type Http } from './host.ts'
import { guardOperations, operationsPage, tellOperation } from './operations-guard.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { paramOf } from './route-params.ts'

/** Ledgers of the engines above the platform; the application names them. */
export interface OperationsGiven {
  readonly deadLetters?: readonly DeadLetterSource[]
  readonly callbacks?: CallbackSource
}

const jobsQuery = z.strictObject({
  ...operationsPage,
  status: z.enum(['open', 'waiting', 'running', 'retrying', 'failed', 'done', 'cancelled']).optional(),
  job: z.string().max(120).optional(),
})

/** A job that was refused ends with the refusal's code. */
const worded = async ({ platform }: Http, { caller }: FastifyRequest, line: JobLine): Promise<JobLine> => {
  const { words } = await platform.model(caller.tenant)
  return { ...line, problem: line.problem === null ? null : reasonText(words, caller.locale, line.problem) }
}

const addJobRoutes = (http: Http): void => {
  const { app, platform } = http
  const { database } = platform
  app.get(api('/operations/jobs'), async (request) => {
    await guardOperations(http, request)
    const { limit, cursor, status, job } = parseInput(jobsQuery, request.query, 400)
    if (cursor !== null && !/^\d{1,18}$/.test(cursor)) refuse('page.bad_cursor', { status: 400 })
    const found = await listJobs(database, request.caller.tenant, { limit: limit + 1, status, job, before: cursor })
    const data = found.slice(0, limit)
    return {
      data: await Promise.all(data.map((line) => worded(http, request, line))),
      next: found.length > limit ? (data.at(-1)?.id ?? null) : null,
    }
  })
  app.get(api('/operations/jobs/counts'), async (request) => {
    await guardOperations(http, request)
    return countJobs(database, request.caller.tenant)
  })
  const acts = [
    { act: 'retry', run: retryJob, name: 'operations.job_retried' },
    { act: 'cancel', run: cancelJob, name: 'operations.job_cancelled' },
  ]
  for (const { act, run, name } of acts)
    app.post(api(`/operations/jobs/:id/${act}`), async (request) => {
      await guardOperations(http, request)
      const { tenant } = request.caller
      const id = paramOf(request, 'id')
      await run(database, tenant, id)
      const line = await getJob(database, tenant, id)
      await tellOperation(http, request, { name, payload: { id, job: line.job } })
      return worded(http, request, line)
    })
}

/** How far readers of the ledger are behind, and the machines that keep no cursor in it. */
const addReaderRoutes = (http: Http, sources: readonly DeadLetterSource[]): void => {
  const { app, platform } = http
  const { database } = platform
  app.get(api('/operations/readers'), async (request) => {
    await guardOperations(http, request)
    const { tenant, locale } = request.caller
    const { words, channels } = await platform.model(tenant)
    const backlogs = await Promise.all(sources.flatMap(({ backlog }) => (backlog ? [backlog(database, tenant)] : [])))
    const lines: readonly Backlog[] = [...(await factLag(database, tenant)), ...backlogs]
    const said = (reason: string, params = {}) => reasonText(words, locale, reason, params)
    return {
      data: lines.map(({ closed = [], error, ...line }) => {
        const doors = closed.map((door) => ({ ...door, reason: said(door.reason, { channel: door.channel }) }))
        const called = (channel: string) => channels.get(channel)?.label[locale === 'en' ? 'en' : 'zh'] ?? channel
        const where = doors.map(({ channel, issuer }) => `${called(channel)} ${issuer}`.trim()).join(', ')
        const why = doors.find(({ reason }) => reason !== '')?.reason
        const params = doors.length > 0 ? { where, why } : {}
        return { ...line, error: error === null ? null : said(error, params), closed: doors }
      }),
    }
  })
}

const callbacksQuery = z.strictObject({ ...operationsPage, channel: z.string().max(60) })
const idShape = z.uuid()

type Outcome = 'done' | 'unneeded' | 'waiting' | 'failed'
/** What is done had an effect: what nobody answers is said as such, and what was understood but could not be carried out has failed. */
const outcomeOf = ({ state, needed }: Callback, failure: string | undefined): Outcome => {
  if (state === 'waiting') return 'waiting'
  if (state === 'dead' || failure !== undefined) return 'failed'
  return needed === false ? 'unneeded' : 'done'
}

const told = async ({ platform }: Http, { caller }: FastifyRequest, callbacks: readonly Callback[]) => {
  const keyOf = ({ channel, message_id }: Callback) => `${channel}:${message_id}`
  const failures = await failedEffects(platform.database, caller.tenant, callbacks.map(keyOf))
  const { words } = await platform.model(caller.tenant)
  return callbacks.map((callback) => {
    const { id, channel, kind, at, attempts, issuer } = callback
    const failure = failures.get(keyOf(callback))
    const error = callback.error ?? failure
    const reason = error === undefined ? null : reasonText(words, caller.locale, error, { channel })
    return { id, kind, at, attempts, issuer, outcome: outcomeOf(callback, failure), reason }
  })
}

const callbacksOf = async (http: Http, source: CallbackSource, request: FastifyRequest) => {
  const { database } = http.platform
  const { tenant, locale } = request.caller
  const { channel, limit, cursor } = parseInput(callbacksQuery, request.query, 400)
  const { words } = await http.platform.model(tenant)
  const before = cursor === null ? null : readMark(cursor)
  const found = await source.list(database, tenant, { channel, before, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const refused = cursor === null ? await source.refused(database, tenant, channel) : []
  return {
    data: await told(http, request, page),
    next: found.length > limit && last ? writeMark({ at: last.at, kind: channel, id: last.id }) : null,
    refused: refused.map(({ texts, ...each }) => ({
      ...each,
      text: reasonText(words, locale, each.reason),
      texts: texts.map(({ at, text }) => ({ at, text: coverText(text) })),
    })),
  }
}

/** What a channel received and what became of it, each with its text as it came. */
const addCallbackRoutes = (http: Http, source: CallbackSource | undefined): void => {
  http.app.get(api('/operations/callbacks'), async (request) => {
    await guardOperations(http, request)
    if (source) return callbacksOf(http, source, request)
    parseInput(callbacksQuery, request.query, 400)
    return { data: [], next: null, refused: [] }
  })
  http.app.get(api('/operations/callbacks/:id'), async (request) => {
    await guardOperations(http, request)
    const id = idShape.safeParse(paramOf(request, 'id'))
    const found = id.success ? await source?.read(http.platform.database, request.caller.tenant, id.data) : null
    const [callback] = found ? await told(http, request, [found.callback]) : []
    if (!found || !callback) return refuse('operations.no_callback', { status: 404 })
    return { ...callback, text: coverText(found.text) }
  })
}

/** Background work, readers of the ledger, letters that died: what runs, what stands still, and what a human can do about it. */
export const addOperationsRoutes = (http: Http, { deadLetters = [], callbacks }: OperationsGiven): void => {
  const sources = [deadFactsSource, deadWebhooksSource, ...deadLetters]
  addJobRoutes(http)
  addReaderRoutes(http, sources)
  addDeadLetterRoutes(http, sources)
  addCallbackRoutes(http, callbacks)
}
