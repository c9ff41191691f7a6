import { refuse } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { parseInput } from '../../model/problems/parse-input.ts'
import type { Callback, CallbackSource } from '../operations/callbacks.ts'
import { coverText } from '../operations/cover-text.rule.ts'
import { readMark, writeMark } from '../operations/dead-letter.ts'
import { failedEffects } from '../operations/failed-effects.ts'
import { reasonText } from '../operations/reason.ts'
import { api, type Http } from './host.ts'
import { guardOperations, operationsPage } from './operations-guard.ts'
import { paramOf } from './route-params.ts'

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
    const { id, channel, kind, at, attempts } = callback
    const failure = failures.get(keyOf(callback))
    const error = callback.error ?? failure
    const reason = error === undefined ? null : reasonText(words, caller.locale, error, { channel })
    return { id, kind, at, attempts, outcome: outcomeOf(callback, failure), reason }
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
export const addCallbackRoutes = (http: Http, source: CallbackSource | undefined): void => {
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
