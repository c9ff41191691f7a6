import { Refusal } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { grantsOfRoles } from '../../model/access/load-access.ts'
import { scopePattern } from '../auth/api-keys.ts'
import { logSignIn, type SignInKind } from '../auth/sign-in-log.ts'
import { sessionOf } from './caller.ts'
import { grantsOfScopes, refuseBeyond } from './delegation.ts'
import { api, type Http } from './host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { trace } from './password-step.ts'
import { refuseWithout } from './rights.ts'

const keyInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  roles: z.array(z.uuid()).max(10).default([]),
  scopes: z.array(z.string().regex(scopePattern)).max(100).default([]),
  expires_at: z.iso.datetime({ offset: true }).nullable().default(null),
})
const problem = (path: string, code: string) => new Refusal('input.invalid', { problems: [{ path, code }] })

/** API keys: programs with rights of their own, none of which their maker does not hold. */
export const addKeyRoutes = (http: Http): void => {
  const { app, auth, platform } = http
  const log = (request: FastifyRequest, kind: SignInKind, login: string) =>
    logSignIn(platform.database, { kind, tenant: request.caller.tenant, login, ...trace(request) })
  const refuseWider = async (request: FastifyRequest, key: { roles: readonly string[]; scopes: readonly string[] }) => {
    const { tenant } = request.caller
    const roles = await grantsOfRoles((statement) => platform.database.query(tenant, statement), key.roles)
    const scopes = grantsOfScopes(await platform.model(tenant), key.scopes)
    await refuseBeyond(http, request.caller, [{ grants: [...roles.values(), ...scopes] }])
    return roles
  }

  app.get(api('/keys'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.keys')
    return { data: await auth.keys.list(request.caller.tenant) }
  })
  app.post(api('/keys'), async (request, reply) => {
    await refuseWithout(http, request.caller, 'platform.keys')
    const input = parseInput(keyInput, request.body)
    const by = sessionOf(request.caller).account
    if (input.expires_at && Date.parse(input.expires_at) <= Date.now()) throw problem('/expires_at', 'input.in_the_past')
    if (input.roles.length + input.scopes.length === 0) throw problem('/roles', 'field.required')
    const roles = await refuseWider(request, input)
    if (roles.size < new Set(input.roles).size) throw problem('/roles', 'key.unknown_role')
    const made = await auth.keys.make({
      tenant: request.caller.tenant,
      name: input.name,
      scopes: input.scopes,
      roles: input.roles,
      expiresAt: input.expires_at,
      by,
    })
    await log(request, 'key_made', input.name)
    return reply.code(201).send(made)
  })
  app.delete(api('/keys/:id'), async (request, reply) => {
    await refuseWithout(http, request.caller, 'platform.keys')
    const { id } = parseInput(z.object({ id: z.uuid() }), request.params, 404)
    const { tenant } = request.caller
    const key = await auth.keys.get(tenant, id)
    const known = (await platform.model(tenant)).commands
    // A command that is gone gives nothing any more.
    const scopes = key.scopes.filter(
      (scope) => !scope.startsWith('command:') || scope === 'command:*' || known.has(scope.slice(8)),
    )
    await refuseWider(request, { roles: key.roles, scopes })
    await auth.keys.revoke(tenant, id)
    await log(request, 'key_revoked', id)
    return reply.code(204).send()
  })
}
