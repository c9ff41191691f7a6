import { defineRoute, refuse, Reply, type RouteCall, type RouteCompany } from '@lianke/kernel'
import { z } from 'zod'
import { type CorpHost, corpsOf, firstCorp } from '../corp/corp-host.ts'
import { type CallbackQuery, receive, verifyUrl } from '../receive/receive.ts'
import { greetAtOnce } from './greet-at-once.ts'

const bodyBytesMax = 1024 * 1024
/** The address that there was before a company could have several: the first corporation's. */
const path = '/callbacks/wecom/:tenant'
const pathOfCorp = '/callbacks/wecom/:tenant/:corp'
const params = z.object({ tenant: z.string().max(60) })
const paramsOfCorp = params.extend({ corp: z.string().max(64) })
/** The vendor adds parameters as it likes. */
const query = z.object({
  msg_signature: z.string().max(200).optional(),
  timestamp: z.string().max(40).optional(),
  nonce: z.string().max(200).optional(),
  echostr: z.string().max(4000).optional(),
})
const givenIn = (given: z.output<typeof query>): CallbackQuery =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))

interface Called {
  readonly company: RouteCompany
  /** As the address names it; the old one names none. */
  readonly named: string | undefined
  /** Null: the address names one that the company does not have. */
  readonly corp: CorpHost | null
}
interface Params {
  readonly tenant: string
  readonly corp?: string
}
/** A company that is paused loses nothing: its callbacks are kept for later. */
const calledIn = async ({ companyOf, params: { tenant, corp } }: RouteCall<Params>): Promise<Called> => {
  const company = (await companyOf(tenant, { paused: true })) ?? refuse('tenant.unknown', { status: 404 })
  const all = await corpsOf(company.host)
  const found = corp === undefined ? (all[0] ?? (await firstCorp(company.host))) : all.find((one) => one.corp === corp)
  return { company, named: corp, corp: found ?? null }
}
/** Turned away at the door: counted and kept, so that whoever sets the corp up sees what came and why it was refused. */
const turnAway = ({ company, named }: Called, reason: string, text: string): never => {
  company.turnedAway(reason, named === undefined ? text : `${named}\n${text}`)
  return refuse(reason, { status: 403 })
}

const checkAddress = async (call: RouteCall<Params, z.output<typeof query>>): Promise<Reply> => {
  const called = await calledIn(call)
  const checked = called.corp ? await verifyUrl(called.corp, givenIn(call.query)) : unknown
  if (!checked.ok) return turnAway(called, checked.reason, new URLSearchParams({ ...call.query }).toString())
  return new Reply({ headers: { 'content-type': 'text/plain' }, body: checked.echo })
}
const unknown = { ok: false, reason: 'wecom.callback_of_unknown_corp' } as const

/** Verify and open → store the raw envelope → acknowledge. What it means is found out later; only a greeting that dies in 20 seconds is sent at once. */
const take = async (call: RouteCall<Params, z.output<typeof query>, Uint8Array>): Promise<Reply> => {
  const called = await calledIn(call)
  const { company, corp } = called
  const text = new TextDecoder().decode(call.body)
  const received = corp ? await receive(corp, givenIn(call.query), text) : unknown
  if (!received.ok) return turnAway(called, received.reason, text)
  await company.host.post(received.envelope)
  if (corp && !company.paused && !(await corp.setting<boolean>('wecom.corp_paused')))
    greetAtOnce({ host: corp, greeting: company.greeting }, received.envelope)
  return new Reply()
}

const checked = {
  label: { zh: '企业微信核对回调地址', en: 'WeCom checks the callback address' },
  method: 'GET',
  may: 'public',
  query,
  limits: { perAddress: null },
  content: ['text/plain'],
  run: checkAddress,
} as const
const taken = {
  label: { zh: '企业微信回调', en: 'A callback of WeCom' },
  method: 'POST',
  may: 'public',
  query,
  // What it is, its seal says: some forward it under another type.
  raw: ['*/*'],
  limits: { bodyBytesMax, perAddress: null },
  content: ['text/plain'],
  run: take,
} as const

/** The vendor's check of an address: the bare text back; and what it tells there. */
export const callbackRoutes = [
  defineRoute({ ...checked, name: 'wecom.callback_check', path, params }),
  defineRoute({ ...taken, name: 'wecom.callback', path, params }),
  defineRoute({ ...checked, name: 'wecom.corp_callback_check', path: pathOfCorp, params: paramsOfCorp }),
  defineRoute({ ...taken, name: 'wecom.corp_callback', path: pathOfCorp, params: paramsOfCorp }),
]
