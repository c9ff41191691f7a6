import { refuse, staffObject } from '@lianke/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Account, changeAccount } from '../auth/accounts.ts'
import { takeCode } from '../auth/second-factor.ts'
import { logSignIn, type SignInKind } from '../auth/sign-in-log.ts'
import { type Caller, sessionOf } from './caller.ts'
import { rolesToHandOn } from './delegation.ts'
import { api, type Http } from './host.ts'
import { libraryAnswer, libraryHeaders, passCookies } from './library-call.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { remember, trace } from './password-step.ts'
import { paramOf } from './route-params.ts'

interface TenantRow {
  id: string
  name: string
  zone: string
  locale: 'zh-CN' | 'en'
  base_currency: string
  phone_region: string
}

/** Facts about the caller's tenant. */
export const tenantOf = async (http: Http, tenant: string): Promise<TenantRow> => {
  const [row] = await http.platform.database.home.query<Omit<TenantRow, 'phone_region'>>({
    text: 'select id, name, zone, locale, base_currency from lianke.tenant where id = $1',
    values: [tenant],
  })
  if (!row) refuse('tenant.unknown', { status: 404 })
  return { ...row, phone_region: (await http.platform.model(tenant)).phoneRegion }
}

const staffRow = async (http: Http, caller: Caller) => {
  const { database } = http.platform
  const model = await http.platform.model(caller.tenant)
  const staff = model.objects.get(staffObject)
  if (!staff || !caller.session?.staff) return null
  const [row] = await database.query<{ id: string; name: string; department: string | null }>(caller.tenant, {
    text: `select id, name, department from ${staff.table} where id = $1`,
    values: [caller.session.staff],
  })
  return row ?? null
}

const meOf = async (http: Http, caller: Caller) => {
  const session = sessionOf(caller)
  const [tenant, tenants, staff, access] = await Promise.all([
    tenantOf(http, caller.tenant),
    http.platform.database.home.query({
      text: `select t.id, t.name from lianke.membership m join lianke.tenant t on t.id = m.tenant where m.account = $1 and t.paused_at is null
        order by t.name collate "zh-x-icu" limit 200`,
      values: [session.account],
    }),
    staffRow(http, caller),
    http.platform.access(caller.tenant, caller.actor),
  ])
  const { name, email, username, locale, two_factor, must_change, installation } = session
  return {
    account: { id: session.account, name, email, username, locale, two_factor, must_change, installation },
    staff,
    tenant,
    tenants,
    rights: [...access.rights].sort(),
    administrator: access.system || access.rights.has('*'),
  }
}

const password = z.string().min(1).max(200)
const accountChange = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  locale: z.enum(['zh-CN', 'en']).nullable().optional(),
})

const log = ({ platform }: Http, request: FastifyRequest, kind: SignInKind) => {
  const { account, email, tenant } = sessionOf(request.caller)
  return logSignIn(platform.database, { kind, account, login: email, tenant, ...trace(request) })
}
const own = (request: FastifyRequest): Account => {
  const { account, name, email, username, installation } = sessionOf(request.caller)
  return { id: account, name, email, username, disabled: false, installation }
}
const wrongPassword = (path: string): never => refuse('input.invalid', { problems: [{ path, code: 'account.wrong_password' }] })
const wrongCode = (): never => refuse('input.invalid', { problems: [{ path: '/code', code: 'sign_in.wrong_code' }] })

const changePassword = async (http: Http, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  const { auth, platform } = http
  const input = parseInput(z.strictObject({ current: password, password }), request.body)
  const session = sessionOf(request.caller)
  http.buckets.take(`password:${session.account}`, http.limits.signIn, reply)
  const checked = await libraryAnswer(() =>
    auth.library.api.verifyPassword({ body: { password: input.current }, headers: libraryHeaders(request), asResponse: true }),
  )
  if (!checked.ok) wrongPassword('/current')
  await changeAccount(platform.database, own(request), { password: input.password })
  await auth.sessions.end(session.account, { except: session.id })
  await remember(http, request, reply, session.account)
  await log(http, request, 'password_changed')
}

const addOwnRoutes = (http: Http): void => {
  const { app, auth, platform } = http
  app.get(api('/me'), (request) => meOf(http, request.caller))
  app.patch(api('/me'), async (request, reply) => {
    await changeAccount(platform.database, own(request), parseInput(accountChange, request.body))
    await auth.sessions.changed(own(request).id)
    return reply.code(204).send()
  })
  app.post(api('/me/password'), async (request, reply) => {
    await changePassword(http, request, reply)
    return reply.code(204).send()
  })
  app.get(api('/me/roles'), async (request) => {
    sessionOf(request.caller)
    return { data: await rolesToHandOn(http, request.caller) }
  })
  app.post(api('/me/tenant'), async (request, reply) => {
    const { tenant } = parseInput(z.strictObject({ tenant: z.string().min(1).max(31) }), request.body)
    await auth.sessions.switchTenant(sessionOf(request.caller), tenant)
    await log(http, request, 'tenant_changed')
    return reply.code(204).send()
  })
}

const beginTwoFactor = async ({ auth }: Http, request: FastifyRequest, reply: FastifyReply) => {
  const input = parseInput(z.strictObject({ password }), request.body)
  sessionOf(request.caller)
  const answer = await libraryAnswer(() =>
    auth.library.api.enableTwoFactor({
      body: { password: input.password, method: 'totp' },
      headers: libraryHeaders(request),
      asResponse: true,
    }),
  )
  if (answer.code === 'TOTP_ALREADY_ENABLED') refuse('account.two_factor_on', { status: 409 })
  if (!answer.ok) wrongPassword('/password')
  passCookies(reply, answer)
  return { uri: answer.body.totpURI, backup_codes: answer.body.backupCodes }
}

const confirmTwoFactor = async (http: Http, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  const { auth, platform } = http
  const { code } = parseInput(z.strictObject({ code: z.string().regex(/^\d{6}$/) }), request.body)
  const session = sessionOf(request.caller)
  http.buckets.take(`code:${session.account}`, http.limits.signIn, reply)
  if (!(await takeCode(platform.database, session.account, code))) wrongCode()
  const answer = await libraryAnswer(() =>
    auth.library.api.verifyTOTP({ body: { code }, headers: libraryHeaders(request), asResponse: true }),
  )
  if (!answer.ok) wrongCode()
  passCookies(reply, answer)
  await auth.sessions.changed(session.account)
  await log(http, request, 'two_factor_on')
}

const endTwoFactor = async (http: Http, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  const { auth } = http
  const input = parseInput(z.strictObject({ password }), request.body)
  const answer = await libraryAnswer(() =>
    auth.library.api.disableTwoFactor({
      body: { password: input.password },
      headers: libraryHeaders(request),
      asResponse: true,
    }),
  )
  if (!answer.ok) wrongPassword('/password')
  passCookies(reply, answer)
  await auth.sessions.changed(sessionOf(request.caller).account)
  await log(http, request, 'two_factor_off')
}

const addTwoFactorRoutes = (http: Http): void => {
  const { app } = http
  app.post(api('/me/two-factor'), (request, reply) => beginTwoFactor(http, request, reply))
  app.post(api('/me/two-factor/confirm'), async (request, reply) => {
    await confirmTwoFactor(http, request, reply)
    return reply.code(204).send()
  })
  app.delete(api('/me/two-factor'), async (request, reply) => {
    await endTwoFactor(http, request, reply)
    return reply.code(204).send()
  })
}

const addSessionRoutes = (http: Http): void => {
  const { app, auth } = http
  app.get(api('/me/sessions'), async (request) => {
    const session = sessionOf(request.caller)
    const data = await auth.sessions.list(session.account)
    return { data: data.map((each) => ({ ...each, current: each.id === session.id })) }
  })
  app.delete(api('/me/sessions'), async (request) => {
    const session = sessionOf(request.caller)
    const ended = await auth.sessions.end(session.account, { except: session.id })
    await log(http, request, 'revoked')
    return { ended }
  })
  app.delete(api('/me/sessions/:id'), async (request, reply) => {
    const id = paramOf(request, 'id')
    const ended = await auth.sessions.end(sessionOf(request.caller).account, { id })
    if (ended === 0) refuse('session.not_found', { status: 404 })
    await log(http, request, 'revoked')
    return reply.code(204).send()
  })
}

/** The caller's own account. */
export const addMeRoutes = (http: Http): void => {
  addOwnRoutes(http)
  addTwoFactorRoutes(http)
  addSessionRoutes(http)
}
