import { refuse } from '@lianke/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { deviceCookie, placeOf, rememberPlace } from '../auth/known-places.ts'
import { hashPassword, verifyPassword } from '../auth/password.ts'
import { type Attempt, forgetPlace, giveBackTry, takeTry } from '../auth/sign-in-tries.ts'
import { logSignIn, type SignInKind } from '../auth/sign-in-log.ts'
import { cookieOf } from './caller.ts'
import type { Http } from './host.ts'
import { libraryAnswer, libraryHeaders, passCookies } from './library-call.ts'

export const credentials = z.strictObject({
  login: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(200),
  remember: z.boolean().default(true),
})

/** What an entry of the sign-in record says about the other side. */
export const trace = (request: FastifyRequest) => ({ address: request.ip, agent: request.headers['user-agent'] ?? null })

const deviceOf = (request: FastifyRequest): string | null => {
  const token = cookieOf(request.headers.cookie, deviceCookie)
  return token && /^[A-Za-z0-9_-]{32}$/.test(token) ? token : null
}
/** Where a try comes from. */
export const from = (request: FastifyRequest) => ({ address: request.ip, device: deviceOf(request) })

/** The device is known to the account from now on. */
export const remember = async (http: Http, request: FastifyRequest, reply: FastifyReply, account: string): Promise<void> => {
  const secure = http.publicUrl.startsWith('https:')
  const cookie = await rememberPlace(http.platform.database, account, { ...from(request), secure })
  if (cookie) reply.header('set-cookie', cookie)
}

interface Candidate {
  readonly id: string
  /** The library's own key. */
  readonly email: string
  readonly disabled: boolean
  readonly hash: string | null
}
const candidatesMax = 20

/** Accounts that an address or a user name may mean: one, but for people who work in several tenants under the same address. */
const candidatesOf = (http: Http, login: string): Promise<Candidate[]> =>
  http.platform.database.home.query<Candidate>({
    text: `select u.id, u.email, u.disabled_at is not null as disabled, c.password as hash from lianke.login u
      left join lianke.login_credential c on c.user_id = u.id and c.provider_id = 'credential'
      where u.mail = $1 or u.username = $1 order by u.created_at, u.id limit $2`,
    values: [login, candidatesMax],
  })

let nobodysHash: Promise<string> | undefined
/** Whose password it is. Nobody's costs the same time as somebody's. */
const whoseOf = async (candidates: readonly Candidate[], password: string): Promise<Candidate | null> => {
  nobodysHash ??= hashPassword(crypto.randomUUID())
  const nobodys = await nobodysHash
  const tried = candidates.length > 0 ? candidates : [null]
  const right = await Promise.all(tried.map((one) => verifyPassword({ hash: one?.hash ?? nobodys, password })))
  return candidates.find((one, index) => one.hash !== null && right[index]) ?? null
}

/**
 * The password step. Answers the same for an unknown name and a wrong password, in the same time. Tries are counted per account and
 * place before they are judged; an address that fails a great deal waits, but not for accounts that have signed in from it.
 * `only`: the account that is meant, where more than this one has the address.
 */
export const signIn = async (
  http: Http,
  request: FastifyRequest,
  reply: FastifyReply,
  input: z.infer<typeof credentials>,
  only?: string,
): Promise<{ status: 'signed_in' | 'code_needed' }> => {
  // Said before anything is looked up, so that it tells nothing about any account.
  if (input.password === http.publishedPassword) refuse('sign_in.published_password', { status: 403 })
  const { database } = http.platform
  const login = input.login.toLowerCase()
  const log = (kind: SignInKind, account?: string) =>
    logSignIn(database, { kind, login, account: account ?? null, ...trace(request) })
  const candidates = (await candidatesOf(http, login)).filter(({ id }) => only === undefined || id === only)
  const accounts = candidates.map(({ id }) => id)
  const bucket = `sign-in:${request.ip}`
  const attempt: Attempt = {
    who: accounts.length > 0 ? accounts : [`name:${login}`],
    ...(await placeOf(database, accounts, from(request))),
  }
  try {
    if (!attempt.known) http.buckets.refuseEmpty(bucket, http.limits.signIn, reply)
    await takeTry(database, attempt)
  } catch (error) {
    await log('locked')
    throw error
  }
  const account = await whoseOf(candidates, input.password)
  if (!account) {
    http.buckets.charge(bucket, http.limits.signIn)
    await log('wrong_password')
    return refuse('sign_in.wrong', { status: 401 })
  }
  await giveBackTry(database, attempt)
  await forgetPlace(database, account.id, attempt.place)
  if (account.disabled) {
    await http.auth.sessions.end(account.id, { except: null })
    await log('disabled', account.id)
    return refuse('sign_in.disabled', { status: 403 })
  }
  const answer = await libraryAnswer(() =>
    http.auth.library.api.signInEmail({
      body: { email: account.email, password: input.password, rememberMe: input.remember },
      headers: libraryHeaders(request),
      asResponse: true,
    }),
  )
  if (!answer.ok) return refuse('sign_in.wrong', { status: 401 })
  passCookies(reply, answer)
  if (answer.body.twoFactorRedirect) return { status: 'code_needed' }
  await remember(http, request, reply, account.id)
  await database.home.query({
    text: 'delete from lianke.login_session where user_id = $1 and expires_at < now()',
    values: [account.id],
  })
  await log('signed_in', account.id)
  return { status: 'signed_in' }
}
