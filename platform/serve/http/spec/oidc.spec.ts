import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuid } from 'uuid'
import { makeAccount } from '../../auth/accounts.ts'
import { openAuth } from '../../auth/auth.ts'
import { localStore } from '../../../store/files/file-store.ts'
import { testTenant, type TestTenant, tinyShop } from '../../../testing/index.ts'
import { openHttp } from '../open-http.ts'
import { platformModule } from '../platform.module.ts'
import { goodPassword } from './http-tenant.testing.ts'

// A provider as small as the protocol allows: discovery, keys, token, user info.
let provider: Server
let issuer: string
let who: { sub: string; email: string; email_verified: boolean; name: string }
let nonce: string | null = null
let tenant: TestTenant
let app: Awaited<ReturnType<typeof openHttp>>

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  provider = createServer(async (request, response) => {
    const answer = (body: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    if (request.url === '/.well-known/openid-configuration') {
      return answer({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        code_challenge_methods_supported: ['S256'],
      })
    }
    if (request.url === '/keys') return answer({ keys: [jwk] })
    if (request.url === '/userinfo') return answer(who)
    const token = new SignJWT({ ...who, ...(nonce ? { nonce } : {}) })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(issuer)
      .setAudience('lianke')
      .setSubject(who.sub)
      .setIssuedAt()
      .setExpirationTime('5m')
    return answer({ access_token: 'at', token_type: 'Bearer', expires_in: 300, id_token: await token.sign(privateKey) })
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  tenant = await testTenant({ modules: [...tinyShop, platformModule] })
  const publicUrl = 'http://localhost:3000'
  const auth = await openAuth(tenant.platform, {
    secret: 'a secret for the tests only',
    publicUrl,
    providers: [
      {
        name: 'oidc',
        label: '公司账号',
        discoveryUrl: `${issuer}/.well-known/openid-configuration`,
        clientId: 'lianke',
        clientSecret: 'shared',
      },
    ],
  })
  app = await openHttp(tenant.platform, { auth, publicUrl, files: { store: localStore('/tmp'), root: '/tmp', bytesMax: 1 } })
})
afterAll(async () => {
  await app?.close()
  await tenant?.close()
  await new Promise((resolve) => provider.close(resolve))
})

const signIn = async () => {
  const begun = await app.inject({ url: '/api/v1/sign-in/with/oidc' })
  const to = new URL(String(begun.headers.location))
  nonce = to.searchParams.get('nonce')
  const back = new URL(String(to.searchParams.get('redirect_uri')))
  const cookie = begun.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const done = await app.inject({
    url: `${back.pathname}?code=abc&state=${encodeURIComponent(String(to.searchParams.get('state')))}&iss=${encodeURIComponent(issuer)}`,
    headers: { cookie },
  })
  return { to, done, session: done.cookies.find(({ name }) => name === 'lianke.session_token') }
}

describe('sign-in by an OpenID Connect provider', () => {
  it('is offered, goes out with state and PKCE, and comes back signed in to the account with that address', async () => {
    expect((await app.inject({ url: '/api/v1/sign-in/ways' })).json().providers).toEqual([{ name: 'oidc', label: '公司账号' }])
    const email = `${uuid()}@example.com`
    const account = await makeAccount(tenant.platform.database, { name: '林小满', email, password: goodPassword }, tenant.id)
    who = { sub: uuid(), email, email_verified: true, name: '林小满' }
    const { to, done, session } = await signIn()
    expect(to.origin).toBe(issuer)
    expect(to.searchParams.get('code_challenge_method')).toBe('S256')
    expect(done.statusCode, done.body).toBe(302)
    expect(session, String(done.headers.location)).toBeDefined()
    const me = await app.inject({ url: '/api/v1/me', headers: { cookie: `lianke.session_token=${session?.value}` } })
    expect(me.json().account).toMatchObject({ id: account, email })
    const [logged] = await tenant.platform.database.home.query({
      text: 'select kind from lianke.login_event where account = $1',
      values: [account],
    })
    expect(logged).toEqual({ kind: 'signed_in' })
  })
  it('makes no account for somebody who has none', async () => {
    who = { sub: uuid(), email: `${uuid()}@example.com`, email_verified: true, name: '陌生人' }
    const { done, session } = await signIn()
    expect(session).toBeUndefined()
    expect(String(done.headers.location)).toContain('error')
    expect(
      await tenant.platform.database.home.query({ text: 'select 1 from lianke.login where email = $1', values: [who.email] }),
    ).toEqual([])
    expect((await app.inject({ url: '/api/v1/sign-in/with/nowhere' })).json().code).toBe('sign_in.unknown_provider')
  })
})
