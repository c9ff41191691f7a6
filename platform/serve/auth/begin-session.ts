import { createHmac } from 'node:crypto'
import type { Database } from '../../store/db/database.ts'
import type { SignInLibrary } from './sign-in-library.ts'

interface SessionStart {
  readonly account: string
  readonly tenant: string
  readonly address: string | null
  readonly agent: string | null
}

/**
 * Begins a session for somebody whom another house has identified (a channel); answers the `set-cookie` line that carries it, or null where
 * the account is switched off. The library makes the session and its cookie's name; the value is the token and its HMAC, as the library reads it.
 */
export const beginSession = async (
  database: Database,
  library: SignInLibrary,
  { account, tenant, address, agent }: SessionStart,
): Promise<string | null> => {
  const [login] = await database.home.query<{ disabled: boolean }>({
    text: 'select disabled_at is not null as disabled from lianke.login where id = $1',
    values: [account],
  })
  if (!login || login.disabled) return null
  const { internalAdapter, authCookies, secret } = await library.$context
  await database.home.query({
    text: 'delete from lianke.login_session where user_id = $1 and expires_at < now()',
    values: [account],
  })
  const session = await internalAdapter.createSession(account, false, {
    tenant,
    ipAddress: address ?? '',
    userAgent: agent ?? '',
  })
  const { name, attributes } = authCookies.sessionToken
  const value = encodeURIComponent(`${session.token}.${createHmac('sha256', secret).update(session.token).digest('base64')}`)
  const seconds = Math.floor((session.expiresAt.getTime() - Date.now()) / 1000)
  return `${name}=${value}; Max-Age=${seconds}; Path=${attributes.path ?? '/'}; HttpOnly; SameSite=Lax${attributes.secure ? '; Secure' : ''}`
}
