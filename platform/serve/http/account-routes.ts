import { inviteCommand, refuse, type UnitOfWork, type Row, staffObject } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { v7 as uuid } from 'uuid'
import type { z } from 'zod'
import { lockAdministrators } from '../../model/access/administrators.ts'
import { type Account, accountOf, changeAccount, isShared, listAccounts, makeAccount, unmakeAccount } from '../auth/accounts.ts'
import { makeLink } from '../auth/login-links.ts'
import { resetSecondFactor } from '../auth/second-factor.ts'
import { logSignIn, type SignInKind } from '../auth/sign-in-log.ts'
import { accountChange, accountInput } from './account-input.ts'
import type { Caller } from './caller.ts'
import { staffOfAccounts } from './staff-of-accounts.ts'
import { refuseBeyondAccount, refuseBeyondStaff, refuseLastAdministrator, staffOfAccount } from './delegation.ts'
import { api, type Http } from './host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { trace } from './password-step.ts'
import { refuseWithout } from './rights.ts'
import { paramOf } from './route-params.ts'

/** Ties a staff record of the tenant to an account; one staff member has one account. */
const tieStaff = async (http: Http, caller: Caller, work: UnitOfWork, account: string, staff: string | null): Promise<void> => {
  const tied = await staffOfAccount(work, account)
  if (staff !== null && !tied.includes(staff)) {
    const row = await work.records.get(staffObject, staff, { fields: ['id'] })
    const { account: other } = await work.system.records.get(staffObject, row.id, { fields: ['account'] })
    if (other) refuse('account.staff_taken', { status: 409, problems: [{ path: '/staff', code: 'account.staff_taken' }] })
    await refuseBeyondStaff(http, caller, staff)
  }
  for (const id of tied) if (id !== staff) await work.system.records.update(staffObject, id, { account: null })
  if (staff !== null) await work.system.records.update(staffObject, staff, { account })
}

/** The staff record of a new account: one that is there, or one that the house's own act makes under the caller's rights. */
const staffFor = async (work: UnitOfWork, input: z.infer<typeof accountInput>): Promise<string | null> => {
  if (!input.colleague) return input.staff ?? null
  const { id } = await work.run<Pick<Row, 'id'>>(inviteCommand, { ...input.colleague, name: input.name, email: input.email })
  return id
}

const log = ({ platform }: Http, request: FastifyRequest, kind: SignInKind, detail: { account?: string; login?: string }) =>
  logSignIn(platform.database, { kind, tenant: request.caller.tenant, ...detail, ...trace(request) })

const linkFor = async ({ platform, publicUrl }: Http, { tenant, session }: Caller, account: string) => {
  const { token, expires_at } = await makeLink(platform.database, { account, tenant, by: session?.account ?? null })
  // Behind the number sign it reaches no log and no other site.
  return { url: `${publicUrl}/sign-in/link#${token}`, expires_at }
}

interface Touch {
  /** Of this person alone: an account of several companies is nobody's to change so. */
  readonly personal?: boolean
}
/** The account a route names, whose sign-in the caller may touch. */
const touchable = async (http: Http, request: FastifyRequest, { personal }: Touch = {}): Promise<Account> => {
  const { database } = http.platform
  await refuseWithout(http, request.caller, 'platform.accounts')
  const account = await accountOf(database, request.caller.tenant, paramOf(request, 'id'))
  await refuseBeyondAccount(http, request.caller, account)
  if (personal && (await isShared(database, account.id))) refuse('account.shared', { status: 409 })
  return account
}

const listWithStaff = async (http: Http, tenant: string) => {
  const accounts = await listAccounts(http.platform.database, tenant)
  const staff = await staffOfAccounts(
    http,
    tenant,
    accounts.map(({ id }) => id),
  )
  return accounts.map((account) => ({ ...account, staff: staff.get(account.id) ?? null }))
}

/** An account and its place among the staff: both, or none. Answers its id. */
const makeWithStaff = async (http: Http, caller: Caller, input: z.infer<typeof accountInput>): Promise<string> => {
  const { database } = http.platform
  const id = uuid()
  const account = { ...input, password: input.password ?? null }
  let made = false
  try {
    await http.platform.work(caller.tenant, caller.actor, async (work) => {
      const staff = await staffFor(work, input)
      if (staff !== null) await tieStaff(http, caller, work, id, staff)
      // Last, because it stands in a transaction of its own: whatever is refused before it leaves nothing behind.
      await makeAccount(database, account, caller.tenant, { id, mustChange: account.password !== null })
      made = true
    })
  } catch (error) {
    if (made) await unmakeAccount(database, id)
    throw error
  }
  return id
}

const addMakingRoutes = (http: Http): void => {
  const { app, auth, platform } = http
  const { database } = platform
  app.get(api('/accounts'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.accounts')
    return { data: await listWithStaff(http, request.caller.tenant) }
  })
  app.post(api('/accounts'), async (request, reply) => {
    await refuseWithout(http, request.caller, 'platform.accounts')
    const input = parseInput(accountInput, request.body)
    if (input.staff && input.colleague)
      refuse('input.invalid', { problems: [{ path: '/colleague', code: 'account.staff_twice' }] })
    const id = await makeWithStaff(http, request.caller, input)
    await log(http, request, 'account_made', { account: id, login: input.email })
    const link = (input.password ?? null) === null ? { link: await linkFor(http, request.caller, id) } : {}
    return reply.code(201).send({ ...(await accountOf(database, request.caller.tenant, id)), ...link })
  })
  app.patch(api('/accounts/:id'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.accounts')
    const input = parseInput(accountChange, request.body)
    const personal = input.name !== undefined || input.password !== undefined || input.disabled !== undefined
    const account = await touchable(http, request, { personal })
    await changeAsAdministrator(http, request, account, input)
    if (input.disabled || input.password !== undefined)
      await auth.sessions.end(account.id, { except: request.caller.session?.id ?? null })
    else await auth.sessions.changed(account.id)
    await log(http, request, 'account_changed', { account: account.id, login: account.email })
    return accountOf(database, request.caller.tenant, account.id)
  })
}

/** Links, sessions and second factors of somebody else's account. */
const addHelpRoutes = (http: Http): void => {
  const { app, auth, platform } = http
  app.post(api('/accounts/:id/link'), async (request, reply) => {
    const account = await touchable(http, request, { personal: true })
    const link = await linkFor(http, request.caller, account.id)
    await log(http, request, 'link_made', { account: account.id, login: account.email })
    return reply.code(201).send(link)
  })
  app.delete(api('/accounts/:id/sessions'), async (request, reply) => {
    const account = await touchable(http, request)
    await auth.sessions.end(account.id, { tenant: request.caller.tenant })
    await log(http, request, 'revoked', { account: account.id, login: account.email })
    return reply.code(204).send()
  })
  app.delete(api('/accounts/:id/two-factor'), async (request, reply) => {
    const account = await touchable(http, request, { personal: true })
    await resetSecondFactor(platform.database, account.id)
    await auth.sessions.end(account.id, { except: null })
    await log(http, request, 'two_factor_reset', { account: account.id, login: account.email })
    return reply.code(204).send()
  })
}

/** Accounts of the tenant. Whoever manages them touches nobody who holds more. */
export const addAccountRoutes = (http: Http): void => {
  addMakingRoutes(http)
  addHelpRoutes(http)
}

const changeAsAdministrator = async (
  http: Http,
  request: FastifyRequest,
  account: Account,
  input: z.infer<typeof accountChange>,
): Promise<void> => {
  const { caller } = request
  const { database } = http.platform
  const own = caller.session?.account === account.id
  if (own && input.disabled) refuse('account.not_yourself', { status: 409 })
  // The own password is changed with the old one in hand, not by the way of administrators.
  if (own && input.password !== undefined) refuse('account.own_password', { status: 409 })
  if (input.staff !== undefined) {
    const { staff } = input
    await http.platform.work(caller.tenant, caller.actor, async (work) => {
      const { text, values } = lockAdministrators(caller.tenant)
      await work.sql(text, values)
      const tied = await staffOfAccount(work, account.id)
      if (!(tied.length === 0 || tied.every((id) => id === staff))) await refuseLastAdministrator(http, caller.tenant, account.id)
      await tieStaff(http, caller, work, account.id, staff)
    })
  }
  const { name, disabled, password } = input
  await changeAccount(database, account, { name, disabled, password, mustChange: true }, async (tx) => {
    if (!disabled) return
    await tx.query(lockAdministrators(caller.tenant))
    await refuseLastAdministrator(http, caller.tenant, account.id)
  })
}
