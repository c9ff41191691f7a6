import { refuse } from '@lianke/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isFresh } from '../auth/accounts.ts'
import { readLink, spendLink } from '../auth/login-links.ts'
import { logSignIn } from '../auth/sign-in-log.ts'
import { oidcPath } from '../auth/sign-in-library.ts'
import { cookieOf, refuseForeignOrigin } from './caller.ts'
import { signInWithCode } from './code-step.ts'
import { api, type Http } from './host.ts'
import { libraryAnswer, libraryHeaders, passCookies } from './library-call.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { credentials, signIn, trace } from './password-step.ts'
import { paramOf } from './route-params.ts'

const token = z.string().min(20).max(100)
const linkInput = z.strictObject({ token })
const linkUse = z.strictObject({ token, password: z.string().min(1).max(200) })
const open = { config: { open: true } }

/** An address may ask often, as a whole office does in the morning; what it gets wrong is counted further in. */
const guard = (http: Http, request: FastifyRequest, reply: FastifyReply) => {
  refuseForeignOrigin(request, http.publicUrl)
  http.buckets.take(`address:${request.ip}`, http.limits.address, reply)
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
  app.post(api('/sign-in/link'), open, async (request, reply) => {
    guard(http, request, reply)
    const { name, mail, company } = await readLink(platform.database, parseInput(linkInput, request.body).token)
    return { name, email: mail, company }
  })
  // The password is theirs from here on; signing in with it asks for the second factor like any other sign-in.
  app.post(api('/sign-in/link/use'), open, async (request, reply) => {
    guard(http, request, reply)
    const input = parseInput(linkUse, request.body)
    const { account, mail } = await spendLink(platform.database, input.token, input.password)
    await auth.sessions.end(account, { except: null })
    await logSignIn(platform.database, { kind: 'password_changed', account, login: mail, ...trace(request) })
    return signIn(http, request, reply, { login: mail, password: input.password, remember: true }, account)
  })
  app.get(api('/sign-in/with/:provider'), open, async (request, reply) => {
    http.buckets.take(`sign-in:${request.ip}`, http.limits.signIn, reply)
    const provider = paramOf(request, 'provider')
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
