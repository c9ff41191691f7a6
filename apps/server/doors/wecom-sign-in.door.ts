import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { authorizeUrl, visitorOf, WecomError, WecomRetry } from '@lianke/channel-wecom'
import { type Actor, type ChannelHost, type Label, label, Refusal, type Room } from '@lianke/kernel'
import type { Platform } from '@lianke/platform'
import { type Auth, beginSession, logSignIn, makeAccount } from '@lianke/platform/http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { firstTenant } from '../first-tenant.ts'
import { refusalPage } from './refusal-page.ts'

export interface WecomSignIn {
  readonly platform: Platform
  readonly auth: Auth
  readonly hostOf: (tenant: string) => ChannelHost
  readonly isTenant: (tenant: string) => Promise<boolean>
  readonly publicUrl: string
  /** LIANKE_SECRET. */
  readonly secret: string
}
interface Journey {
  readonly to: string
  readonly tenant: string
  readonly nonce: string
  readonly until: number
}

const path = '/sign-in/wecom'
const minutes = 5
const home = '/h5/'
const staffObject = 'organisation.staff'
const guest: Actor = { kind: 'system', id: 'wecom-sign-in' }
const tenantPattern = /^[a-z][a-z0-9_]{0,30}$/
const words = {
  stale: label(
    '这次登录已过期，或是从别处带来的链接。请重新打开页面。',
    'This sign-in has expired or came from elsewhere. Open the page again.',
  ),
  not_staff: label('只有企业成员能从这里登录。', 'Only members of the company sign in here.'),
  unknown: label(
    '企业微信账号还没有对应的员工。请管理员在员工资料里填写企业微信账号。',
    'No staff member has this WeCom account. Ask an administrator to add it to your staff record.',
  ),
  left: label('这位员工已离职，不能登录。', 'This staff member has left and cannot sign in.'),
  disabled: label('账号已停用。请联系管理员。', 'This account is switched off. Ask an administrator.'),
  not_set_up: label('还没有接入企业微信。请用密码登录。', 'WeCom is not connected yet. Sign in with your password.'),
  vendor: label(
    '企业微信没有认可这次登录。请重新打开页面；仍不行时请管理员检查应用配置。',
    'WeCom did not accept this sign-in. Open the page again; if it persists, ask an administrator to check the app.',
  ),
  busy: label('企业微信暂时没有应答。请稍后再试。', 'WeCom does not answer right now. Try again shortly.'),
} satisfies Record<string, Label>
type Reason = keyof typeof words
class Turned extends Error {
  readonly reason: Reason
  constructor(reason: Reason) {
    super(reason)
    this.reason = reason
  }
}

/** A path of our own: nothing that a browser could read as another host. */
export const ownPath = (to: unknown): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop control characters, which could turn a path into a host
  typeof to === 'string' &&
  to.length <= 1500 &&
  /^\/(?![/\\])[^\\\u0000-\u001f]*$/.test(to) &&
  new URL(to, 'https://own.invalid').host === 'own.invalid'
    ? to
    : home

/** The account of a staff member; made without a password the first time. */
const accountOf = (door: WecomSignIn, tenant: string, userid: string): Promise<string> =>
  door.platform.room(tenant, guest, async (room: Room) => {
    const found = await room.records.list(staffObject, { filter: { field: 'wecom_userid', op: 'eq', value: userid }, limit: 1 })
    if (!found.data[0]) throw new Turned('unknown')
    const staff = await room.records.get(staffObject, found.data[0].id, { forUpdate: true })
    if (staff.status === 'left') throw new Turned('left')
    if (typeof staff.account === 'string' && staff.account) return staff.account
    // An address that belongs to another account is never taken over: the account then has one that leads nowhere.
    const addresses = [staff.email, `${userid}@${tenant}.wecom.invalid`, `${staff.id}@${tenant}.wecom.invalid`].filter(
      (one): one is string => typeof one === 'string' && one.includes('@'),
    )
    for (const email of addresses) {
      const account = await makeAccount(
        door.platform.database,
        { name: String(staff.name), email, password: null },
        tenant,
      ).catch((error: unknown) => {
        if (error instanceof Refusal && error.code === 'account.taken') return null
        throw error
      })
      if (!account) continue
      await room.records.update(staffObject, staff.id, { account })
      await logSignIn(door.platform.database, { kind: 'account_made', account, login: email, tenant })
      return account
    }
    throw new Turned('unknown')
  })

/** `GET /sign-in/wecom?to=`: off to WeCom. `GET /sign-in/wecom/back`: who came back, as the staff member with that WeCom account. */
export const wecomSignIn =
  (door: WecomSignIn) =>
  async (app: FastifyInstance): Promise<void> => {
    const { platform, auth, hostOf } = door
    const key = Buffer.from(hkdfSync('sha256', door.secret, 'lianke', 'lianke wecom sign-in', 32))
    const secure = door.publicUrl.startsWith('https:') ? '; Secure' : ''
    const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
    // WeCom's state holds at most 128 letters and digits, so it is the nonce only; the journey itself travels in a signed cookie of the same browser.
    const cookieName = (nonce: string) => `lianke_wecom_${nonce.slice(0, 8)}`
    const cookie = (nonce: string, value: string, seconds: number) =>
      `${cookieName(nonce)}=${value}; Max-Age=${seconds}; Path=${path}; HttpOnly; SameSite=Lax${secure}`
    const journeyOf = (request: FastifyRequest, state: unknown): Journey | null => {
      if (typeof state !== 'string' || !/^[0-9a-f]{32}$/.test(state)) return null
      const line = (request.headers.cookie ?? '').split(/;\s*/).find((one) => one.startsWith(`${cookieName(state)}=`))
      const [body = '', mark = ''] = (line?.split('=')[1] ?? '').split('.')
      const [given, due] = [Buffer.from(mark), Buffer.from(sign(body))]
      if (given.length !== due.length || !timingSafeEqual(given, due)) return null
      const journey = JSON.parse(Buffer.from(body, 'base64url').toString()) as Journey
      return journey.nonce === state && journey.until > Date.now() ? journey : null
    }
    const turnAway = async (
      request: FastifyRequest,
      reply: FastifyReply,
      cause: unknown,
      about: { tenant: string | null; login?: string },
    ) => {
      const reason: Reason | null =
        cause instanceof Turned
          ? cause.reason
          : cause instanceof WecomError
            ? 'vendor'
            : cause instanceof WecomRetry
              ? 'busy'
              : null
      if (!reason) throw cause
      if (reason === 'vendor' || reason === 'busy') request.log.warn({ err: cause }, 'WeCom refused a sign-in')
      await logSignIn(platform.database, {
        kind: reason === 'disabled' ? 'disabled' : 'wecom_refused',
        login: about.login ?? reason,
        tenant: about.tenant,
        address: request.ip,
        agent: request.headers['user-agent'] ?? null,
      })
      const status = reason === 'busy' ? 503 : reason === 'not_set_up' ? 409 : 403
      return reply
        .code(status)
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(
          refusalPage({
            title: label('没有登录', 'Not signed in'),
            text: words[reason],
            act: label('用密码登录', 'Sign in with a password'),
            href: home,
          }),
        )
    }

    app.get(path, { config: { open: true } }, async (request, reply) => {
      const { to, tenant = firstTenant } = request.query as { to?: string; tenant?: string }
      try {
        if (!tenantPattern.test(tenant) || !(await door.isTenant(tenant))) throw new Turned('not_set_up')
        if (!(await platform.settings.get<string>(tenant, 'wecom.corp_id'))) throw new Turned('not_set_up')
        const nonce = randomBytes(16).toString('hex')
        const journey: Journey = { to: ownPath(to), tenant, nonce, until: Date.now() + minutes * 60_000 }
        const body = Buffer.from(JSON.stringify(journey)).toString('base64url')
        const away = await authorizeUrl(hostOf(tenant), {
          redirect_uri: `${new URL(door.publicUrl).origin}${path}/back`,
          state: nonce,
        })
        return reply
          .header('cache-control', 'no-store')
          .header('set-cookie', cookie(nonce, `${body}.${sign(body)}`, minutes * 60))
          .redirect(away)
      } catch (cause) {
        return turnAway(request, reply, cause, { tenant: null })
      }
    })

    app.get(`${path}/back`, { config: { open: true } }, async (request, reply) => {
      const { code, state } = request.query as { code?: string; state?: string }
      const journey = journeyOf(request, state)
      let login: string | undefined
      try {
        if (!journey || typeof code !== 'string' || !code || code.length > 512) throw new Turned('stale')
        reply.header('set-cookie', cookie(journey.nonce, '', 0))
        const visitor = await visitorOf(hostOf(journey.tenant), code)
        if (visitor.kind !== 'staff') throw new Turned('not_staff')
        login = `wecom:${visitor.userid}`
        const account = await accountOf(door, journey.tenant, visitor.userid)
        const trace = { address: request.ip, agent: request.headers['user-agent'] ?? null }
        const session = await beginSession(platform.database, auth.library, { account, tenant: journey.tenant, ...trace })
        if (!session) throw new Turned('disabled')
        await logSignIn(platform.database, { kind: 'signed_in', account, login, tenant: journey.tenant, ...trace })
        return reply.header('set-cookie', session).header('cache-control', 'no-store').redirect(journey.to)
      } catch (cause) {
        return turnAway(request, reply, cause, { tenant: journey?.tenant ?? null, login })
      }
    })
  }
