import { refuse } from '@lianke/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isFresh } from '../auth/accounts.ts'
import { countFailure, forgetFailures, refuseLocked } from '../auth/lockout.ts'
import { logSignIn, type SignInKind } from '../auth/sign-in-log.ts'
import { oidcPath } from '../auth/sign-in-library.ts'
import { cookieOf, refuseForeignOrigin } from './caller.ts'
import { api, type Http } from './host.ts'
import { libraryAnswer, libraryHeaders, passCookies } from './library-call.ts'
import { parseInput } from './parse-input.ts'

const credentials = z.strictObject({
  login: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(200),
  remember: z.boolean().default(true),
})
const codeInput = z.strictObject({ code: z.string().trim().min(6).max(40), trust: z.boolean().default(false) })
const open = { config: { open: true } }

/** What an entry of the sign-in record says about the other side. */
export const trace = (request: FastifyRequest) => ({ address: request.ip, agent: request.headers['user-agent'] ?? null })

const guard = (http: Http, request: FastifyRequest, reply: FastifyReply) => {
  refuseForeignOrigin(request, http.publicUrl)
  http.buckets.take(`sign-in:${request.ip}`, http.limits.signIn, reply)
}

/** The password step. Answers the same for an unknown name and a wrong password, in the same time. */
export const signIn = async (
  http: Http,
  request: FastifyRequest,
  reply: FastifyReply,
  input: z.infer<typeof credentials>,
): Promise<{ status: 'signed_in' | 'code_needed' }> => {
  const { database } = http.platform
  const login = input.login.toLowerCase()
  const log = (kind: SignInKind, account?: string) =>
    logSignIn(database, { kind, login, account: account ?? null, ...trace(request) })
  await refuseLocked(database, login).catch(async (error: unknown) => {
    await log('locked')
    throw error
  })
  const headers = libraryHeaders(request)
  const { library } = http.auth
  const answer = await libraryAnswer(() =>
    login.includes('@')
      ? library.api.signInEmail({
          body: { email: login, password: input.password, rememberMe: input.remember },
          headers,
          asResponse: true,
        })
      : library.api.signInUsername({
          body: { username: login, password: input.password, rememberMe: input.remember },
          headers,
          asResponse: true,
        }),
  )
  if (!answer.ok) {
    await log('wrong_password')
    await countFailure(database, login)
    return refuse('sign_in.wrong', { status: 401 })
  }
  const [account] = await database.home.query<{ id: string; disabled: boolean }>({
    text: 'select id, disabled_at is not null as disabled from lianke.login where email = $1 or username = $1',
    values: [login],
  })
  if (!account || account.disabled) {
    if (account) await http.auth.sessions.end(account.id, { except: null })
    await log('disabled', account?.id)
    return refuse('sign_in.disabled', { status: 403 })
  }
  passCookies(reply, answer)
  if (answer.body.twoFactorRedirect) return { status: 'code_needed' }
  await forgetFailures(database, login)
  await database.home.query({
    text: 'delete from lianke.login_session where user_id = $1 and expires_at < now()',
    values: [account.id],
  })
  await log('signed_in', account.id)
  return { status: 'signed_in' }
}

const signInWithCode = async (http: Http, request: FastifyRequest, reply: FastifyReply): Promise<{ status: 'signed_in' }> => {
  const { code, trust } = parseInput(codeInput, request.body)
  const { library } = http.auth
  const { database } = http.platform
  const headers = libraryHeaders(request)
  const totp = /^\d{6}$/.test(code)
  const answer = await libraryAnswer(() =>
    totp
      ? library.api.verifyTOTP({ body: { code, trustDevice: trust }, headers, asResponse: true })
      : library.api.verifyBackupCode({ body: { code, trustDevice: trust }, headers, asResponse: true }),
  )
  if (!answer.ok) {
    await logSignIn(database, { kind: 'wrong_code', ...trace(request) })
    if (answer.status === 429 || answer.code.includes('LOCKED') || answer.code.includes('TOO_MANY'))
      refuse('sign_in.locked', { status: 429, params: { minutes: 15 }, extra: { retry_after: 900 } })
    return answer.code.includes('COOKIE') || answer.code.includes('SESSION')
      ? refuse('sign_in.start_again', { status: 401 })
      : refuse('sign_in.wrong_code', { status: 401 })
  }
  passCookies(reply, answer)
  const user = answer.body.user as { id?: string; email?: string; username?: string } | undefined
  for (const login of [user?.email, user?.username]) if (login) await forgetFailures(database, login)
  await logSignIn(database, { kind: 'signed_in', account: user?.id ?? null, login: user?.email ?? null, ...trace(request) })
  return { status: 'signed_in' }
}

/** Sign-in, sign-out and providers. */
export const addSignInRoutes = (http: Http): void => {
  const { app, auth, platform } = http

  app.get(api('/sign-in/ways'), open, async () => ({
    setup_needed: await isFresh(platform.database),
    providers: auth.providers.map(({ name, label }) => ({ name, label })),
  }))
  app.post(api('/sign-in'), open, async (request, reply) => {
    guard(http, request, reply)
    return signIn(http, request, reply, parseInput(credentials, request.body))
  })
  app.post(api('/sign-in/code'), open, async (request, reply) => {
    guard(http, request, reply)
    return signInWithCode(http, request, reply)
  })
  app.get(api('/sign-in/with/:provider'), open, async (request, reply) => {
    http.buckets.take(`sign-in:${request.ip}`, http.limits.signIn, reply)
    const { provider } = request.params as { provider: string }
    if (!auth.providers.some((each) => each.name === provider))
      refuse('sign_in.unknown_provider', { status: 404, params: { provider } })
    const answer = await libraryAnswer(() =>
      auth.library.api.signInSocial({
        body: { provider, callbackURL: '/', errorCallbackURL: '/sign-in' },
        headers: libraryHeaders(request),
        asResponse: true,
      }),
    )
    if (!answer.ok || typeof answer.body.url !== 'string')
      refuse('sign_in.provider_failed', { status: 422, params: { provider } })
    passCookies(reply, answer)
    return reply.redirect(answer.body.url as string)
  })
  // The provider sends the browser back here; state and PKCE are checked by the library.
  app.get(`${oidcPath}/*`, open, async (request, reply) => {
    const response = await auth.library.handler(
      new Request(new URL(request.url, http.publicUrl), { headers: libraryHeaders(request) }),
    )
    reply.code(response.status)
    for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
    for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
    return reply.send(Buffer.from(await response.arrayBuffer()))
  })
  app.post(api('/sign-out'), open, async (request, reply) => {
    refuseForeignOrigin(request, http.publicUrl)
    const cookie = cookieOf(request.headers.cookie, auth.cookieName)
    const session = cookie ? await auth.sessions.find(cookie) : null
    if (session) {
      await auth.sessions.end(session.account, { id: session.id })
      await logSignIn(platform.database, {
        kind: 'signed_out',
        account: session.account,
        tenant: session.tenant,
        login: session.email,
        ...trace(request),
      })
    }
    const answer = await libraryAnswer(() => auth.library.api.signOut({ headers: libraryHeaders(request), asResponse: true }))
    passCookies(reply, answer)
    return reply.code(204).send()
  })
}
