import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Seed } from '../world/demo.ts'
import type { Store } from '../world/store.ts'
import { handlerOf, parse } from './handle.ts'
import { id } from './shapes.ts'
import { refuse } from './stage.ts'

interface Corps {
  readonly list: () => readonly { readonly corp_id: string; readonly name: string }[]
  readonly add: (corp_id: string, name: string | undefined, seed: Seed | undefined) => Promise<unknown>
}
const corpShape = z.object({ corp_id: id, name: z.string().min(1).max(60).optional() })

/** Which corporations are played here, and one more of them; every other address of the sandbox takes `?corp=`. */
export const corpsRoutes = (server: FastifyInstance, store: Store, { list, add }: Corps): void => {
  server.get('/sandbox/corps', async () => ({ corps: list() }))
  server.post(
    '/sandbox/corps',
    handlerOf(store)(async (body) => {
      const { corp_id, name } = parse(corpShape, body)
      if (!(await add(corp_id, name, {}))) refuse('there are enough corporations')
      return { corps: list() }
    }),
  )
}
