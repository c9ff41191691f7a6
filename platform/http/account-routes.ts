import { type Actor, Refusal, refuse, roleObject, staffObject } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { accountOf, changeAccount, isFresh, isShared, listAccounts, makeAccount } from '../auth/accounts.ts'
import { scopePattern } from '../auth/api-keys.ts'
import { logSignIn, type SignInKind } from '../auth/sign-in-log.ts'
import { sessionOf } from './caller.ts'
import { api, type Http } from './host.ts'
import { parseInput } from './parse-input.ts'
import { refuseWithout } from './rights.ts'
import { signIn, trace } from './sign-in-routes.ts'

const name = z.string().trim().min(1).max(100)
const person = {
  name,
  email: z.email().max(200),
  username: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}._-]{2,60}$/u)
    .nullable()
    .optional(),
  password: z.string().max(200),
  locale: z.enum(['zh-CN', 'en']).nullable().optional(),
}
const setupInput = z.strictObject({ company: name, ...person })
const accountInput = z.strictObject({ ...person, staff: z.uuid().nullable().optional() })
const accountChange = z.strictObject({
  name: name.optional(),
  disabled: z.boolean().optional(),
  password: z.string().max(200).optional(),
  staff: z.uuid().nullable().optional(),
})
const keyInput = z.strictObject({
  name,
  scopes: z.array(z.string().regex(scopePattern)).min(1).max(100),
  expires_at: z.iso.datetime({ offset: true }).nullable().default(null),
})
const installer: Actor = { kind: 'system', id: 'setup' }
export const firstTenant = 'main'

/** Makes the first administrator's staff record with every role marked as built in that holds all rights. */
const giveStaff = async (http: Http, tenant: string, account: string, given: { name: string; email: string }): Promise<void> => {
  const model = await http.platform.model(tenant)
  if (!model.objects.has(staffObject)) return
  await http.platform.room(tenant, installer, async (room) => {
    const roles = model.objects.has(roleObject) ? (await room.records.list(roleObject, { limit: 200 })).data : []
    const administrators = roles
      .filter((role) => Array.isArray(role.rights) && (role.rights as string[]).includes('*'))
      .map((role) => role.id)
    const staff = await room.records.create(staffObject, { name: given.name, account, status: 'active', roles: administrators })
    await room.records.update(staffObject, staff.id, { owner: staff.id })
  })
}

/** Ties a staff record of the tenant to an account; one staff member has one account. */
const tieStaff = (http: Http, tenant: string, actor: Actor, account: string, staff: string | null) =>
  http.platform.room(tenant, actor, async (room) => {
    const tied = await room.records.list(staffObject, { filter: { field: 'account', op: 'eq', value: account }, limit: 10 })
    for (const row of tied.data) if (row.id !== staff) await room.records.update(staffObject, row.id, { account: null })
    if (staff !== null) await room.records.update(staffObject, staff, { account })
  })

/** First run, accounts of the tenant, API keys. */
export const addAccountRoutes = (http: Http): void => {
  const { app, auth, platform } = http
  const { database } = platform
  const log = (request: FastifyRequest, kind: SignInKind, detail: { account?: string; login?: string }) =>
    logSignIn(database, { kind, tenant: request.caller.tenant, ...detail, ...trace(request) })

  app.post(api('/setup'), { config: { open: true } }, async (request, reply) => {
    http.buckets.take(`sign-in:${request.ip}`, http.limits.signIn, reply)
    if (!(await isFresh(database))) refuse('setup.done', { status: 409 })
    const input = parseInput(setupInput, request.body)
    const account = await makeAccount(database, input, firstTenant, { onlyFirst: true })
    await database.home.query({ text: 'update lianke.tenant set name = $2 where id = $1', values: [firstTenant, input.company] })
    await giveStaff(http, firstTenant, account, input)
    await logSignIn(database, { kind: 'account_made', account, login: input.email, tenant: firstTenant, ...trace(request) })
    return signIn(http, request, reply, { login: input.email, password: input.password, remember: true })
  })

  app.get(api('/accounts'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.accounts')
    return { data: await listAccounts(database, request.caller.tenant) }
  })
  app.post(api('/accounts'), async (request, reply) => {
    await refuseWithout(http, request.caller, 'platform.accounts')
    const { tenant, actor } = request.caller
    const input = parseInput(accountInput, request.body)
    if (input.staff) await (await platform.reading(tenant, actor)).records.get(staffObject, input.staff, { fields: ['id'] })
    const id = await makeAccount(database, input, tenant)
    if (input.staff) await tieStaff(http, tenant, actor, id, input.staff)
    await log(request, 'account_made', { account: id, login: input.email })
    return reply.code(201).send(await accountOf(database, tenant, id))
  })
  app.patch(api('/accounts/:id'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.accounts')
    const { tenant, actor } = request.caller
    const account = await accountOf(database, tenant, (request.params as { id: string }).id)
    const input = parseInput(accountChange, request.body)
    if (request.caller.session?.account === account.id && input.disabled) refuse('account.not_yourself', { status: 409 })
    const personal = input.name !== undefined || input.password !== undefined || input.disabled !== undefined
    if (personal && (await isShared(database, account.id))) refuse('account.shared', { status: 409 })
    if (input.staff !== undefined) await tieStaff(http, tenant, actor, account.id, input.staff)
    await changeAccount(database, account, { name: input.name, disabled: input.disabled, password: input.password })
    if (input.disabled || input.password !== undefined)
      await auth.sessions.end(account.id, { except: request.caller.session?.id ?? null })
    else await auth.sessions.changed(account.id)
    await log(request, 'account_changed', { account: account.id, login: account.email })
    return accountOf(database, tenant, account.id)
  })

  app.get(api('/keys'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.keys')
    return { data: await auth.keys.list(request.caller.tenant) }
  })
  app.post(api('/keys'), async (request, reply) => {
    await refuseWithout(http, request.caller, 'platform.keys')
    const input = parseInput(keyInput, request.body)
    if (input.expires_at && Date.parse(input.expires_at) <= Date.now())
      throw new Refusal('input.invalid', { problems: [{ path: '/expires_at', code: 'input.in_the_past' }] })
    const made = await auth.keys.make({
      tenant: request.caller.tenant,
      name: input.name,
      scopes: input.scopes,
      expiresAt: input.expires_at,
      by: sessionOf(request.caller).account,
    })
    await log(request, 'key_made', { login: input.name })
    return reply.code(201).send(made)
  })
  app.delete(api('/keys/:id'), async (request, reply) => {
    await refuseWithout(http, request.caller, 'platform.keys')
    const { id } = parseInput(z.object({ id: z.uuid() }), request.params, 404)
    await auth.keys.revoke(request.caller.tenant, id)
    await log(request, 'key_revoked', { login: id })
    return reply.code(204).send()
  })
}
