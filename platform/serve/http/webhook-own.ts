import { refuse } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { getSubscription, type Subscription } from '../webhooks/subscription-store.ts'
import type { Http } from './host.ts'
import { refuseWithout } from './rights.ts'
import { refuseBeyondRole } from './webhook-input.ts'

export const webhookRight = 'platform.webhooks'
const ids = z.object({ id: z.uuid() })

/** Id of the subscription that a route names. */
export const subscriptionIdOf = (request: FastifyRequest): string => {
  const parsed = ids.safeParse(request.params)
  return parsed.success ? parsed.data.id : refuse('webhook.not_found', { status: 404 })
}

/** The subscription of a request, if the caller may touch it. */
export const ownSubscription = async (http: Http, request: FastifyRequest): Promise<Subscription> => {
  const { caller } = request
  await refuseWithout(http, caller, webhookRight)
  const found = await getSubscription(
    (statement) => http.platform.database.query(caller.tenant, statement),
    subscriptionIdOf(request),
  )
  await refuseBeyondRole(http, caller, found.role)
  return found
}
