import { refuse } from '@lianke/kernel'
import type { Platform } from '@lianke/platform'
import { api, hasRight } from '@lianke/platform/http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { SandboxBeside } from '../sandbox-link.ts'

const right = 'platform.settings'
const corpName = 'wecom.corp_id'

/** Whether this company may play with the sandbox beside it, and tying it there: `GET|POST /wecom/sandbox`. */
export const sandboxDoor =
  (platform: Platform, sandbox: SandboxBeside | null) =>
  async (app: FastifyInstance): Promise<void> => {
    const state = async (tenant: string) => {
      const [corp, shown] = [
        await platform.settings.get<string>(tenant, corpName),
        await platform.settings.get<string>(tenant, 'wecom.js_sdk_url'),
      ]
      const address = sandbox?.tenant === tenant ? sandbox.address : null
      return { address, tied: address !== null && corp !== '' && shown.startsWith(`${address}/`) }
    }
    const permitted = async ({ caller }: FastifyRequest): Promise<string> => {
      const { tenant, actor } = caller
      if (!hasRight(await platform.access(tenant, actor), right))
        refuse('access.right_needed', { status: 403, params: { right } })
      return tenant
    }
    app.get(api('/wecom/sandbox'), async (request) => state(await permitted(request)))
    app.post(api('/wecom/sandbox'), async (request) => {
      const tenant = await permitted(request)
      if (sandbox?.tenant !== tenant) return refuse('wecom.no_sandbox', { status: 409 })
      const tie = await sandbox.tie({ anew: true, by: request.caller.actor.id }).catch((error: unknown) => {
        request.log.warn({ err: error }, 'the sandbox could not be tied')
        return refuse('wecom.sandbox_silent', { status: 503 })
      })
      if (!tie.tied) refuse('wecom.has_a_corp', { status: 409, params: { corp: tie.corp } })
      return state(tenant)
    })
  }
