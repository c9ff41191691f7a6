import { refuse, type Room } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { newId } from '../../store/db/new-id.ts'
import { dropWaiting } from '../webhooks/delivery-store.ts'
import {
  type Ask,
  askIn,
  getSubscription,
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
import { checkAddress, checkEvents, checkRole, refuseBeyondRole, subscriptionChange, subscriptionInput } from './webhook-input.ts'
import { wordedFault } from './worded-fault.ts'

const webhookRight = 'platform.webhooks'
const resumeInput = z.strictObject({ skip_waiting: z.boolean().default(false) })

/** Subscriptions of addresses outside to facts. Whoever touches one holds what its role holds: else he would hear, at an address of his own, what he may not see. */
export const addWebhookRoutes = (http: Http, { allowPrivate }: { readonly allowPrivate: readonly string[] }): void => {
  const { app, platform } = http
  const asking =
    (request: FastifyRequest): Ask =>
    (statement) =>
      platform.database.query(request.caller.tenant, statement)
  const idOf = (request: FastifyRequest): string => {
    const parsed = z.object({ id: z.uuid() }).safeParse(request.params)
    return parsed.success ? parsed.data.id : refuse('webhook.not_found', { status: 404 })
  }
  /** One that the caller may touch. */
  const own = async (request: FastifyRequest): Promise<Subscription> => {
    await refuseWithout(http, request.caller, webhookRight)
    const found = await getSubscription(asking(request), idOf(request))
    await refuseBeyondRole(http, request.caller, found.role)
    return found
  }
  const tell = <T>(request: FastifyRequest, name: string, payload: Record<string, unknown>, act: (room: Room) => Promise<T>) =>
    platform.room(request.caller.tenant, request.caller.actor, async (room) => {
      const answer = await act(room)
      await room.emit({ name: `webhook.${name}`, payload })
      return answer
    })
  const worded = async (request: FastifyRequest, line: SubscriptionLine) => ({
    ...line,
    paused_because: await wordedFault(http, request, { url: line.url, fault: line.paused_because }),
    last_problem: await wordedFault(http, request, { url: line.url, fault: line.last_problem }),
  })
  const shown = async (request: FastifyRequest, id: string) => {
    const [line] = await listSubscriptions(asking(request), id)
    return line ? worded(request, line) : refuse('webhook.not_found', { status: 404 })
  }

  app.get(api('/webhooks'), async (request) => {
    await refuseWithout(http, request.caller, webhookRight)
    const lines = await listSubscriptions(asking(request))
    return { data: await Promise.all(lines.map((line) => worded(request, line))) }
  })
  app.get(api('/webhooks/:id'), async (request) => {
    await refuseWithout(http, request.caller, webhookRight)
    return shown(request, idOf(request))
  })
  app.post(api('/webhooks'), async (request, reply) => {
    const { caller } = request
    await refuseWithout(http, caller, webhookRight)
    const input = parseInput(subscriptionInput, request.body)
    await checkAddress(input.url, allowPrivate)
    await checkEvents(http, caller, input.events)
    await checkRole(http, caller, input.role)
    const secret = newWebhookSecret()
    const sealed = await platform.secrets.encrypt(caller.tenant, secret)
    const id = newId()
    const { kind, id: maker, name: maker_name = null } = caller.actor
    const { role, name, events, url } = input
    await tell(request, 'subscribed', { subscription: id, title: name, host: new URL(url).host, events, role }, (room) =>
      insertSubscription(askIn(room), { id, ...input, secret: sealed, maker_kind: kind, maker, maker_name }),
    )
    return reply.code(201).send({ ...(await shown(request, id)), secret })
  })
  app.patch(api('/webhooks/:id'), async (request) => {
    const found = await own(request)
    const change = parseInput(subscriptionChange, request.body)
    if (change.url !== undefined) await checkAddress(change.url, allowPrivate)
    if (change.events) await checkEvents(http, request.caller, change.events)
    if (change.role) await checkRole(http, request.caller, change.role)
    const { url, ...rest } = change
    const told = { subscription: found.id, title: found.name, ...rest, ...(url === undefined ? {} : { host: new URL(url).host }) }
    await tell(request, 'changed', told, (room) => updateSubscription(askIn(room), found.id, change))
    return shown(request, found.id)
  })
  app.delete(api('/webhooks/:id'), async (request, reply) => {
    const { id, name } = await own(request)
    // What waits goes in sets, so that a long list of it is no long transaction.
    while (await platform.room(request.caller.tenant, request.caller.actor, (room) => dropWaiting(askIn(room), id)));
    await tell(request, 'unsubscribed', { subscription: id, title: name }, (room) => removeSubscription(askIn(room), id))
    return reply.code(204).send()
  })
  app.post(api('/webhooks/:id/pause'), async (request) => {
    const { id, name } = await own(request)
    await tell(request, 'paused_by_hand', { subscription: id, title: name }, async (room) => {
      if (!(await pauseSubscription(askIn(room), id, null))) refuse('webhook.already_paused', { status: 409 })
    })
    return shown(request, id)
  })
  app.post(api('/webhooks/:id/resume'), async (request) => {
    const { id, name, state } = await own(request)
    const { skip_waiting } = parseInput(resumeInput, request.body ?? {})
    if (state !== 'paused') refuse('webhook.not_paused', { status: 409 })
    if (skip_waiting)
      while (await platform.room(request.caller.tenant, request.caller.actor, (room) => dropWaiting(askIn(room), id)));
    await tell(request, 'resumed', { subscription: id, title: name, skip_waiting }, (room) => resumeSubscription(askIn(room), id))
    return shown(request, id)
  })
  app.post(api('/webhooks/:id/rotate-secret'), async (request) => {
    const { id, name } = await own(request)
    const secret = newWebhookSecret()
    const sealed = await platform.secrets.encrypt(request.caller.tenant, secret)
    const old_secret_until = await tell(request, 'secret_rotated', { subscription: id, title: name }, (room) =>
      replaceSecret(askIn(room), id, sealed),
    )
    return { secret, old_secret_until }
  })
  addWebhookDeliveryRoutes(http, { allowPrivate, own, right: webhookRight })
}
