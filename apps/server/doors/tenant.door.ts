import { refuse } from '@lianke/kernel'
import type { Platform } from '@lianke/platform'
import { api, type Auth, logSignIn, parseInput } from '@lianke/platform/http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { listTenants, makeCompany, pauseTenant } from '../tenants.ts'

interface TenantDoor {
  readonly platform: Platform
  readonly auth: Auth
  readonly publicUrl: string
}
const zones = new Set(Intl.supportedValuesOf('timeZone'))
const currencies = new Set(Intl.supportedValuesOf('currency'))
const name = z.string().trim().min(1).max(100)
const input = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,30}$/),
  name,
  zone: z
    .string()
    .refine((zone) => zones.has(zone))
    .default('Asia/Shanghai'),
  locale: z.enum(['zh-CN', 'en']).default('zh-CN'),
  base_currency: z
    .string()
    .refine((currency) => currencies.has(currency))
    .default('CNY'),
  /** Left out: whoever makes the tenant administers it too. */
  administrator: z.strictObject({ name, email: z.email().max(200) }).optional(),
})

/** Tenants of the installation, for those who administer it: `GET|POST /installation/tenants`, `POST …/:id/pause|resume`. */
export const tenantDoor =
  ({ platform, auth, publicUrl }: TenantDoor) =>
  async (app: FastifyInstance): Promise<void> => {
    const { database } = platform
    const installer = (request: FastifyRequest) => {
      const { session } = request.caller
      return session?.installation ? session : refuse('tenant.installation_needed', { status: 403 })
    }
    const log = (request: FastifyRequest, kind: 'tenant_made' | 'tenant_paused' | 'tenant_resumed', tenant: string) =>
      logSignIn(database, {
        kind,
        account: installer(request).account,
        login: tenant,
        tenant: request.caller.tenant,
        address: request.ip,
        agent: request.headers['user-agent'] ?? null,
      })
    app.get(api('/installation/tenants'), async (request) => {
      installer(request)
      return { data: await listTenants(database) }
    })
    app.post(api('/installation/tenants'), async (request, reply) => {
      const session = installer(request)
      const { base_currency: baseCurrency, administrator, ...given } = parseInput(input, request.body)
      const token = await makeCompany(platform, {
        ...given,
        baseCurrency,
        administrator: administrator ?? { name: session.name, account: session.account },
      })
      await auth.sessions.changed(session.account)
      await log(request, 'tenant_made', given.id)
      const [made] = (await listTenants(database)).filter(({ id }) => id === given.id)
      return reply.code(201).send({ ...made, link: token === null ? null : `${publicUrl}/sign-in/link#${token}` })
    })
    for (const act of ['pause', 'resume'] as const)
      app.post<{ Params: { id: string } }>(api(`/installation/tenants/:id/${act}`), async (request, reply) => {
        installer(request)
        const { id } = request.params
        await pauseTenant(database, id, act === 'pause')
        await log(request, act === 'pause' ? 'tenant_paused' : 'tenant_resumed', id)
        return reply.code(204).send()
      })
  }
