import { hkdfSync } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import type { Database } from '../../store/db/database.ts'
import { homeKysely } from './home-kysely.ts'
import { hashPassword, passwordLengthMax, verifyPassword } from './password.ts'

/** An OpenID Connect provider, from the installation's configuration. */
export interface OidcProvider {
  readonly name: string
  readonly label: string
  readonly discoveryUrl: string
  readonly clientId: string
  readonly clientSecret: string
}
interface SignInLibraryOptions {
  readonly secret: string
  /** `https://crm.example.com`: where people reach this installation. */
  readonly publicUrl: string
  readonly providers: readonly OidcProvider[]
  /** After a session begins at a provider's callback. */
  readonly signedInElsewhere: (session: { userId: string; ipAddress?: string | null; userAgent?: string | null }) => Promise<void>
}

const sessionDays = 14
export const oidcPath = '/api/v1/sign-in/oidc'
/** Our own header, set by us only, that tells the library the address that Fastify decided on. */
export const addressHeader = 'x-lianke-address'

type Plugins = typeof import('better-auth/plugins')

/** What a login knows beside what the library asks for. */
const ofLogin = {
  locale: { type: 'string', required: false },
  disabledAt: { type: 'date', required: false, input: false },
} as const

/** Wrong codes are counted by us, per account and place: a lock of the whole account would let anybody keep its owner out. */
const secondFactor = ({ twoFactor }: Plugins) =>
  twoFactor({
    issuer: 'Lianke',
    twoFactorTable: 'login_two_factor',
    trustDeviceMaxAge: 30 * 86_400,
    accountLockout: { enabled: false },
  })

/** Signing in at the providers of the installation; nobody becomes an account by it. */
const elsewhere = ({ genericOAuth }: Plugins, providers: readonly OidcProvider[]) =>
  genericOAuth({
    config: providers.map((each) => ({
      providerId: each.name,
      discoveryUrl: each.discoveryUrl,
      clientId: each.clientId,
      clientSecret: each.clientSecret,
      scopes: ['openid', 'email', 'profile'],
      pkce: true,
      disableSignUp: true,
    })),
  })

/** better-auth over the schema `lianke`: passwords, TOTP, sessions, OIDC. Accounts are made by administrators only. */
export const openSignInLibrary = async (database: Database, options: SignInLibraryOptions) => {
  // Loaded by the process that people sign in at; the engines do without its three hundred files.
  const [{ betterAuth }, plugins] = await Promise.all([import('better-auth'), import('better-auth/plugins')])
  return betterAuth({
    appName: 'Lianke',
    secret: Buffer.from(hkdfSync('sha256', options.secret, 'lianke', 'lianke sign-in', 32)).toString('base64url'),
    baseURL: options.publicUrl,
    basePath: oidcPath,
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: 'error' },
    database: { db: homeKysely(database), type: 'postgres', schemaName: 'lianke', transaction: false },
    user: { modelName: 'login', additionalFields: ofLogin },
    session: {
      modelName: 'login_session',
      expiresIn: sessionDays * 86_400,
      disableSessionRefresh: true,
      additionalFields: { tenant: { type: 'string', required: false, input: false } },
    },
    account: {
      modelName: 'login_credential',
      accountLinking: { enabled: true, trustedProviders: options.providers.map((each) => each.name) },
    },
    verification: { modelName: 'login_verification' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: passwordLengthMax,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    databaseHooks: {
      session: {
        create: {
          after: async (session, context) => {
            if (context?.path.startsWith('/callback') || context?.path.startsWith('/oauth2'))
              await options.signedInElsewhere(session)
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'lianke',
      useSecureCookies: options.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      database: { generateId: () => uuid() },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    plugins: [secondFactor(plugins), elsewhere(plugins, options.providers)],
  })
}
export type SignInLibrary = Awaited<ReturnType<typeof openSignInLibrary>>
