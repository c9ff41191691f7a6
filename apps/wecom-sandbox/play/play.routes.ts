import type { FastifyInstance } from 'fastify'
import QRCode from 'qrcode'
import { z } from 'zod'
import type { ApiEntry } from '../api/call-log.ts'
import { issueCode } from '../api/sign-in.calls.ts'
import type { Callbacks } from '../callback/callback.ts'
import type { Store } from '../world/store.ts'
import { actRoutes } from './act.routes.ts'
import type { Acts } from './acts.ts'
import { callbackRoutes } from './callback.routes.ts'
import { corpRoutes } from './corp.routes.ts'
import { handlerOf, parse, wrong } from './handle.ts'
import { id } from './shapes.ts'
import { rowsShownMax, shown } from './shown-world.ts'

/** Everything the page does, for programs and tests too. */
export const playRoutes = (
  server: FastifyInstance,
  deps: { store: Store; acts: Acts; callbacks: Callbacks; apiLog: readonly ApiEntry[]; houseUrl: string },
): void => {
  const { store, callbacks, apiLog, houseUrl } = deps
  actRoutes(server, deps)
  corpRoutes(server, store)
  callbackRoutes(server, deps)
  server.get('/sandbox/world', async (_request, reply) => reply.send({ ...shown(store), house_url: houseUrl }))
  server.get('/sandbox/log', async (_request, reply) =>
    reply.send({ now: store.now(), calls: apiLog.slice(-rowsShownMax), callbacks: callbacks.log.slice(-rowsShownMax) }),
  )
  server.post(
    '/sandbox/oauth/code',
    handlerOf(store)((body) => ({
      code: issueCode(store, parse(z.object({ userid: id.optional(), external_userid: id.optional() }), body)),
    })),
  )
  server.get<{ Params: { config_id: string } }>('/sandbox/qr/:config_id', async (request, reply) => {
    const way = store.world.contact_ways[request.params.config_id]
    if (!way) return wrong(reply, 'this code leads nowhere')
    return reply.type('image/svg+xml').send(await QRCode.toString(way.qr_code || way.config_id, { type: 'svg', margin: 1 }))
  })
}
