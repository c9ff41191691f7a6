import type { FastifyInstance, FastifyReply } from 'fastify'
import QRCode from 'qrcode'
import { z } from 'zod'
import type { ApiEntry } from '../api/api.routes.ts'
import { issueCode } from '../api/sign-in.calls.ts'
import { invalidateTokens } from '../api/token.ts'
import type { Callbacks } from '../callback/callback.ts'
import { addStaff, seedWorld, type Seed } from '../world/demo.ts'
import type { Store } from '../world/store.ts'
import { defaultSwitches, type World } from '../world/world.ts'
import type { Acts } from './acts.ts'
import { PlayError } from './stage.ts'

const id = z.string().min(1).max(128)
const pair = z.object({ userid: id, external_userid: id })
const gender = z.union([z.literal(0), z.literal(1), z.literal(2)])
const texts = z.array(z.string()).max(1000)
const rowsShownMax = 400
const messagesShownMax = 1000

const shapes = {
  customer: z.object({ name: z.string().min(1).max(60), gender: gender.optional(), unionid: z.string().optional() }),
  scan: z.object({
    external_userid: id.optional(),
    name: z.string().max(60).optional(),
    gender: gender.optional(),
    config_id: id.optional(),
    state: id.optional(),
    qr_code: z.string().optional(),
    half: z.boolean().optional(),
  }),
  accept: pair,
  say: pair.extend({
    from: z.enum(['staff', 'customer']),
    text: z.string().max(4000),
    attachments: z
      .array(z.looseObject({ msgtype: z.string() }))
      .max(9)
      .optional(),
  }),
  unfriend: pair,
  removeCustomer: pair,
  edit: pair.extend({
    remark: z.string().optional(),
    description: z.string().optional(),
    phones: texts.optional(),
    tags: texts.optional(),
    personal_tags: texts.optional(),
  }),
  tag: z.object({
    change: z.enum(['create', 'update', 'delete']),
    id: id.optional(),
    group_name: z.string().optional(),
    name: z.string().optional(),
  }),
  confirmTask: z.object({ userid: id, msgid: id }),
  leave: z.object({ userid: id }),
  refuseTransfer: z.object({ external_userid: id }),
  advance: z.object({
    seconds: z
      .number()
      .int()
      .min(0)
      .max(10 * 366 * 86_400),
  }),
  group: z.object({ name: z.string().min(1), owner: id, external_userids: texts.optional() }),
  joinGroup: z.object({ external_userid: id, chat_id: id.optional(), config_id: id.optional() }),
} as const
/** Addresses of the acts: `/sandbox/<address>`. */
const addresses: Readonly<Record<keyof typeof shapes, string>> = {
  customer: 'customers',
  scan: 'scan',
  accept: 'accept',
  say: 'send',
  unfriend: 'unfriend',
  removeCustomer: 'staff/remove',
  edit: 'staff/edit',
  tag: 'admin/tag',
  confirmTask: 'staff/confirm',
  leave: 'staff/leave',
  refuseTransfer: 'transfer/refuse',
  advance: 'clock',
  group: 'groups',
  joinGroup: 'groups/join',
}
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

/** Everything the page does, for programs and tests too. */
export const playRoutes = (
  server: FastifyInstance,
  deps: { store: Store; acts: Acts; callbacks: Callbacks; apiLog: readonly ApiEntry[]; houseUrl: string },
): void => {
  const { store, acts, callbacks, apiLog, houseUrl } = deps
  const wrong = (reply: FastifyReply, message: string) => reply.code(400).send({ error: message })
  const parse = <T>(shape: z.ZodType<T>, body: unknown): T => {
    const result = shape.safeParse(body ?? {})
    if (!result.success) throw new PlayError(z.prettifyError(result.error))
    return result.data
  }
  const handle = (work: (body: unknown) => unknown) => async (request: { body: unknown }, reply: FastifyReply) => {
    try {
      const result = await work(request.body)
      store.changed()
      return reply.send(result ?? { ok: true })
    } catch (cause) {
      if (cause instanceof PlayError) return wrong(reply, cause.message)
      throw cause
    }
  }
  for (const [name, address] of Object.entries(addresses) as [keyof typeof shapes, string][])
    server.post(
      `/sandbox/${address}`,
      handle((body) => (acts[name] as (input: unknown) => unknown)(parse(shapes[name] as z.ZodType<unknown>, body))),
    )

  server.get('/sandbox/world', async (_request, reply) => reply.send({ ...shown(store), house_url: houseUrl }))
  server.get('/sandbox/log', async (_request, reply) =>
    reply.send({ now: store.now(), calls: apiLog.slice(-rowsShownMax), callbacks: callbacks.log.slice(-rowsShownMax) }),
  )
  server.post(
    '/sandbox/seed',
    handle((body) => {
      seedWorld(store, (body ?? {}) as Seed)
      return shown(store)
    }),
  )
  server.post(
    '/sandbox/staff',
    handle((body) =>
      addStaff(
        store.world,
        parse(
          z.object({
            userid: id,
            name: z.string(),
            department: z.array(z.number()).optional(),
            position: z.string().optional(),
            follows: z.boolean().optional(),
            native_welcome: z.boolean().optional(),
          }),
          body,
        ),
      ),
    ),
  )
  server.post(
    '/sandbox/configure',
    handle((body) => {
      const { corp_id, corp_name, callback, app } = parse(configureShape, body)
      if (corp_id) store.world.corp.corp_id = corp_id
      if (corp_name) store.world.corp.name = corp_name
      if (callback !== undefined) store.world.callback = callback
      const first = store.world.apps[0]
      if (app && first) Object.assign(first, app)
      return { corp: store.world.corp, app: first, callback: store.world.callback }
    }),
  )
  server.post(
    '/sandbox/switches',
    handle((body) => Object.assign(store.world.switches, parse(switchesShape, body) as Partial<World['switches']>)),
  )
  server.post(
    '/sandbox/switches/reset',
    handle(() => Object.assign(store.world.switches, defaultSwitches())),
  )
  server.post(
    '/sandbox/tokens/invalidate',
    handle((body) =>
      invalidateTokens(store, parse(z.object({ how: z.enum(['invalid', 'expired']).default('invalid') }), body).how),
    ),
  )
  server.post(
    '/sandbox/callback',
    handle((body) => callbacks.send(parse(z.record(z.string(), z.union([z.string(), z.number(), texts])), body))),
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
  server.post(
    '/sandbox/oauth/code',
    handle((body) => ({
      code: issueCode(store, parse(z.object({ userid: id.optional(), external_userid: id.optional() }), body)),
    })),
  )
  server.get('/sandbox/qr/:config_id', async (request, reply) => {
    const way = store.world.contact_ways[(request.params as { config_id: string }).config_id]
    if (!way) return wrong(reply, 'this code leads nowhere')
    return reply.type('image/svg+xml').send(await QRCode.toString(way.qr_code || way.config_id, { type: 'svg', margin: 1 }))
  })
}

/** The world without secrets of tokens and bytes of media; of a large corp the newest customers and whoever spoke lately. */
const shown = (store: Store): Record<string, unknown> => {
  const { tokens: _tokens, tickets: _tickets, media: _media, codes: _codes, welcome_codes: _welcome, ...world } = store.world
  const messages = world.messages.slice(-messagesShownMax)
  const ids = new Set([...Object.keys(world.customers).slice(-rowsShownMax), ...messages.map((each) => each.external_userid)])
  const waiting = Object.values(world.relations).filter((each) => each.status === 'waiting' || each.status === 'half')
  for (const each of waiting) ids.add(each.external_userid)
  return {
    ...world,
    now: store.now(),
    messages,
    app_messages: world.app_messages.slice(-rowsShownMax),
    tasks: Object.fromEntries(Object.entries(world.tasks).slice(-rowsShownMax)),
    contact_ways: Object.fromEntries(Object.entries(world.contact_ways).slice(-rowsShownMax)),
    customers: Object.fromEntries(Object.entries(world.customers).filter(([id]) => ids.has(id))),
    relations: Object.fromEntries(Object.entries(world.relations).filter(([, each]) => ids.has(each.external_userid))),
  }
}
