import fastify from 'fastify'
import type { Role } from '@lianke/platform/runtime'
import { metrics } from '@lianke/platform/runtime'

/** Pages and API. */
export const httpRole: Role = {
  name: 'http',
  async start({ config, log }) {
    const app = fastify({ loggerInstance: log, disableRequestLogging: true })
    app.get('/healthz', () => ({ status: 'ok' }))
    app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()))
    await app.listen({ port: config.port, host: config.host })
    return { port: config.port, stop: () => app.close() }
  },
}
