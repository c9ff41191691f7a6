import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Store } from '../world/store.ts'
import { PlayError } from './stage.ts'

/** What a player sent, in its shape; said in one sentence what is wrong with it. */
export const parse = <T>(shape: z.ZodType<T>, body: unknown): T => {
  const result = shape.safeParse(body ?? {})
  if (!result.success) throw new PlayError(z.prettifyError(result.error))
  return result.data
}
export const wrong = (reply: FastifyReply, message: string) => reply.code(400).send({ error: message })

/** A route that plays: what it does changes the world, and a player's mistake is told to the player. */
export const handlerOf =
  (store: Store) =>
  <B = unknown>(work: (body: B) => unknown) =>
  async (request: { body: B }, reply: FastifyReply) => {
    try {
      const result = await work(request.body)
      store.changed()
      return reply.send(result ?? { ok: true })
    } catch (cause) {
      if (cause instanceof PlayError) return wrong(reply, cause.message)
      throw cause
    }
  }
