import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Callbacks } from '../callback/callback.ts'
import type { Store } from '../world/store.ts'
import { handlerOf, parse } from './handle.ts'
import { texts } from './shapes.ts'

const fieldsShape = z.record(z.string(), z.union([z.string(), z.number(), texts]))

/** Callbacks by hand: one of one's own making, one once more, a check of the address, and waiting until all are out. */
export const callbackRoutes = (server: FastifyInstance, { store, callbacks }: { store: Store; callbacks: Callbacks }): void => {
  const handle = handlerOf(store)
  server.post(
    '/sandbox/callback',
    handle((body) => callbacks.send(parse(fieldsShape, body))),
  )
  server.post(
    '/sandbox/callback/again',
    handle((body) => ({ ok: callbacks.again(parse(z.object({ id: z.number() }), body).id) })),
  )
  server.post(
    '/sandbox/callback/verify',
    handle(() => callbacks.verify()),
  )
  server.post(
    '/sandbox/settled',
    handle(() => callbacks.settled()),
  )
}
