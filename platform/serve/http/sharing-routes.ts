import type { Filter } from '@lianke/kernel'
import { Refusal, refuse, type Room } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { refusalOfAsking } from '../../model/query/asking.ts'
import { queryContextOf } from '../../model/room/query-context-of.ts'
import { filterContext } from '../../model/room/type-context.ts'
import { checkSharingRule } from '../../model/sharing/check-sharing-rule.ts'
import { checkPrincipals, countPeople, principalKinds } from '../../model/sharing/principal.ts'
import { shareLevels } from '../../model/sharing/share-level.ts'
import {
  createSharingRule,
  getSharingRule,
  listSharingRules,
  removeSharingRule,
  type SharingRuleInput,
  type StoredSharingRule,
  updateSharingRule,
} from '../../model/sharing/sharing-rule-store.ts'
import { refuseBeyond } from './delegation.ts'
import { api, type Http, readingRoom } from './host.ts'
import { tenantOf } from './me-routes.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { refuseWithout } from './rights.ts'

const anyPrincipals = z.array(z.strictObject({ kind: z.enum(principalKinds), id: z.uuid() })).max(100)
const principals = anyPrincipals.min(1)
const filter = z.record(z.string(), z.unknown())
const fields = {
  name: z.string().trim().min(1).max(100),
  object: z.string().min(1).max(100),
  filter,
  principals,
  level: z.enum(shareLevels),
}
const ruleInput = z.strictObject({ ...fields, active: z.boolean().default(true) })
const ruleChange = z.strictObject({ ...fields, active: z.boolean() }).partial()
const previewInput = z.strictObject({ object: z.string().min(1).max(100), filter, principals: anyPrincipals.default([]) })
const idInput = z.object({ id: z.uuid() })

/** Rules by which records are shared with colleagues who would not see them by their data scope. */
export const addSharingRoutes = (http: Http): void => {
  const { app, platform } = http
  const path = '/settings/sharing-rules'
  const guard = (request: FastifyRequest) => refuseWithout(http, request.caller, 'platform.accounts')
  const room = <T>(request: FastifyRequest, run: (room: Room) => Promise<T>) =>
    platform.room(request.caller.tenant, request.caller.actor, run)
  const check = async (request: FastifyRequest, given: { object: string; filter: unknown }): Promise<Filter> => {
    const { tenant, actor } = request.caller
    const [model, access, about] = await Promise.all([
      platform.model(tenant),
      platform.access(tenant, actor),
      tenantOf(http, tenant),
    ])
    return checkSharingRule(model, filterContext(about, access, new Date().toISOString()), given)
  }
  /** Records are shared by whoever may do to all of them what is shared. */
  const refuseWider = async (request: FastifyRequest, { object, level }: { object: string; level: string }): Promise<void> => {
    const all = (act: 'read' | 'update') =>
      ({ read: 'none', update: 'none', delete: 'none', create: false, [act]: 'all' }) as const
    const open = (await platform.model(request.caller.tenant)).objects.get(object)?.definition.access?.everyone
    const wanted = [...(open ? [] : [all('read')]), ...(level === 'read' ? [] : [all('update')])]
    await refuseBeyond(
      http,
      request.caller,
      wanted.map((right) => ({ grants: [{ objects: { [object]: right }, rights: [] }] })),
    )
  }
  /** The same, also judged by the rights of whoever writes the rule: it reads with the rights of the system, and must not ask for him. */
  const checkOwn = async (request: FastifyRequest, given: { object: string; filter: unknown }): Promise<Filter> => {
    const filter = await check(request, given)
    const { tenant, actor } = request.caller
    const refusal = refusalOfAsking(await queryContextOf(platform, tenant, actor), given.object, filter)
    if (refusal) throw refusal
    return filter
  }
  /** A field that a rule asks for may have been archived since: the rule then shares nothing, and says so. */
  const judged = async (request: FastifyRequest, rules: readonly StoredSharingRule[]) =>
    Promise.all(
      rules.map(async (rule) => {
        try {
          await check(request, rule)
          return { ...rule, broken: false }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return { ...rule, broken: true }
        }
      }),
    )
  const one = async (request: FastifyRequest, id: string) =>
    (await judged(request, [await getSharingRule(await readingRoom(http, request), id)]))[0]
  const idOf = (request: FastifyRequest): string => {
    const parsed = idInput.safeParse(request.params)
    return parsed.success ? parsed.data.id : refuse('sharing.not_found', { status: 404 })
  }

  app.get(api(path), async (request) => {
    await guard(request)
    return { data: await judged(request, await listSharingRules(await readingRoom(http, request))) }
  })
  app.get(api(`${path}/:id`), async (request) => {
    await guard(request)
    return one(request, idOf(request))
  })
  app.post(api(path), async (request, reply) => {
    await guard(request)
    const input = parseInput(ruleInput, request.body)
    const rule: SharingRuleInput = { ...input, filter: await checkOwn(request, input) }
    await refuseWider(request, rule)
    const id = await room(request, async (own) => {
      await checkPrincipals(own, rule.principals, '/principals')
      return createSharingRule(own, rule)
    })
    return reply.code(201).send(await one(request, id))
  })
  app.patch(api(`${path}/:id`), async (request) => {
    await guard(request)
    const id = idOf(request)
    const before = await getSharingRule(await readingRoom(http, request), id)
    const change = parseInput(ruleChange, request.body)
    const merged = {
      name: before.name,
      object: before.object,
      level: before.level,
      active: before.active,
      filter: before.filter,
      principals: before.principals.map(({ kind, id }) => ({ kind, id })),
      ...change,
    }
    // Switching a rule off must be possible even when it does not fit the model any more.
    const touched = change.object !== undefined || change.filter !== undefined || change.active === true
    const rule: SharingRuleInput = { ...merged, filter: touched ? await checkOwn(request, merged) : (merged.filter as Filter) }
    if (touched || change.principals || change.level) await refuseWider(request, rule)
    await room(request, async (own) => {
      if (change.principals) await checkPrincipals(own, rule.principals, '/principals')
      await updateSharingRule(own, id, rule)
    })
    return one(request, id)
  })
  app.delete(api(`${path}/:id`), async (request, reply) => {
    await guard(request)
    const id = idOf(request)
    await room(request, (own) => removeSharingRule(own, id))
    return reply.code(204).send()
  })
  app.post(api(`${path}/preview`), async (request) => {
    await guard(request)
    const input = parseInput(previewInput, request.body)
    const checked = await checkOwn(request, input)
    const reading = await readingRoom(http, request)
    const [{ count }, people] = await Promise.all([
      reading.system.records.list(input.object, { filter: checked, fields: ['id'], limit: 1, count: true }),
      countPeople(
        reading,
        input.principals.map(({ id }) => id),
      ),
    ])
    return { records: count ?? { value: 0, capped: false }, people }
  })
}
