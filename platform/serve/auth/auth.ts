import type { Platform } from '../../platform.ts'
import { type ApiKeys, openApiKeys } from './api-keys.ts'
import { openSessions, type Sessions } from './sessions.ts'
import { type OidcProvider, openSignInLibrary, type SignInLibrary } from './sign-in-library.ts'
import { logSignIn } from './sign-in-log.ts'

interface AuthOptions {
  /** LIANKE_SECRET. */
  readonly secret: string
  /** Where people reach this installation, `https://crm.example.com`. */
  readonly publicUrl: string
  readonly providers?: readonly OidcProvider[]
}
/** Who somebody is: passwords and sessions for people, keys for programs. */
export interface Auth {
  readonly library: SignInLibrary
  readonly sessions: Sessions
  readonly keys: ApiKeys
  /** Name of the session cookie. */
  readonly cookieName: string
  readonly providers: readonly OidcProvider[]
  close(): Promise<void>
}

/** Opens sign-in for an http process. */
export const openAuth = async (platform: Platform, options: AuthOptions): Promise<Auth> => {
  const { database } = platform
  const providers = options.providers ?? []
  const library = await openSignInLibrary(database, {
    secret: options.secret,
    publicUrl: options.publicUrl,
    providers,
    signedInElsewhere: ({ userId, ipAddress, userAgent }) =>
      logSignIn(database, { kind: 'signed_in', account: userId, address: ipAddress ?? null, agent: userAgent ?? null }),
  })
  const sessions = await openSessions(database, library, (tenant) => platform.model(tenant))
  const keys = await openApiKeys(database)
  return {
    library,
    sessions,
    keys,
    providers,
    cookieName: (await library.$context).authCookies.sessionToken.name,
    close: async () => {
      await Promise.all([sessions.close(), keys.close()])
    },
  }
}
