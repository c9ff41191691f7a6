import { type Fact, refuse } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { grantsOfRoles } from '../../model/access/load-access.ts'
import { newId } from '../../store/db/new-id.ts'
import { factColumns } from '../../store/facts/read-facts.ts'
import { wakeReaders } from '../../store/facts/wake.ts'
import {
  type DeliveryLine,
  getDelivery,
  insertTried,
  listDeliveries,
  type Outcome,
  replayDead,
  replayDelivery,
} from '../webhooks/delivery-store.ts'
import { wasTaken } from '../webhooks/fate.rule.ts'
import { type FetchOut, postWebhook } from '../webhooks/post-webhook.ts'
import { secretsOf } from '../webhooks/send-batch.ts'
import { accessOfRole, sentFact } from '../webhooks/sent-fact.ts'
import { type Ask, askIn, getSubscription, type Subscription } from '../webhooks/subscription-store.ts'
import { guardedFetch } from './guarded-fetch.ts'
import { api, type Http } from './host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { refuseWithout } from './rights.ts'
import { coversRole } from './webhook-input.ts'
import { ownSubscription, webhookRight } from './webhook-own.ts'
import { wordedFault } from './worded-fault.ts'

const page = z.strictObject({
  state: z.enum(['waiting', 'sent', 'dead', 'withheld']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullable()
    .default(null),
})
const since = z.strictObject({ since: z.iso.datetime({ offset: true }) })
const ids = z.object({ id: z.uuid(), delivery: z.uuid() })
const testEvent = 'webhook.test'

const asking =
  ({ platform }: Http, { caller }: FastifyRequest): Ask =>
  (statement) =>
    platform.database.query(caller.tenant, statement)

const deliveryOf = (request: FastifyRequest): string => {
  const parsed = ids.safeParse(request.params)
  return parsed.success ? parsed.data.delivery : refuse('webhook.no_delivery', { status: 404 })
}
const readable = async (http: Http, request: FastifyRequest): Promise<Subscription> => {
  await refuseWithout(http, request.caller, webhookRight)
  const { id } = parseInput(z.object({ id: z.uuid() }), request.params, 404)
  return getSubscription(asking(http, request), id)
}
const worded = async (http: Http, request: FastifyRequest, { url }: Subscription, line: DeliveryLine) => ({
  ...line,
  // An answer may say back what was sent.
  answer: null,
  problem: await wordedFault(http, request, { url, fault: line.problem }),
})

/** The body that a delivery says now, for who may see it. */
const bodyOf = async (http: Http, request: FastifyRequest, { id, name, role }: Subscription, fact: string | null) => {
  if (fact === null) return null
  const { platform } = http
  const { tenant } = request.caller
  const [model, roles, [told]] = await Promise.all([
    platform.model(tenant),
    grantsOfRoles((statement) => platform.database.query(tenant, statement), [role]),
    asking(http, request)<Fact>({ text: `select ${factColumns} from fact f where f.id = $1`, values: [fact] }),
  ])
  const grants = roles.get(role)
  return told && grants ? sentFact(model, accessOfRole(id, name, grants), told) : null
}

/** Puts deliveries back, and tells the fact that somebody did. */
const replaying = async <T>(
  { platform }: Http,
  { caller }: FastifyRequest,
  { id, name }: Subscription,
  given: { readonly payload: Record<string, unknown>; readonly act: (ask: Ask) => Promise<T> },
): Promise<T> => {
  const answer = await platform.work(caller.tenant, caller.actor, async (work) => {
    const done = await given.act(askIn(work))
    await work.emit({ name: 'webhook.replayed', payload: { subscription: id, title: name, ...given.payload } })
    return done
  })
  wakeReaders(platform.database, caller.tenant)
  return answer
}

const addReadingRoutes = (http: Http): void => {
  const { app } = http
  app.get(api('/webhooks/:id/deliveries'), async (request) => {
    const subscription = await readable(http, request)
    const { state = null, limit, cursor } = parseInput(page, request.query, 400)
    const found = await listDeliveries(asking(http, request), subscription.id, { state, before: cursor, limit: limit + 1 })
    const data = found.slice(0, limit)
    return {
      data: await Promise.all(data.map((line) => worded(http, request, subscription, line))),
      next: found.length > limit ? (data.at(-1)?.place ?? null) : null,
    }
  })
  app.get(api('/webhooks/:id/deliveries/:delivery'), async (request) => {
    const subscription = await readable(http, request)
    const line = await getDelivery(asking(http, request), subscription.id, deliveryOf(request))
    const open = await coversRole(http, request.caller, subscription.role)
    return {
      ...(await worded(http, request, subscription, line)),
      open,
      request: open ? await bodyOf(http, request, subscription, line.fact) : null,
      answer: open ? line.answer : null,
    }
  })
}

const addReplayRoutes = (http: Http): void => {
  const { app } = http
  app.post(api('/webhooks/:id/deliveries/:delivery/replay'), async (request) => {
    const subscription = await ownSubscription(http, request)
    const delivery = deliveryOf(request)
    await replaying(http, request, subscription, {
      payload: { delivery },
      act: (ask) => replayDelivery(ask, subscription.id, delivery),
    })
    return worded(http, request, subscription, await getDelivery(asking(http, request), subscription.id, delivery))
  })
  app.post(api('/webhooks/:id/replay'), async (request) => {
    const subscription = await ownSubscription(http, request)
    const input = parseInput(since, request.body)
    const replayed = await replaying(http, request, subscription, {
      payload: input,
      act: async (ask) => {
        const count = await replayDead(ask, subscription.id, input.since)
        return count > 0 ? count : refuse('webhook.nothing_to_replay', { status: 404 })
      },
    })
    return { replayed }
  })
}

/** Sends a word of no meaning, once, and writes down what came back. Answers the id of the delivery. */
const sendTest = async (http: Http, request: FastifyRequest, subscription: Subscription, fetchOut: FetchOut): Promise<string> => {
  const secrets = await secretsOf(http.platform, request.caller.tenant, subscription)
  const id = newId()
  const now = new Date()
  const body = JSON.stringify({
    id,
    name: testEvent,
    occurred_at: now.toISOString(),
    payload: { subscription: subscription.id },
  })
  const posted = await postWebhook(fetchOut, { url: subscription.url, secrets, id, body, now })
  const { status, answer, problem, tookMs: took_ms } = posted
  const state: Outcome['state'] = wasTaken(posted) ? 'sent' : 'dead'
  const outcome: Outcome = { id, state, attempts: 1, next_ms: null, status, answer, problem, took_ms }
  await insertTried(asking(http, request), { subscription: subscription.id, name: testEvent, lane: id, outcome })
  return id
}

/** What was sent to a subscription, what came back, and sending it again. */
export const addWebhookDeliveryRoutes = (http: Http, allowPrivate: readonly string[]): void => {
  const fetchOut = guardedFetch({ allowPrivate })
  addReadingRoutes(http)
  addReplayRoutes(http)
  http.app.post(api('/webhooks/:id/test'), async (request) => {
    const subscription = await ownSubscription(http, request)
    const id = await sendTest(http, request, subscription, fetchOut)
    const line = await getDelivery(asking(http, request), subscription.id, id)
    return { ...(await worded(http, request, subscription, line)), answer: line.answer }
  })
}
