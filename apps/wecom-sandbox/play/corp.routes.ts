import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { invalidateTokens } from '../api/token.ts'
import { addStaff, seedWorld, type Seed } from '../world/demo.ts'
import type { Store } from '../world/store.ts'
import { defaultSwitches } from '../world/world.ts'
import { handlerOf, parse } from './handle.ts'
import { id, texts } from './shapes.ts'
import { shown } from './shown-world.ts'

const switchesShape = z
  .object({
    deliver_times: z.number().int().min(1).max(10),
    out_of_order: z.boolean(),
    wrong_signature: z.number().int().min(0),
    wrong_receiver: z.number().int().min(0),
    delay_ms: z.number().int().min(0).max(600_000),
    skew_seconds: z.number().int(),
    calls_per_minute: z.number().int().min(1),
    token_seconds: z.number().int().min(1),
    sensitive_fields: z.boolean(),
    mass_rule: z.enum(['day', 'week', 'month']),
    failures: z
      .array(
        z.object({ path: z.string(), errcode: z.number().int(), times: z.number().int().min(0), after: z.boolean().optional() }),
      )
      .max(100),
  })
  .partial()
const configureShape = z
  .object({
    corp_id: id,
    corp_name: z.string(),
    callback: z.object({ url: z.url(), token: z.string().min(1), aes_key: z.string().regex(/^[A-Za-z0-9+/]{43}$/) }).nullable(),
    app: z
      .object({
        agent_id: z.number().int(),
        name: z.string(),
        secret: z.string().min(1),
        permissions: z.array(z.enum(['contacts', 'customer', 'message'])),
        visible: z.union([z.literal('*'), texts]),
        trusted_ip: z.boolean(),
        enabled: z.boolean(),
      })
      .partial(),
  })
  .partial()
const staffShape = z.object({
  userid: id,
  name: z.string(),
  department: z.array(z.number()).optional(),
  position: z.string().optional(),
  follows: z.boolean().optional(),
  native_welcome: z.boolean().optional(),
})
const tokensShape = z.object({ how: z.enum(['invalid', 'expired']).default('invalid') })

const configure = ({ world }: Store, body: unknown) => {
  const { corp_id, corp_name, callback, app } = parse(configureShape, body)
  if (corp_id) world.corp.corp_id = corp_id
  if (corp_name) world.corp.name = corp_name
  if (callback !== undefined) world.callback = callback
  const first = world.apps[0]
  if (app && first) Object.assign(first, app)
  return { corp: world.corp, app: first, callback: world.callback }
}

/** What the corp is: its people and settings, and how it misbehaves. */
export const corpRoutes = (server: FastifyInstance, store: Store): void => {
  const handle = handlerOf(store)
  server.post<{ Body: Seed | null }>(
    '/sandbox/seed',
    handle((body) => {
      seedWorld(store, body ?? {})
      return shown(store)
    }),
  )
  server.post(
    '/sandbox/staff',
    handle((body) => addStaff(store.world, parse(staffShape, body))),
  )
  server.post(
    '/sandbox/configure',
    handle((body) => configure(store, body)),
  )
  server.post(
    '/sandbox/switches',
    handle((body) => Object.assign(store.world.switches, parse(switchesShape, body))),
  )
  server.post(
    '/sandbox/switches/reset',
    handle(() => Object.assign(store.world.switches, defaultSwitches())),
  )
  server.post(
    '/sandbox/tokens/invalidate',
    handle((body) => invalidateTokens(store, parse(tokensShape, body).how)),
  )
}
