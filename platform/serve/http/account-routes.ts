import { inviteCommand, refuse, type Room, staffObject } from '@lianke/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
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
const tieStaff = async (http: Http, caller: Caller, room: Room, account: string, staff: string | null): Promise<void> => {
  const tied = await staffOfAccount(room, account)
  if (staff !== null && !tied.includes(staff)) {
    const row = await room.records.get(staffObject, staff, { fields: ['id'] })
    const { account: other } = await room.system.records.get(staffObject, row.id, { fields: ['account'] })
    if (other) refuse('account.staff_taken', { status: 409, problems: [{ path: '/staff', code: 'account.staff_taken' }] })
    await refuseBeyondStaff(http, caller, staff)
  }
  for (const id of tied) if (id !== staff) await room.system.records.update(staffObject, id, { account: null })
  if (staff !== null) await room.system.records.update(staffObject, staff, { account })
}

/** The staff record of a new account: one that is there, or one that the house's own act makes under the caller's rights. */
const staffFor = async (room: Room, input: z.infer<typeof accountInput>): Promise<string | null> => {
  if (!input.colleague) return input.staff ?? null
  const made = await room.run(inviteCommand, { ...input.colleague, name: input.name, email: input.email })
  return (made as { id: string }).id
}

/** Accounts of the tenant. Whoever manages them touches nobody who holds more. */
export const addAccountRoutes = (http: Http): void => {
  const { app, auth, platform } = http
  const { database } = platform
  const log = (request: FastifyRequest, kind: SignInKind, detail: { account?: string; login?: string }) =>
    logSignIn(database, { kind, tenant: request.caller.tenant, ...detail, ...trace(request) })
  const linkFor = async (request: FastifyRequest, account: string) => {
    const { tenant, session } = request.caller
    const { token, expires_at } = await makeLink(database, { account, tenant, by: session?.account ?? null })
    // Behind the number sign it reaches no log and no other site.
    return { url: `${http.publicUrl}/sign-in/link#${token}`, expires_at }
  }
  /** The account a route names, whose sign-in the caller may touch. */
  const touchable = async (request: FastifyRequest, options: { personal?: boolean } = {}): Promise<Account> => {
    await refuseWithout(http, request.caller, 'platform.accounts')
    const account = await accountOf(database, request.caller.tenant, paramOf(request, 'id'))
    await refuseBeyondAccount(http, request.caller, account)
    if (options.personal && (await isShared(database, account.id))) refuse('account.shared', { status: 409 })
    return account
  }

  app.get(api('/accounts'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.accounts')
    const { tenant } = request.caller
    const accounts = await listAccounts(database, tenant)
    const staff = await staffOfAccounts(
      http,
      tenant,
      accounts.map(({ id }) => id),
    )
    return { data: accounts.map((account) => ({ ...account, staff: staff.get(account.id) ?? null })) }
  })
  app.post(api('/accounts'), async (request, reply) => {
    await refuseWithout(http, request.caller, 'platform.accounts')
    const { tenant, actor } = request.caller
    const input = parseInput(accountInput, request.body)
    if (input.staff && input.colleague)
      refuse('input.invalid', { problems: [{ path: '/colleague', code: 'account.staff_twice' }] })
    const id = uuid()
    const account = { ...input, password: input.password ?? null }
    let made = false
    try {
      await platform.room(tenant, actor, async (room) => {
        const staff = await staffFor(room, input)
        if (staff !== null) await tieStaff(http, request.caller, room, id, staff)
        // Last, because it stands in a transaction of its own: whatever is refused before it leaves nothing behind.
        await makeAccount(database, account, tenant, { id, mustChange: account.password !== null })
        made = true
      })
    } catch (error) {
      if (made) await unmakeAccount(database, id)
      throw error
    }
    await log(request, 'account_made', { account: id, login: input.email })
    const link = account.password === null ? { link: await linkFor(request, id) } : {}
    return reply.code(201).send({ ...(await accountOf(database, tenant, id)), ...link })
  })
  app.patch(api('/accounts/:id'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.accounts')
    const input = parseInput(accountChange, request.body)
    const personal = input.name !== undefined || input.password !== undefined || input.disabled !== undefined
    const account = await touchable(request, { personal })
    await changeAsAdministrator(http, request, account, input)
    if (input.disabled || input.password !== undefined)
      await auth.sessions.end(account.id, { except: request.caller.session?.id ?? null })
    else await auth.sessions.changed(account.id)
    await log(request, 'account_changed', { account: account.id, login: account.email })
    return accountOf(database, request.caller.tenant, account.id)
  })
  app.post(api('/accounts/:id/link'), async (request, reply) => {
    const account = await touchable(request, { personal: true })
    const link = await linkFor(request, account.id)
    await log(request, 'link_made', { account: account.id, login: account.email })
    return reply.code(201).send(link)
  })
  const act = (
    path: string,
    run: (request: FastifyRequest, account: Account) => Promise<SignInKind>,
    options: { personal?: boolean } = {},
  ) =>
    app.delete(api(`/accounts/:id/${path}`), async (request, reply: FastifyReply) => {
      const account = await touchable(request, options)
      const kind = await run(request, account)
      await log(request, kind, { account: account.id, login: account.email })
      return reply.code(204).send()
    })
  act('sessions', async (request, account) => {
    await auth.sessions.end(account.id, { tenant: request.caller.tenant })
    return 'revoked'
  })
  act(
    'two-factor',
    async (_request, account) => {
      await resetSecondFactor(database, account.id)
      await auth.sessions.end(account.id, { except: null })
      return 'two_factor_reset'
    },
    { personal: true },
  )
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
    await http.platform.room(caller.tenant, caller.actor, async (room) => {
      const { text, values } = lockAdministrators(caller.tenant)
      await room.sql(text, values)
      const tied = await staffOfAccount(room, account.id)
      if (!(tied.length === 0 || tied.every((id) => id === staff))) await refuseLastAdministrator(http, caller.tenant, account.id)
      await tieStaff(http, caller, room, account.id, staff)
    })
  }
  const { name, disabled, password } = input
  await changeAccount(database, account, { name, disabled, password, mustChange: true }, async (tx) => {
    if (!disabled) return
    await tx.query(lockAdministrators(caller.tenant))
    await refuseLastAdministrator(http, caller.tenant, account.id)
  })
}
