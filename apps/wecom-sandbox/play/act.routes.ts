import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Store } from '../world/store.ts'
import type { Acts } from './acts.ts'
import { handlerOf, parse } from './handle.ts'
import { gender, id, pair, texts } from './shapes.ts'

const secondsMax = 10 * 366 * 86_400

/** An act at its address, `/sandbox/<address>`, with what it must be told. */
const at = <I>(address: string, shape: z.ZodType<I>, act: (input: I) => unknown) => ({
  address,
  play: (body: unknown): unknown => act(parse(shape, body)),
})

const contactRoutes = (acts: Acts) => [
  at(
    'customers',
    z.object({ name: z.string().min(1).max(60), gender: gender.optional(), unionid: z.string().optional() }),
    acts.customer,
  ),
  at(
    'scan',
    z.object({
      external_userid: id.optional(),
      name: z.string().max(60).optional(),
      gender: gender.optional(),
      config_id: id.optional(),
      state: id.optional(),
      qr_code: z.string().optional(),
      half: z.boolean().optional(),
    }),
    acts.scan,
  ),
  at('accept', pair, acts.accept),
  at('unfriend', pair, acts.unfriend),
  at('staff/remove', pair, acts.removeCustomer),
  at(
    'staff/edit',
    pair.extend({
      remark: z.string().optional(),
      description: z.string().optional(),
      phones: texts.optional(),
      tags: texts.optional(),
      personal_tags: texts.optional(),
    }),
    acts.edit,
  ),
]

const messageRoutes = (acts: Acts) => [
  at(
    'send',
    pair.extend({
      from: z.enum(['staff', 'customer']),
      text: z.string().max(4000),
      attachments: z
        .array(z.looseObject({ msgtype: z.string() }))
        .max(9)
        .optional(),
    }),
    acts.say,
  ),
  at('staff/confirm', z.object({ userid: id, msgid: id }), acts.confirmTask),
]

const companyRoutes = (acts: Acts) => [
  at(
    'admin/tag',
    z.object({
      change: z.enum(['create', 'update', 'delete']),
      id: id.optional(),
      group_name: z.string().optional(),
      name: z.string().optional(),
    }),
    acts.tag,
  ),
  at('staff/leave', z.object({ userid: id }), acts.leave),
  at('transfer/refuse', z.object({ external_userid: id }), acts.refuseTransfer),
  at('clock', z.object({ seconds: z.number().int().min(0).max(secondsMax) }), acts.advance),
  at('groups', z.object({ name: z.string().min(1), owner: id, external_userids: texts.optional() }), acts.group),
  at('groups/join', z.object({ external_userid: id, chat_id: id.optional(), config_id: id.optional() }), acts.joinGroup),
]

/** What people do in WeCom, for programs and tests too. */
export const actRoutes = (server: FastifyInstance, { store, acts }: { store: Store; acts: Acts }): void => {
  const handle = handlerOf(store)
  for (const { address, play } of [...contactRoutes(acts), ...messageRoutes(acts), ...companyRoutes(acts)])
    server.post(`/sandbox/${address}`, handle(play))
}
