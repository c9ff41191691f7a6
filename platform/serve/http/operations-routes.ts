import { type JobLine, refuse } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { factLag } from '../../store/facts/fact-lag.ts'
import { cancelJob, countJobs, getJob, listJobs, retryJob } from '../../store/jobs/job-console.ts'
import type { CallbackSource } from '../operations/callbacks.ts'
import { deadFactsSource } from '../operations/dead-facts.source.ts'
import type { DeadLetterSource } from '../operations/dead-letter.ts'
import { deadWebhooksSource } from '../webhooks/dead-webhooks.source.ts'
import { reasonText } from '../operations/reason.ts'
import { addCallbackRoutes } from './callback-routes.ts'
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
    const { words } = await platform.model(tenant)
    const backlogs = await Promise.all(sources.flatMap(({ backlog }) => (backlog ? [backlog(database, tenant)] : [])))
    return {
      data: [...(await factLag(database, tenant)), ...backlogs].map((each) => ({
        ...each,
        error: each.error === null ? null : reasonText(words, locale, each.error),
      })),
    }
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
