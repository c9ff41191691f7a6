import { lookup } from 'node:dns/promises'
import { Refusal } from '@lianke/kernel'
import { z } from 'zod'
import { covers, fieldsOfModel } from '../../model/access/covers.ts'
import { grantsOfRoles } from '../../model/access/load-access.ts'
import { canBeTold, eventNameMax } from '../webhooks/event-names.rule.ts'
import type { Caller } from './caller.ts'
import { refuseBeyond } from './delegation.ts'
import { checkUrl, isPublicAddress } from './guarded-fetch.ts'
import type { Http } from './host.ts'

const eventsMax = 200
const urlMax = 2000
const lookupMs = 3_000
const fields = {
  name: z.string().trim().min(1).max(100),
  url: z.string().trim().min(1).max(urlMax),
  events: z.array(z.string().min(1).max(eventNameMax)).min(1).max(eventsMax),
  role: z.uuid(),
}
export const subscriptionInput = z.strictObject(fields)
export const subscriptionChange = z.strictObject(fields).partial()

const problem = (path: string, code: string, params: Record<string, unknown> = {}): Refusal =>
  new Refusal('input.invalid', { problems: [{ path, code, params }] })

/** Refuses an address that is no https one, or that leads inward: by how it is written, or by what its name is now. It is judged again at every call. */
export const checkAddress = async (text: string, allowPrivate: readonly string[]): Promise<void> => {
  let found: ReturnType<typeof checkUrl>
  try {
    found = checkUrl(text, allowPrivate)
  } catch (error) {
    if (error instanceof Refusal) throw problem('/url', error.code, { ...error.params })
    throw error
  }
  if (found.open) return
  if (found.url.protocol !== 'https:') throw problem('/url', 'webhook.https_needed')
  const host = found.url.hostname.replace(/^\[|\]$/g, '')
  const late = new Promise<never[]>((resolve) => setTimeout(resolve, lookupMs, []).unref())
  // A name that leads nowhere yet may be subscribed: the test says that nobody answers.
  const addresses = await Promise.race([lookup(host, { all: true }).catch(() => []), late])
  if (addresses.length > 0 && !addresses.some(({ address }) => isPublicAddress(address)))
    throw problem('/url', 'outgoing.private_address', { host })
}

/** Refuses events that can never be told, with the place of the first. */
export const checkEvents = async (http: Http, caller: Caller, events: readonly string[]): Promise<void> => {
  const model = await http.platform.model(caller.tenant)
  const at = events.findIndex((event) => !canBeTold(model, event))
  if (at >= 0) throw problem(`/events/${at}`, 'webhook.unknown_event', { event: String(events[at]).slice(0, 100) })
}

const grantsOf = async (http: Http, caller: Caller, role: string) => {
  const roles = await grantsOfRoles((statement) => http.platform.database.query(caller.tenant, statement), [role])
  return roles.get(role)
}
/** Refuses a role that is none, and one that holds more than the caller. */
export const checkRole = async (http: Http, caller: Caller, role: string): Promise<void> => {
  const grants = await grantsOf(http, caller, role)
  if (!grants) throw problem('/role', 'webhook.unknown_role')
  await refuseBeyond(http, caller, [{ grants: [grants] }])
}
/** Refuses to touch a subscription whose role holds more than the caller: an address of his own would hear what he may not see. */
export const refuseBeyondRole = async (http: Http, caller: Caller, role: string): Promise<void> => {
  const grants = await grantsOf(http, caller, role)
  if (grants) await refuseBeyond(http, caller, [{ grants: [grants] }])
}
/** Whether the caller may see what is sent under this role. */
export const coversRole = async (http: Http, caller: Caller, role: string): Promise<boolean> => {
  const [access, model, grants] = await Promise.all([
    http.platform.access(caller.tenant, caller.actor),
    http.platform.model(caller.tenant),
    grantsOf(http, caller, role),
  ])
  return grants !== undefined && covers(access, { grants: [grants] }, fieldsOfModel(model))
}
