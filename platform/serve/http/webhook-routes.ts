import { refuse, type UnitOfWork } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { newId } from '../../store/db/new-id.ts'
import { dropWaiting } from '../webhooks/delivery-store.ts'
import {
  type Ask,
  askIn,
  insertSubscription,
  listSubscriptions,
  pauseSubscription,
  removeSubscription,
  replaceSecret,
  resumeSubscription,
  type Subscription,
  type SubscriptionLine,
  updateSubscription,
} from '../webhooks/subscription-store.ts'
import { newWebhookSecret } from '../signing/index.ts'
import { api, type Http } from './host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { refuseWithout } from './rights.ts'
import { addWebhookDeliveryRoutes } from './webhook-delivery-routes.ts'
import { checkAddress, checkEvents, checkRole, subscriptionChange, subscriptionInput } from './webhook-input.ts'
import { ownSubscription, subscriptionIdOf, webhookRight } from './webhook-own.ts'
import { wordedFault } from './worded-fault.ts'

const resumeInput = z.strictObject({ skip_waiting: z.boolean().default(false) })

const asking =
  ({ platform }: Http, { caller }: FastifyRequest): Ask =>
  (statement) =>
    platform.database.query(caller.tenant, statement)

/** What is done to a subscription, and the fact that tells it: both, or neither. */
const telling = <T>(
  { platform }: Http,
  { caller }: FastifyRequest,
  told: { readonly name: string; readonly payload: Record<string, unknown> },
  act: (work: UnitOfWork) => Promise<T>,
): Promise<T> =>
  platform.work(caller.tenant, caller.actor, async (work) => {
    const answer = await act(work)
    await work.emit({ name: `webhook.${told.name}`, payload: told.payload })
    return answer
  })

/** What waits goes in sets, so that a long list of it is no long transaction. */
const dropAllWaiting = async ({ platform }: Http, { caller }: FastifyRequest, id: string): Promise<void> => {
  while (await platform.work(caller.tenant, caller.actor, (work) => dropWaiting(askIn(work), id)));
}

const worded = async (http: Http, request: FastifyRequest, line: SubscriptionLine) => ({
  ...line,
  paused_because: await wordedFault(http, request, { url: line.url, fault: line.paused_because }),
  last_problem: await wordedFault(http, request, { url: line.url, fault: line.last_problem }),
})
const shown = async (http: Http, request: FastifyRequest, id: string) => {
  const [line] = await listSubscriptions(asking(http, request), id)
  return line ? worded(http, request, line) : refuse('webhook.not_found', { status: 404 })
}

const addReadingRoutes = (http: Http): void => {
  const { app } = http
  app.get(api('/webhooks'), async (request) => {
    await refuseWithout(http, request.caller, webhookRight)
    const lines = await listSubscriptions(asking(http, request))
    return { data: await Promise.all(lines.map((line) => worded(http, request, line))) }
  })
  app.get(api('/webhooks/:id'), async (request) => {
    await refuseWithout(http, request.caller, webhookRight)
    return shown(http, request, subscriptionIdOf(request))
  })
}

type Private = readonly string[]

/** Answers the id, and the secret that is shown this once. */
const subscribe = async (http: Http, request: FastifyRequest, allowPrivate: Private): Promise<{ id: string; secret: string }> => {
  const { caller } = request
  const input = parseInput(subscriptionInput, request.body)
  await checkAddress(input.url, allowPrivate)
  await checkEvents(http, caller, input.events)
  await checkRole(http, caller, input.role)
  const secret = newWebhookSecret()
  const sealed = await http.platform.secrets.encrypt(caller.tenant, secret)
  const id = newId()
  const { kind, id: maker, name: maker_name = null } = caller.actor
  const { role, name, events, url } = input
  const payload = { subscription: id, title: name, host: new URL(url).host, events, role }
  await telling(http, request, { name: 'subscribed', payload }, (work) =>
    insertSubscription(askIn(work), { id, ...input, secret: sealed, maker_kind: kind, maker, maker_name }),
  )
  return { id, secret }
}

const change = async (http: Http, request: FastifyRequest, found: Subscription, allowPrivate: Private): Promise<void> => {
  const given = parseInput(subscriptionChange, request.body)
  if (given.url !== undefined) await checkAddress(given.url, allowPrivate)
  if (given.events) await checkEvents(http, request.caller, given.events)
  if (given.role) await checkRole(http, request.caller, given.role)
  const { url, ...rest } = given
  const host = url === undefined ? {} : { host: new URL(url).host }
  const payload = { subscription: found.id, title: found.name, ...rest, ...host }
  await telling(http, request, { name: 'changed', payload }, (work) => updateSubscription(askIn(work), found.id, given))
}

const addWritingRoutes = (http: Http, allowPrivate: Private): void => {
  const { app } = http
  app.post(api('/webhooks'), async (request, reply) => {
    await refuseWithout(http, request.caller, webhookRight)
    const { id, secret } = await subscribe(http, request, allowPrivate)
    return reply.code(201).send({ ...(await shown(http, request, id)), secret })
  })
  app.patch(api('/webhooks/:id'), async (request) => {
    const found = await ownSubscription(http, request)
    await change(http, request, found, allowPrivate)
    return shown(http, request, found.id)
  })
  app.delete(api('/webhooks/:id'), async (request, reply) => {
    const { id, name } = await ownSubscription(http, request)
    await dropAllWaiting(http, request, id)
    const payload = { subscription: id, title: name }
    await telling(http, request, { name: 'unsubscribed', payload }, (work) => removeSubscription(askIn(work), id))
    return reply.code(204).send()
  })
}

/** Standing still, going on, and a new secret. */
const addStateRoutes = (http: Http): void => {
  const { app, platform } = http
  app.post(api('/webhooks/:id/pause'), async (request) => {
    const { id, name } = await ownSubscription(http, request)
    const payload = { subscription: id, title: name }
    await telling(http, request, { name: 'paused_by_hand', payload }, async (work) => {
      if (!(await pauseSubscription(askIn(work), id, null))) refuse('webhook.already_paused', { status: 409 })
    })
    return shown(http, request, id)
  })
  app.post(api('/webhooks/:id/resume'), async (request) => {
    const { id, name, state } = await ownSubscription(http, request)
    const { skip_waiting } = parseInput(resumeInput, request.body ?? {})
    if (state !== 'paused') refuse('webhook.not_paused', { status: 409 })
    if (skip_waiting) await dropAllWaiting(http, request, id)
    const payload = { subscription: id, title: name, skip_waiting }
    await telling(http, request, { name: 'resumed', payload }, (work) => resumeSubscription(askIn(work), id))
    return shown(http, request, id)
  })
  app.post(api('/webhooks/:id/rotate-secret'), async (request) => {
    const { id, name } = await ownSubscription(http, request)
    const secret = newWebhookSecret()
    const sealed = await platform.secrets.encrypt(request.caller.tenant, secret)
    const payload = { subscription: id, title: name }
    const old_secret_until = await telling(http, request, { name: 'secret_rotated', payload }, (work) =>
      replaceSecret(askIn(work), id, sealed),
    )
    return { secret, old_secret_until }
  })
}

/** Subscriptions of addresses outside to facts. Whoever touches one holds what its role holds: else he would hear, at an address of his own, what he may not see. */
export const addWebhookRoutes = (http: Http, { allowPrivate }: { readonly allowPrivate: readonly string[] }): void => {
  addReadingRoutes(http)
  addWritingRoutes(http, allowPrivate)
  addStateRoutes(http)
  addWebhookDeliveryRoutes(http, allowPrivate)
}
