import { all, done, id, idParameter, listOf, ok, operation, ref, text, textOrNull } from './openapi-parts.ts'

type Json = Record<string, unknown>
const credentials = all({ login: text, password: text, remember: { type: 'boolean' } }, ['remember'])

/** Signing in and out, and one's own account. */
export const signInPaths: Json = {
  '/api/v1/sign-in/ways': {
    get: operation(
      'sign-in.ways',
      'How to sign in',
      'sign-in',
      ok(all({ setup_needed: { type: 'boolean' }, providers: { type: 'array', items: all({ name: text, label: text }) } })),
    ),
  },
  '/api/v1/sign-in': { post: operation('sign-in', 'Sign in', 'sign-in', ok(ref('SignIn')), credentials) },
  '/api/v1/sign-in/code': {
    post: operation(
      'sign-in.code',
      'Second factor',
      'sign-in',
      ok(ref('SignIn')),
      all({ code: text, trust: { type: 'boolean' } }, ['trust']),
    ),
  },
  '/api/v1/sign-in/link': {
    post: operation(
      'sign-in.link',
      'For whom a one-time link is',
      'sign-in',
      ok(all({ name: text, email: text, company: text })),
      all({ token: text }),
    ),
  },
  '/api/v1/sign-in/link/use': {
    post: operation(
      'sign-in.link.use',
      'Set the own password by a one-time link, and sign in',
      'sign-in',
      ok(ref('SignIn')),
      all({ token: text, password: text }),
    ),
  },
  '/api/v1/sign-out': { post: operation('sign-out', 'Sign out', 'sign-in', done) },
  '/api/v1/me': {
    get: operation('me', 'Own account', 'me', ok(ref('Me'))),
    patch: operation('me.change', 'Change own account', 'me', done, all({ name: text, locale: textOrNull }, ['name', 'locale'])),
  },
  '/api/v1/setup': {
    post: operation(
      'setup',
      'First administrator, while no account exists',
      'sign-in',
      ok(ref('SignIn')),
      all({ company: text, name: text, email: text, username: textOrNull, password: text, locale: textOrNull, token: text }, [
        'username',
        'locale',
        'token',
      ]),
    ),
  },
  '/api/v1/me/password': {
    post: operation('me.password', 'New password; ends all other sessions', 'me', done, all({ current: text, password: text })),
  },
  '/api/v1/me/roles': {
    get: operation('me.roles', 'Roles that one may hand on to others', 'me', ok(listOf(all({ id, name: text })))),
  },
  '/api/v1/me/tenant': { post: operation('me.tenant', 'Go to another tenant', 'me', done, all({ tenant: text })) },
  '/api/v1/me/two-factor': {
    post: operation(
      'me.two-factor.begin',
      'Begin two-factor sign-in',
      'me',
      ok(all({ uri: text, backup_codes: { type: 'array', items: text } })),
      all({ password: text }),
    ),
    delete: operation('me.two-factor.end', 'End two-factor sign-in', 'me', done, all({ password: text })),
  },
  '/api/v1/me/two-factor/confirm': {
    post: operation('me.two-factor.confirm', 'Confirm by a first code', 'me', done, all({ code: text })),
  },
  '/api/v1/me/sessions/{id}': {
    parameters: [{ ...idParameter, schema: text }],
    delete: operation('me.sessions.end-one', 'End one session', 'me', done),
  },
  '/api/v1/me/sessions': {
    get: operation('me.sessions', 'Own sessions', 'me', ok(listOf(ref('Session')))),
    delete: operation('me.sessions.end', 'End all other sessions', 'me', ok(all({ ended: { type: 'integer' } }))),
  },
}
