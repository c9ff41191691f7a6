import { randomUUID } from 'node:crypto'
import { type ChannelHost, refuse } from '@lianke/kernel'
import { checkHealth, sidebarConfig, WecomError, WecomRetry } from '@lianke/channel-wecom'
import type { Platform } from '@lianke/platform'
import { api, hasRight } from '@lianke/platform/http'
import type { FastifyInstance } from 'fastify'

export interface WecomDesk {
  readonly platform: Platform
  readonly hostOf: (tenant: string) => ChannelHost
  /** Pages of this address only are signed. */
  readonly publicUrl: string
}

/** `GET /api/v1/wecom/health`: what works and what is missing, for administrators. `GET /api/v1/wecom/js-config?url=`: what a page inside WeCom registers the JS-SDK with. */
export const wecomDesk =
  ({ platform, hostOf, publicUrl }: WecomDesk) =>
  async (app: FastifyInstance): Promise<void> => {
    app.get(api('/wecom/health'), async ({ caller }) => {
      if (!hasRight(await platform.access(caller.tenant, caller.actor), 'platform.settings'))
        refuse('access.right_needed', { status: 403, params: { right: 'platform.settings' } })
      return { data: await checkHealth(hostOf(caller.tenant)) }
    })
    app.get(api('/wecom/js-config'), async (request) => {
      const { url = '' } = request.query as { url?: string }
      const page = URL.parse(url)
      // Signing any address would lend our corp's tickets to foreign pages.
      if (!page || url.length > 2000 || (page.host !== request.headers.host && page.origin !== new URL(publicUrl).origin))
        refuse('wecom.foreign_page', { status: 400 })
      try {
        return await sidebarConfig(hostOf(request.caller.tenant), { url, nonce: randomUUID() })
      } catch (cause) {
        if (cause instanceof WecomError) return refuse(`wecom.${cause.errcode}`, { status: 409 })
        if (cause instanceof WecomRetry) return refuse('wecom.no_answer', { status: 409 })
        throw cause
      }
    })
  }
