import { type ChannelHost, defineRoute, label, type Notes, Refusal, refuse, Reply, type RouteCall } from '@lianke/kernel'
import { z } from 'zod'
import { authorizeUrl, loginUrl, visitorOf } from '../api/sign-in.ts'
import { WecomError, WecomRetry } from '../api/wecom-error.ts'
import { chooseCorp } from './choose-corp.ts'
import { ownPath } from './own-path.rule.ts'
import { type CorpHost, corpNamed, corpsOf } from '../corp/corp-host.ts'

const path = '/sign-in/wecom'
const wayBackSeconds = 5 * 60
const codeMax = 512
const page = { title: label('没有登录', 'Not signed in'), act: label('用密码登录', 'Sign in with a password'), href: '/h5/' }
const content = ['text/html']
const noStore = { 'cache-control': 'no-store' }

// WeCom's state holds at most 128 letters and digits, so it is the nonce only; the journey itself travels in a signed cookie of the same browser.
const cookieName = (nonce: string) => `lianke_wecom_${nonce.slice(0, 8)}`
const cookie = (publicUrl: string, nonce: string, value: string, seconds: number): string =>
  `${cookieName(nonce)}=${value}; Max-Age=${seconds}; Path=${path}; HttpOnly; SameSite=Lax${publicUrl.startsWith('https:') ? '; Secure' : ''}`

interface Journey {
  readonly to: string
  readonly tenant: string
  readonly nonce: string
  /** The corporation; of journeys that began before there could be several: the first. */
  readonly corp: string | undefined
}
/** The journey of the browser that comes back; null: it did not set out here, or too long ago. */
const journeyOf = (notes: Notes, cookies: string | undefined, state: string): Journey | null => {
  if (!/^[0-9a-f]{32}$/.test(state)) return null
  const line = (cookies ?? '').split(/[;,]\s*/).find((one) => one.startsWith(`${cookieName(state)}=`))
  const { to, tenant, nonce, corp } = notes.read(line?.slice(line.indexOf('=') + 1) ?? '') ?? {}
  return to !== undefined && tenant !== undefined && nonce === state ? { to, tenant, nonce, corp } : null
}

/** Why somebody is turned away, as a refusal with words; null: it is our own fault. */
const refusalOf = (cause: unknown, warn: () => void): Refusal | null => {
  if (cause instanceof Refusal) return cause
  if (!(cause instanceof WecomError || cause instanceof WecomRetry)) return null
  warn()
  return cause instanceof WecomError
    ? new Refusal('wecom.sign_in_refused', { status: 403 })
    : new Refusal('wecom.sign_in_busy', { status: 409 })
}

/** Does it; whoever is turned away is remembered. */
const remembering = async (
  call: RouteCall,
  about: { tenant: string | null; login?: string },
  act: () => Promise<Reply>,
): Promise<Reply> => {
  try {
    return await act()
  } catch (cause) {
    const company = about.tenant === null ? null : await call.companyOf(about.tenant)
    const refusal = refusalOf(cause, () => company?.host.log('warn', 'WeCom refused a sign-in', { error: String(cause) }))
    if (!refusal) throw cause
    // An account that is switched off was noted where it was found.
    if (refusal.code !== 'sign_in.disabled')
      await call.signInRefused({ tenant: about.tenant, login: about.login ?? refusal.code.replace(/^.*\./, '') })
    throw refusal
  }
}

/** The corporations by which one may sign in now. */
const openCorps = async (host: ChannelHost): Promise<readonly CorpHost[]> => {
  const open: CorpHost[] = []
  for (const corp of await corpsOf(host)) if (!(await corp.setting<boolean>('wecom.corp_paused'))) open.push(corp)
  return open
}

/** Is there a WeCom to sign in with? Asked before the desk offers it. */
export const signInOffered = defineRoute({
  name: 'wecom.sign_in_offered',
  label: label('能否用企业微信登录', 'May one sign in with WeCom'),
  method: 'GET',
  path: `${path}/offered`,
  may: 'public',
  query: z.object({ tenant: z.string().max(60).optional() }),
  answer: z.object({ offered: z.boolean() }),
  run: async (call) => {
    const company = await call.companyOf(call.query.tenant)
    return { offered: company !== null && (await openCorps(company.host)).length > 0 }
  },
})

/** Off to WeCom, to come back as somebody: inside its client at once (`chat`), at a desk by scanning (`scan`). */
export const signIn = defineRoute({
  name: 'wecom.sign_in',
  label: label('用企业微信登录', 'Sign in with WeCom'),
  method: 'GET',
  path,
  may: 'public',
  query: z.object({
    to: z.string().optional(),
    tenant: z.string().max(60).optional(),
    by: z.enum(['chat', 'scan']).default('chat'),
    corp: z.string().max(64).optional(),
  }),
  content,
  page,
  run: (call) =>
    remembering(call, { tenant: null }, async () => {
      const company = await call.companyOf(call.query.tenant)
      const open = company ? await openCorps(company.host) : []
      if (!company || open.length === 0) return refuse('wecom.not_connected', { status: 409 })
      const named = call.query.corp === undefined ? (open.length === 1 ? open[0] : undefined) : call.query.corp
      if (named === undefined) return chooseCorp(open, { ...call.query, path }, call.locale)
      const host = typeof named === 'string' ? await corpNamed(company.host, named) : named
      const nonce = call.nonce()
      const note = { to: ownPath(call.query.to), tenant: company.tenant, nonce, corp: host.corp }
      const away = await (call.query.by === 'scan' ? loginUrl : authorizeUrl)(host, {
        redirect_uri: `${new URL(call.publicUrl).origin}${path}/back`,
        state: nonce,
      })
      const signed = call.notes.write(note, wayBackSeconds)
      const headers = { ...noStore, 'set-cookie': cookie(call.publicUrl, nonce, signed, wayBackSeconds), location: away }
      return new Reply({ status: 302, headers })
    }),
})

/** Who came back, as the staff member with that WeCom account. */
export const signInBack = defineRoute({
  name: 'wecom.sign_in_back',
  label: label('从企业微信登录回来', 'Back from signing in with WeCom'),
  method: 'GET',
  path: `${path}/back`,
  may: 'public',
  query: z.object({ code: z.string().optional(), state: z.string().max(200).default('') }),
  content,
  page,
  run: (call) => {
    const { code = '', state } = call.query
    const journey = journeyOf(call.notes, call.headers.cookie, state)
    const about: { tenant: string | null; login?: string } = { tenant: journey?.tenant ?? null }
    return remembering(call, about, async () => {
      const company = journey && (await call.companyOf(journey.tenant))
      if (!company || code === '' || code.length > codeMax) return refuse('wecom.sign_in_stale', { status: 403 })
      const corp = await corpNamed(company.host, journey.corp)
      const visitor = await visitorOf(corp, code)
      if (visitor.kind !== 'staff') return refuse('wecom.not_staff', { status: 403 })
      about.login = `wecom:${visitor.userid}`
      const elsewhere = corp.first ? {} : { issuer: corp.corp }
      const session = await company.signIn({ field: 'wecom_userid', account: visitor.userid, ...elsewhere })
      const cookies = [cookie(call.publicUrl, journey.nonce, '', 0), session]
      return new Reply({ status: 302, headers: { ...noStore, 'set-cookie': cookies, location: journey.to } })
    })
  },
})
