import { Refusal, refuse } from '@lianke/kernel'
import { v7 as uuid } from 'uuid'
import type { Database, Transaction } from '../../store/db/database.ts'
import { hashPassword, passwordProblem } from './password.ts'
import { forgetTries } from './sign-in-tries.ts'

interface AccountInput {
  readonly name: string
  readonly email: string
  readonly username?: string | null
  /** Null: the account is signed into elsewhere only (a channel, OIDC), or by a link that sets one. */
  readonly password: string | null
  readonly locale?: 'zh-CN' | 'en' | null
}
export interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly username: string | null
  readonly disabled: boolean
  readonly installation: boolean
}

/** Refuses `input.invalid` at `/password`, with the reason. */
export const refuseWeak = (password: string, about: readonly string[]) => {
  const code = passwordProblem(password, about)
  if (code) throw new Refusal('input.invalid', { problems: [{ path: '/password', code }] })
}
/** What a password must not be made of. */
export const wordsAbout = (input: { name: string; email: string; username?: string | null }) => [
  input.name,
  input.email.split('@')[0] ?? '',
  input.username ?? '',
]
/** Whether nobody has signed up yet: the set-up page is offered. */
export const isFresh = async (database: Database): Promise<boolean> =>
  (await database.home.query({ text: 'select 1 from lianke.login limit 1' })).length === 0

interface MakeOptions {
  /** Chosen by the caller, who ties it before it exists. */
  readonly id?: string
  /** Refuses `setup.done` when any account exists, decided under a lock. */
  readonly onlyFirst?: boolean
  /** Administers the installation: makes tenants. */
  readonly installation?: boolean
  /** The password is somebody else's choice and is changed at the first sign-in. */
  readonly mustChange?: boolean
}

/**
 * Makes an account and lets it into a tenant. Address and user name are refused where the tenant has them already; another tenant's
 * accounts neither stand in the way nor show: the same address may sign in to each with a password of its own.
 */
export const makeAccount = async (
  database: Database,
  input: AccountInput,
  tenant: string,
  options: MakeOptions = {},
): Promise<string> => {
  if (input.password !== null) refuseWeak(input.password, wordsAbout(input))
  const password = input.password === null ? null : await hashPassword(input.password)
  const id = options.id ?? uuid()
  await database.home.transaction(async (tx) => {
    if (options.onlyFirst) {
      await tx.execute({ text: 'lock table lianke.login in share row exclusive mode' })
      const [one] = await tx.query({ text: 'select 1 from lianke.login limit 1' })
      if (one) refuse('setup.done', { status: 409 })
    }
    await refuseTaken(tx, input, tenant)
    await tx.execute({
      text: `insert into lianke.login (id, name, email, mail, email_verified, username, display_username, locale, must_change, installation)
        select $1, $2, case when exists (select 1 from lianke.login where email = $3) then $1 || '@account.invalid' else $3 end, $3, true, $4, $5, $6, $7, $8`,
      values: [
        id,
        input.name,
        input.email.toLowerCase(),
        input.username?.toLowerCase() ?? null,
        input.username ?? null,
        input.locale ?? null,
        options.mustChange ?? false,
        options.installation ?? false,
      ],
    })
    if (password !== null) {
      await tx.execute({
        text: `insert into lianke.login_credential (id, account_id, provider_id, user_id, password) values ($1, $2, 'credential', $2, $3)`,
        values: [uuid(), id, password],
      })
    }
    await tx.execute({ text: 'insert into lianke.membership (account, tenant) values ($1, $2)', values: [id, tenant] })
  })
  return id
}

/** Makers of accounts wait for one another, so that what was looked up still holds when it is written. */
const refuseTaken = async (tx: Transaction, input: AccountInput, tenant: string): Promise<void> => {
  await tx.execute({ text: `select pg_advisory_xact_lock(hashtextextended('lianke.accounts', 0))` })
  const [found] = await tx.query<{ mail: boolean }>({
    text: `select u.mail = $2 as mail from lianke.login u join lianke.membership m on m.account = u.id
      where m.tenant = $1 and (u.mail = $2 or u.username = $3) order by u.mail = $2 desc limit 1`,
    values: [tenant, input.email.toLowerCase(), input.username?.toLowerCase() ?? null],
  })
  if (found)
    throw new Refusal('account.taken', {
      status: 409,
      problems: [{ path: found.mail ? '/email' : '/username', code: 'account.taken' }],
    })
}

/** Takes an account back that was made for a write which then failed. */
export const unmakeAccount = async (database: Database, id: string): Promise<void> => {
  await database.home.query({ text: 'delete from lianke.login where id = $1', values: [id] })
}

/** Accounts of one tenant. */
export const listAccounts = (database: Database, tenant: string) =>
  database.home.query<Account>({
    text: `select u.id, u.name, u.mail as email, u.username, u.locale, u.two_factor_enabled as two_factor, u.disabled_at is not null as disabled, u.installation, u.created_at,
        u.must_change, exists (select 1 from lianke.login_credential c where c.user_id = u.id and c.password is not null) as has_password,
        (select l.expires_at from lianke.login_link l where l.account = u.id and l.used_at is null and l.expires_at > now() limit 1) as link_until,
        (select e.at from lianke.login_event e where e.account = u.id and e.kind = 'signed_in' order by e.id desc limit 1) as seen_at
      from lianke.login u join lianke.membership m on m.account = u.id where m.tenant = $1 order by u.created_at limit 1000`,
    values: [tenant],
  })

const accountColumns = 'u.id, u.name, u.mail as email, u.username, u.disabled_at is not null as disabled, u.installation'

/** Refuses `account.not_found` when the account is not in this tenant: same answer as for none. */
export const accountOf = async (database: Database, tenant: string, id: string): Promise<Account> => {
  const [account] = await database.home.query<Account>({
    text: `select ${accountColumns} from lianke.login u join lianke.membership m on m.account = u.id
      where m.tenant = $1 and u.id = $2`,
    values: [tenant, id],
  })
  return account ?? refuse('account.not_found', { status: 404 })
}

/** The account that a link is for. */
export const accountForLink = async (database: Database, id: string): Promise<Account> => {
  const [account] = await database.home.query<Account>({
    text: `select ${accountColumns} from lianke.login u where u.id = $1`,
    values: [id],
  })
  return account ?? refuse('account.not_found', { status: 404 })
}

/** Whether an account belongs to other tenants too: then only its owner may change name and password. */
export const isShared = async (database: Database, id: string): Promise<boolean> =>
  (await database.home.query({ text: 'select 1 from lianke.membership where account = $1 limit 2', values: [id] })).length > 1

interface AccountChange {
  readonly name?: string
  readonly disabled?: boolean
  readonly password?: string
  readonly locale?: string | null
  /** Said with a password: the owner did not choose it. */
  readonly mustChange?: boolean
}

/** Changes an account. A new password forgets failures and places known by the old one; links to set one die with it. */
export const changeAccount = async (
  database: Database,
  account: Account,
  change: AccountChange,
  before?: (tx: Transaction) => Promise<void>,
): Promise<void> => {
  if (change.password !== undefined) refuseWeak(change.password, wordsAbout(account))
  const hash = change.password === undefined ? null : await hashPassword(change.password)
  await database.home.transaction(async (tx) => {
    await before?.(tx)
    await tx.execute({
      text: `update lianke.login set name = coalesce($2, name), locale = case when $3 then $4 else locale end, updated_at = now(),
        must_change = coalesce($6, must_change),
        disabled_at = case when $5::boolean is null then disabled_at when $5 then coalesce(disabled_at, now()) end where id = $1`,
      values: [
        account.id,
        change.name ?? null,
        change.locale !== undefined,
        change.locale ?? null,
        change.disabled ?? null,
        hash ? (change.mustChange ?? false) : null,
      ],
    })
    if (hash) await setPassword(tx, account.id, hash)
  })
  if (hash) await forgetTries(database, account.id)
}

/** Sets the password of an account, which may never have had one; links to set one are spent. */
export const setPassword = async (tx: Transaction, account: string, hash: string): Promise<void> => {
  const changed = await tx.execute({
    text: `update lianke.login_credential set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential'`,
    values: [account, hash],
  })
  if (changed === 0)
    await tx.execute({
      text: `insert into lianke.login_credential (id, account_id, provider_id, user_id, password) values ($1, $2, 'credential', $2, $3)`,
      values: [uuid(), account, hash],
    })
  await tx.execute({
    text: 'update lianke.login_link set used_at = now() where account = $1 and used_at is null',
    values: [account],
  })
}
