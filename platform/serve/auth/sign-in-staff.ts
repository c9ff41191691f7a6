import {
  type Actor,
  type ChannelVisitor,
  idIn,
  Refusal,
  refuse,
  staffAccountObject,
  staffObject,
  type UnitOfWork,
} from '@lianke/kernel'
import type { Platform } from '../../platform.ts'
import { makeAccount } from './accounts.ts'
import type { Auth } from './auth.ts'
import { beginSession } from './begin-session.ts'
import { logSignIn } from './sign-in-log.ts'

interface StaffSignIn {
  readonly platform: Platform
  readonly auth: Auth
  readonly tenant: string
  readonly channel: string
  readonly visitor: ChannelVisitor
  readonly address: string
  readonly agent: string | null
}

/** Whose account it is: that of the staff record, of another of the vendor's companies that which a record of accounts names. */
const staffOf = async (work: UnitOfWork, channel: string, { field, account, issuer }: ChannelVisitor): Promise<string | null> => {
  if (issuer === undefined) {
    const { data } = await work.records.list(staffObject, { filter: { field, op: 'eq', value: account }, limit: 1 })
    return data[0]?.id ?? null
  }
  const told = Object.entries({ channel, issuer, account }).map(([name, value]) => ({ field: name, op: 'eq' as const, value }))
  const { data } = await work.records.list(staffAccountObject, { filter: { and: told }, fields: ['staff'], limit: 1 })
  return idIn(data[0]?.staff)
}

/** The account of a staff member; made without a password the first time. */
const accountOf = async (given: StaffSignIn): Promise<string> => {
  const { platform, tenant, channel, visitor } = given
  const guest: Actor = { kind: 'system', id: `${channel}-sign-in` }
  const { channels } = await platform.model(tenant)
  const unknown = () => refuse('account.no_staff', { status: 403, params: { channel: channels.get(channel)?.label ?? channel } })
  return platform.work(tenant, guest, async (work: UnitOfWork) => {
    const known = await staffOf(work, channel, visitor)
    if (!known) return unknown()
    const staff = await work.records.get(staffObject, known, { forUpdate: true })
    if (staff.status === 'left') refuse('account.left', { status: 403 })
    if (typeof staff.account === 'string' && staff.account) return staff.account
    // An address that belongs to another account is never taken over: the account then has one that leads nowhere.
    const nowhere = `${tenant}.${channel}.invalid`
    const addresses = [staff.email, `${visitor.account}@${nowhere}`, `${staff.id}@${nowhere}`].filter(
      (one): one is string => typeof one === 'string' && one.includes('@'),
    )
    for (const email of addresses) {
      const input = { name: String(staff.name), email, password: null }
      const account = await makeAccount(platform.database, input, tenant).catch((error: unknown) => {
        if (error instanceof Refusal && error.code === 'account.taken') return null
        throw error
      })
      if (!account) continue
      await work.records.update(staffObject, staff.id, { account })
      await logSignIn(platform.database, { kind: 'account_made', account, login: email, tenant })
      return account
    }
    return unknown()
  })
}

/** A session of the member of staff whom a channel has identified: the `set-cookie` line. Refuses `account.no_staff`, `account.left`, `sign_in.disabled`. */
export const signInStaff = async (given: StaffSignIn): Promise<string> => {
  const { platform, auth, tenant, channel, visitor, address, agent } = given
  const account = await accountOf(given)
  const session = await beginSession(platform.database, auth.library, { account, tenant, address, agent })
  const login = `${channel}:${visitor.account}`
  await logSignIn(platform.database, { kind: session ? 'signed_in' : 'disabled', account, login, tenant, address, agent })
  return session ?? refuse('sign_in.disabled', { status: 403 })
}
