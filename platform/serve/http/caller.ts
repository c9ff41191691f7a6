import { type Actor, refuse } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { type ApiKey, scopeAllows, scopeAllowsCommand } from '../auth/api-keys.ts'
import type { Auth } from '../auth/auth.ts'
import type { Session } from '../auth/sessions.ts'
import { type Locale, localeOf } from '../../model/i18n/locale.ts'

/** Who asks, for which tenant. */
export interface Caller {
  readonly tenant: string
  readonly actor: Actor
  readonly locale: Locale
  readonly session: Session | null
  readonly key: ApiKey | null
  /** Name of the rate-limit bucket. */
  readonly bucket: string
}

/** The session cookie's raw value, without parsing the others. */
export const cookieOf = (header: string | undefined, name: string): string | null => {
  if (!header) return null
  for (const part of header.split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return null
}

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** A browser's write must come from our own pages; a program without `Origin` carries no foreign page's intent. */
export const refuseForeignOrigin = (request: FastifyRequest, publicUrl: string): void => {
  if (!unsafe.has(request.method)) return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const same =
    origin === undefined
      ? site === undefined || site === 'same-origin' || site === 'none'
      : origin === publicUrl || (URL.canParse(origin) && new URL(origin).host === request.headers.host)
  if (!same) refuse('request.foreign_origin', { status: 403 })
}

const ofSession = (session: Session, request: FastifyRequest): Caller => {
  const locale = session.locale ?? localeOf(request.headers['accept-language'])
  if (!session.tenant) return refuse('account.no_tenant', { status: 403 })
  return {
    tenant: session.tenant,
    locale,
    session,
    key: null,
    bucket: session.id,
    actor: { kind: 'user', id: session.staff ?? session.account, name: session.name, locale },
  }
}
const ofKey = (key: ApiKey, request: FastifyRequest): Caller => {
  const locale = localeOf(request.headers['accept-language'])
  return {
    tenant: key.tenant,
    locale,
    session: null,
    key,
    bucket: key.id,
    actor: { kind: 'key', id: key.id, name: key.name, locale },
  }
}

/** The caller by bearer key or session cookie. Refuses 401 `sign_in.needed` or `key.*`. */
export const findCaller = async (request: FastifyRequest, auth: Auth, publicUrl: string): Promise<Caller> => {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const token = /^bearer\s+(\S{1,200})$/i.exec(authorization)?.[1]
    return ofKey(await auth.keys.find(token ?? refuse('key.malformed', { status: 401 })), request)
  }
  const cookie = cookieOf(request.headers.cookie, auth.cookieName)
  const session = cookie ? await auth.sessions.find(cookie) : null
  if (!session) return refuse('sign_in.needed', { status: 401 })
  refuseForeignOrigin(request, publicUrl)
  return ofSession(session, request)
}

/** A key with roles passes to these, like a person; what they do not give is refused further in. */
const byScopes = (caller: Caller): readonly string[] | null =>
  caller.key && caller.key.roles.length === 0 ? caller.key.scopes : null

/** Refuses what the scopes of a key do not name (403 `key.out_of_scope`); people pass to their roles. */
export const refuseOutOfScope = (caller: Caller, object: string, action: 'read' | 'create' | 'update' | 'delete'): void => {
  const scopes = byScopes(caller)
  if (scopes && !scopeAllows(scopes, object, action))
    refuse('key.out_of_scope', { status: 403, params: { scope: `${object}:${action}` } })
}
export const refuseCommandOutOfScope = (caller: Caller, command: string): void => {
  const scopes = byScopes(caller)
  if (scopes && !scopeAllowsCommand(scopes, command))
    refuse('key.out_of_scope', { status: 403, params: { scope: `command:${command}` } })
}
/** Own account, keys, accounts: for people only. */
export const sessionOf = (caller: Caller): Session => caller.session ?? refuse('sign_in.people_only', { status: 403 })
