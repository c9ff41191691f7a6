import { Refusal, refuse } from '@lianke/kernel'
import { v7 as uuid } from 'uuid'
import type { Database } from '../db/database.ts'
import { forgetFailures } from './lockout.ts'
import { hashPassword, passwordProblem } from './password.ts'

export interface AccountInput {
  readonly name: string
  readonly email: string
  readonly username?: string | null
  /** Null: the account is signed into elsewhere only (WeCom, OIDC). */
  readonly password: string | null
  readonly locale?: 'zh-CN' | 'en' | null
}
export interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly username: string | null
  readonly disabled: boolean
}

const refuseWeak = (password: string, about: readonly string[]) => {
  const code = passwordProblem(password, about)
  if (code) throw new Refusal('input.invalid', { problems: [{ path: '/password', code }] })
}
const wordsAbout = (input: { name: string; email: string; username?: string | null }) => [
  input.name,
  input.email.split('@')[0] ?? '',
  input.username ?? '',
]
const duplicate = (error: unknown): string | null => {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string }
  if (code !== '23505') return null
  return constraint?.includes('username') ? '/username' : '/email'
}

/** Whether nobody has signed up yet: the set-up page is offered. */
export const isFresh = async (database: Database): Promise<boolean> =>
  (await database.home.query({ text: 'select 1 from lianke.login limit 1' })).length === 0

/** Makes an account and lets it into a tenant. `onlyFirst`: refuses `setup.done` when any account exists, decided under a lock. */
export const makeAccount = async (
  database: Database,
  input: AccountInput,
  tenant: string,
  options: { onlyFirst?: boolean } = {},
): Promise<string> => {
  if (input.password !== null) refuseWeak(input.password, wordsAbout(input))
  const password = input.password === null ? null : await hashPassword(input.password)
  const id = uuid()
  try {
    await database.home.transaction(async (tx) => {
      if (options.onlyFirst) {
        await tx.execute({ text: 'lock table lianke.login in share row exclusive mode' })
        const [one] = await tx.query({ text: 'select 1 from lianke.login limit 1' })
        if (one) refuse('setup.done', { status: 409 })
      }
      await tx.execute({
        text: `insert into lianke.login (id, name, email, email_verified, username, display_username, locale) values ($1, $2, $3, true, $4, $5, $6)`,
        values: [
          id,
          input.name,
          input.email.toLowerCase(),
          input.username?.toLowerCase() ?? null,
          input.username ?? null,
          input.locale ?? null,
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
  } catch (error) {
    const path = duplicate(error)
    if (path) throw new Refusal('account.taken', { status: 409, problems: [{ path, code: 'account.taken' }] })
    throw error
  }
  return id
}

/** Accounts of one tenant. */
export const listAccounts = (database: Database, tenant: string) =>
  database.home.query<Account>({
    text: `select u.id, u.name, u.email, u.username, u.locale, u.two_factor_enabled as two_factor, u.disabled_at is not null as disabled, u.created_at,
        (select max(s.updated_at) from lianke.login_session s where s.user_id = u.id) as seen_at
      from lianke.login u join lianke.membership m on m.account = u.id where m.tenant = $1 order by u.created_at limit 1000`,
    values: [tenant],
  })

/** Refuses `account.not_found` when the account is not in this tenant: same answer as for none. */
export const accountOf = async (database: Database, tenant: string, id: string): Promise<Account> => {
  const [account] = await database.home.query<Account>({
    text: `select u.id, u.name, u.email, u.username, u.disabled_at is not null as disabled from lianke.login u join lianke.membership m on m.account = u.id
      where m.tenant = $1 and u.id = $2`,
    values: [tenant, id],
  })
  return account ?? refuse('account.not_found', { status: 404 })
}

/** Whether an account belongs to other tenants too: then only its owner may change name and password. */
export const isShared = async (database: Database, id: string): Promise<boolean> =>
  (await database.home.query({ text: 'select 1 from lianke.membership where account = $1 limit 2', values: [id] })).length > 1

/** Changes an account as its administrator. Failures of signing in are forgotten with a new password. */
export const changeAccount = async (
  database: Database,
  account: Account,
  change: { name?: string; disabled?: boolean; password?: string; locale?: string | null },
): Promise<void> => {
  if (change.password !== undefined) refuseWeak(change.password, wordsAbout(account))
  const hash = change.password === undefined ? null : await hashPassword(change.password)
  await database.home.transaction(async (tx) => {
    await tx.execute({
      text: `update lianke.login set name = coalesce($2, name), locale = case when $3 then $4 else locale end, updated_at = now(),
        disabled_at = case when $5::boolean is null then disabled_at when $5 then coalesce(disabled_at, now()) end where id = $1`,
      values: [account.id, change.name ?? null, change.locale !== undefined, change.locale ?? null, change.disabled ?? null],
    })
    if (hash) {
      await tx.execute({
        text: `update lianke.login_credential set password = $2, updated_at = now() where user_id = $1 and provider_id = 'credential'`,
        values: [account.id, hash],
      })
    }
  })
  if (hash) for (const login of [account.email, account.username]) if (login) await forgetFailures(database, login)
}
