import type { ChannelHost, PostedEnvelope } from '@lianke/kernel'
import { type CallbackQuery, receive, verifyUrl } from '@lianke/channel-wecom'
import type { FastifyInstance } from 'fastify'

const bodyBytesMax = 1024 * 1024
const tenantPattern = /^[a-z][a-z0-9_]{0,30}$/

export interface WecomDoor {
  readonly hostOf: (tenant: string) => ChannelHost
  readonly isTenant: (tenant: string) => Promise<boolean>
  readonly store: (tenant: string, envelopes: readonly PostedEnvelope[]) => Promise<{ stored: number }>
  /** After the envelope is stored, before anything else: the welcome that dies in 20 seconds. */
  readonly stored?: (tenant: string, envelope: PostedEnvelope) => void
  /** A callback that was turned away, and why. */
  readonly refused?: (tenant: string, reason: string) => void
}

/** `/callbacks/wecom/<tenant>`: verify and open → store the raw envelope → acknowledge. What it means is found out later. */
export const wecomDoor =
  (door: WecomDoor) =>
  async (app: FastifyInstance): Promise<void> => {
    app.addContentTypeParser(
      ['text/xml', 'application/xml', 'text/plain'],
      { parseAs: 'string', bodyLimit: bodyBytesMax },
      (_request, body, done) => done(null, body),
    )
    const config = { open: true }
    app.get('/callbacks/wecom/:tenant', { config }, async (request, reply) => {
      const { tenant } = request.params as { tenant: string }
      if (!tenantPattern.test(tenant) || !(await door.isTenant(tenant))) return reply.code(404).send()
      const checked = await verifyUrl(door.hostOf(tenant), request.query as CallbackQuery)
      if (!checked.ok) door.refused?.(tenant, checked.reason)
      return checked.ok ? reply.type('text/plain').send(checked.echo) : reply.code(403).type('text/plain').send(checked.reason)
    })
    app.post('/callbacks/wecom/:tenant', { config, bodyLimit: bodyBytesMax }, async (request, reply) => {
      const { tenant } = request.params as { tenant: string }
      if (!tenantPattern.test(tenant) || !(await door.isTenant(tenant))) return reply.code(404).send()
      const body = typeof request.body === 'string' ? request.body : JSON.stringify(request.body)
      const received = await receive(door.hostOf(tenant), request.query as CallbackQuery, body)
      if (!received.ok) {
        door.refused?.(tenant, received.reason)
        return reply.code(403).type('text/plain').send(received.reason)
      }
      await door.store(tenant, [received.envelope])
      door.stored?.(tenant, received.envelope)
      return reply.code(200).send('')
    })
  }
