import { refuse, staffObject } from '@lianke/kernel'
import { LRUCache } from 'lru-cache'
import { atMost } from '../http/at-most.ts'
import type { Database } from '../../store/db/database.ts'
import type { Model } from '../../model/model/model.ts'
import type { SignInLibrary } from './sign-in-library.ts'

/** Who a session is, in which tenant. `staff` is null where the account has no staff record there. */
export interface Session {
  readonly id: string
  readonly token: string
  readonly account: string
  readonly name: string
  readonly email: string
  readonly username: string | null
  readonly locale: 'zh-CN' | 'en' | null
  readonly two_factor: boolean
  /** Somebody else chose the password: nothing but a new one is let through. */
  readonly must_change: boolean
  /** Administers the installation. */
  readonly installation: boolean
  readonly tenant: string | null
  readonly staff: string | null
  readonly expires_at: string
}
export interface Sessions {
  /** The session of a signed cookie, or null. Cached for a minute or until somebody ends it. */
  find(cookie: string): Promise<Session | null>
  list(account: string): Promise<readonly Record<string, unknown>[]>
  /** Ends one session of an account, or all but `except`, or those in one tenant. Answers how many. */
  end(account: string, which: End): Promise<number>
  switchTenant(session: Session, tenant: string): Promise<void>
  /** Forgets what is cached about an account, everywhere. */
  changed(account: string): Promise<void>
  close(): Promise<void>
}

const channel = 'lianke_session'
/** A tenant that is paused is nobody's place to be. */
const served = `exists (select 1 from lianke.tenant t where t.id = m.tenant and t.paused_at is null)`
/** A session that has not said where it is, is in the account's only tenant. */
const inTenant = `(s.tenant = $2 or (s.tenant is null and (select count(*) from lianke.membership m where m.account = s.user_id) = 1))`
interface SessionRow {
  id: string
  account: string
  name: string
  email: string
  username: string | null
  locale: string | null
  two_factor: boolean
  must_change: boolean
  installation: boolean
  tenant: string | null
  disabled: boolean
  expires_at: string
}

type End = { id: string } | { except: string | null } | { tenant: string }

/** Which sessions are meant, as a predicate over `s` and its value `$2`. */
const meant = (which: End): { where: string; value: string | null } =>
  'id' in which
    ? { where: 'id = $2', value: which.id }
    : 'tenant' in which
      ? { where: inTenant, value: which.tenant }
      : { where: 'id is distinct from $2', value: which.except }

/** The account's staff record in a company; null where it has none, or has left. */
const staffOf = async (database: Database, model: Model, { account, tenant }: { account: string; tenant: string }) => {
  const staff = model.objects.get(staffObject)
  if (!staff) return null
  const [row] = await database.query<{ id: string }>(tenant, {
    text: `select id::text from ${staff.table} where account = $1 and deleted_at is null and (status is null or status <> 'left') order by id limit 1`,
    values: [account],
  })
  return row?.id ?? null
}

const sessionRow = async ({ home }: Database, token: string): Promise<SessionRow | null> => {
  const [row] = await home.query<SessionRow>({
    text: `select s.id, u.id as account, u.name, u.mail as email, u.username, u.locale, u.two_factor_enabled as two_factor, u.disabled_at is not null as disabled,
          u.must_change, u.installation, s.expires_at,
          coalesce((select m.tenant from lianke.membership m where m.account = u.id and m.tenant = s.tenant and ${served}),
            (select m.tenant from lianke.membership m where m.account = u.id and ${served} order by m.created_at, m.tenant limit 1)) as tenant
        from lianke.login_session s join lianke.login u on u.id = s.user_id where s.token = $1 and s.expires_at > now()`,
    values: [token],
  })
  return row ?? null
}

/** The session of a token, with account, tenant and staff; null where it ended or its account is closed. */
const readSession = async (
  database: Database,
  token: string,
  modelOf: (tenant: string) => Promise<Model>,
): Promise<Session | null> => {
  const row = await sessionRow(database, token)
  if (!row || row.disabled) return null
  const { disabled: _, locale, ...rest } = row
  const { account, tenant } = row
  return {
    ...rest,
    token,
    locale: locale === 'en' || locale === 'zh-CN' ? locale : null,
    staff: tenant ? await staffOf(database, await modelOf(tenant), { account, tenant }) : null,
  }
}

const listSessions = ({ home }: Database, account: string): Promise<Record<string, unknown>[]> =>
  home.query({
    text: `select id, ip_address as address, user_agent as agent, created_at, updated_at as seen_at from lianke.login_session
          where user_id = $1 and expires_at > now() order by created_at desc limit 200`,
    values: [account],
  })

const endSessions = async ({ home }: Database, account: string, which: End): Promise<number> => {
  const { where, value } = meant(which)
  const rows = await home.query({
    text: `delete from lianke.login_session s where user_id = $1 and ${where} returning id`,
    values: [account, value],
  })
  return rows.length
}

const moveSession = async ({ home }: Database, session: Session, tenant: string): Promise<void> => {
  const rows = await home.query({
    text: `update lianke.login_session s set tenant = $2 where s.id = $1
          and exists (select 1 from lianke.membership m where m.account = s.user_id and m.tenant = $2 and ${served}) returning id`,
    values: [session.id, tenant],
  })
  if (rows.length === 0) refuse('account.no_such_tenant', { status: 404 })
}

/** Opens sessions. `cookieName` holds the signed token. */
export const openSessions = async (
  database: Database,
  library: SignInLibrary,
  modelOf: (tenant: string) => Promise<Model>,
): Promise<Sessions> => {
  const cookieName = (await library.$context).authCookies.sessionToken.name
  const cache = new LRUCache<string, Session>({ ...atMost(20_000), ttl: 60_000 })
  const forget = (account: string) => {
    if (account === '') cache.clear()
    for (const [cookie, session] of cache.entries()) if (session.account === account) cache.delete(cookie)
  }
  const stop = await database.listen(channel, forget)
  const changed = async (account: string) => {
    forget(account)
    await database.notify(channel, account)
  }
  return {
    async find(cookie) {
      const cached = cache.get(cookie)
      if (cached) return Date.parse(cached.expires_at) > Date.now() ? cached : null
      const headers = new Headers({ cookie: `${cookieName}=${cookie}` })
      // The library checks the signature; our own statement adds account, tenant and staff.
      const found = await library.api.getSession({ headers })
      const session = found ? await readSession(database, found.session.token, modelOf) : null
      if (session) cache.set(cookie, session)
      return session
    },
    list: (account) => listSessions(database, account),
    async end(account, which) {
      const ended = await endSessions(database, account, which)
      await changed(account)
      return ended
    },
    async switchTenant(session, tenant) {
      await moveSession(database, session, tenant)
      await changed(session.account)
    },
    changed,
    close: stop,
  }
}
