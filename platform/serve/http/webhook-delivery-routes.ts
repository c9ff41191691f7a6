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
  replayDead,
  replayDelivery,
} from '../webhooks/delivery-store.ts'
import { wasTaken } from '../webhooks/fate.rule.ts'
import { postWebhook } from '../webhooks/post-webhook.ts'
import { secretsOf } from '../webhooks/send-batch.ts'
import { accessOfRole, sentFact } from '../webhooks/sent-fact.ts'
import { type Ask, askIn, getSubscription, type Subscription } from '../webhooks/subscription-store.ts'
import { guardedFetch } from './guarded-fetch.ts'
import { api, type Http } from './host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { refuseWithout } from './rights.ts'
import { coversRole } from './webhook-input.ts'
import { wordedFault } from './worded-fault.ts'

interface Given {
  readonly allowPrivate: readonly string[]
  /** The subscription of a request, if the caller may touch it. */
  readonly own: (request: FastifyRequest) => Promise<Subscription>
  readonly right: string
}
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

/** What was sent to a subscription, what came back, and sending it again. */
export const addWebhookDeliveryRoutes = (http: Http, { allowPrivate, own, right }: Given): void => {
  const { app, platform } = http
  const { database } = platform
  const fetchOut = guardedFetch({ allowPrivate })
  const asking =
    (request: FastifyRequest): Ask =>
    (statement) =>
      database.query(request.caller.tenant, statement)
  const deliveryOf = (request: FastifyRequest): string => {
    const parsed = ids.safeParse(request.params)
    return parsed.success ? parsed.data.delivery : refuse('webhook.no_delivery', { status: 404 })
  }
  const readable = async (request: FastifyRequest): Promise<Subscription> => {
    await refuseWithout(http, request.caller, right)
    const { id } = parseInput(z.object({ id: z.uuid() }), request.params, 404)
    return getSubscription(asking(request), id)
  }
  const worded = async (request: FastifyRequest, { url }: Subscription, line: DeliveryLine) => ({
    ...line,
    // An answer may say back what was sent.
    answer: null,
    problem: await wordedFault(http, request, { url, fault: line.problem }),
  })
  /** The body that a delivery says now, for who may see it. */
  const bodyOf = async (request: FastifyRequest, { id, name, role }: Subscription, fact: string | null): Promise<unknown> => {
    if (fact === null) return null
    const { tenant } = request.caller
    const [model, roles, [told]] = await Promise.all([
      platform.model(tenant),
      grantsOfRoles((statement) => database.query(tenant, statement), [role]),
      asking(request)<Fact>({ text: `select ${factColumns} from fact f where f.id = $1`, values: [fact] }),
    ])
    const grants = roles.get(role)
    return told && grants ? sentFact(model, accessOfRole(id, name, grants), told) : null
  }
  const tell = <T>(
    request: FastifyRequest,
    { id, name }: Subscription,
    payload: Record<string, unknown>,
    act: (ask: Ask) => Promise<T>,
  ) =>
    platform.room(request.caller.tenant, request.caller.actor, async (room) => {
      const answer = await act(askIn(room))
      await room.emit({ name: 'webhook.replayed', payload: { subscription: id, title: name, ...payload } })
      return answer
    })

  app.get(api('/webhooks/:id/deliveries'), async (request) => {
    const subscription = await readable(request)
    const { state = null, limit, cursor } = parseInput(page, request.query, 400)
    const found = await listDeliveries(asking(request), subscription.id, { state, before: cursor, limit: limit + 1 })
    const data = found.slice(0, limit)
    return {
      data: await Promise.all(data.map((line) => worded(request, subscription, line))),
      next: found.length > limit ? (data.at(-1)?.place ?? null) : null,
    }
  })
  app.get(api('/webhooks/:id/deliveries/:delivery'), async (request) => {
    const subscription = await readable(request)
    const line = await getDelivery(asking(request), subscription.id, deliveryOf(request))
    const open = await coversRole(http, request.caller, subscription.role)
    return {
      ...(await worded(request, subscription, line)),
      open,
      request: open ? await bodyOf(request, subscription, line.fact) : null,
      answer: open ? line.answer : null,
    }
  })
  app.post(api('/webhooks/:id/deliveries/:delivery/replay'), async (request) => {
    const subscription = await own(request)
    const delivery = deliveryOf(request)
    await tell(request, subscription, { delivery }, (ask) => replayDelivery(ask, subscription.id, delivery))
    wakeReaders(database, request.caller.tenant)
    return worded(request, subscription, await getDelivery(asking(request), subscription.id, delivery))
  })
  app.post(api('/webhooks/:id/replay'), async (request) => {
    const subscription = await own(request)
    const input = parseInput(since, request.body)
    const replayed = await tell(request, subscription, input, async (ask) => {
      const count = await replayDead(ask, subscription.id, input.since)
      return count > 0 ? count : refuse('webhook.nothing_to_replay', { status: 404 })
    })
    wakeReaders(database, request.caller.tenant)
    return { replayed }
  })
  app.post(api('/webhooks/:id/test'), async (request) => {
    const subscription = await own(request)
    const { tenant } = request.caller
    const secrets = await secretsOf(platform, tenant, subscription)
    const id = newId()
    const now = new Date()
    const body = JSON.stringify({
      id,
      name: testEvent,
      occurred_at: now.toISOString(),
      payload: { subscription: subscription.id },
    })
    const posted = await postWebhook(fetchOut, { url: subscription.url, secrets, id, body, now })
    const { status, answer, problem, tookMs } = posted
    const outcome = {
      id,
      state: wasTaken(posted) ? ('sent' as const) : ('dead' as const),
      attempts: 1,
      next_ms: null,
      status,
      answer,
      problem,
      took_ms: tookMs,
    }
    await insertTried(asking(request), { subscription: subscription.id, name: testEvent, lane: id, outcome })
    const line = await getDelivery(asking(request), subscription.id, id)
    return { ...(await worded(request, subscription, line)), answer: line.answer }
  })
}
