import { defineRoute, refuse, Reply, type RouteCall, type RouteCompany } from '@lianke/kernel'
import { z } from 'zod'
import { type CallbackQuery, receive, verifyUrl } from '../receive/receive.ts'
import { greetAtOnce } from './greet-at-once.ts'

const bodyBytesMax = 1024 * 1024
const path = '/callbacks/wecom/:tenant'
const params = z.object({ tenant: z.string().max(60) })
/** The vendor adds parameters as it likes. */
const query = z.object({
  msg_signature: z.string().max(200).optional(),
  timestamp: z.string().max(40).optional(),
  nonce: z.string().max(200).optional(),
  echostr: z.string().max(4000).optional(),
})
const givenIn = (given: z.output<typeof query>): CallbackQuery =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))

/** A company that is paused loses nothing: its callbacks are kept for later. */
const companyIn = async ({ companyOf, params: { tenant } }: RouteCall<z.output<typeof params>>): Promise<RouteCompany> =>
  (await companyOf(tenant, { paused: true })) ?? refuse('tenant.unknown', { status: 404 })
/** Turned away at the door: counted and kept, so that whoever sets the corp up sees what came and why it was refused. */
const turnAway = (company: RouteCompany, reason: string, text: string): never => {
  company.turnedAway(reason, text)
  return refuse(reason, { status: 403 })
}

/** The vendor's check of the address: the bare text back. */
export const callbackCheck = defineRoute({
  name: 'wecom.callback_check',
  label: { zh: '企业微信核对回调地址', en: 'WeCom checks the callback address' },
  method: 'GET',
  path,
  may: 'public',
  params,
  query,
  limits: { perAddress: null },
  content: ['text/plain'],
  run: async (call) => {
    const company = await companyIn(call)
    const checked = await verifyUrl(company.host, givenIn(call.query))
    if (!checked.ok) return turnAway(company, checked.reason, new URLSearchParams({ ...call.query }).toString())
    return new Reply({ headers: { 'content-type': 'text/plain' }, body: checked.echo })
  },
})

/** Verify and open → store the raw envelope → acknowledge. What it means is found out later; only a greeting that dies in 20 seconds is sent at once. */
export const callback = defineRoute({
  name: 'wecom.callback',
  label: { zh: '企业微信回调', en: 'A callback of WeCom' },
  method: 'POST',
  path,
  may: 'public',
  params,
  query,
  // What it is, its seal says: some forward it under another type.
  raw: ['*/*'],
  limits: { bodyBytesMax, perAddress: null },
  content: ['text/plain'],
  run: async (call) => {
    const company = await companyIn(call)
    const text = new TextDecoder().decode(call.body)
    const received = await receive(company.host, givenIn(call.query), text)
    if (!received.ok) return turnAway(company, received.reason, text)
    await company.host.post(received.envelope)
    if (!company.paused) greetAtOnce(company, received.envelope)
    return new Reply()
  },
})
