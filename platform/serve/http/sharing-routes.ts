import type { Filter } from '@lianke/kernel'
import { Refusal, refuse, type UnitOfWork } from '@lianke/kernel'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { refusalOfAsking } from '../../model/query/asking.ts'
import { queryContextOf } from '../../model/unit-of-work/query-context-of.ts'
import { filterContext } from '../../model/unit-of-work/type-context.ts'
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
import { filterInput } from './filter-input.ts'
import { api, type Http, readingWork } from './host.ts'
import { tenantOf } from './me-routes.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { refuseWithout } from './rights.ts'

const anyPrincipals = z.array(z.strictObject({ kind: z.enum(principalKinds), id: z.uuid() })).max(100)
const principals = anyPrincipals.min(1)
const fields = {
  name: z.string().trim().min(1).max(100),
  object: z.string().min(1).max(100),
  filter: filterInput,
  principals,
  level: z.enum(shareLevels),
}
const ruleInput = z.strictObject({ ...fields, active: z.boolean().default(true) })
const ruleChange = z.strictObject({ ...fields, active: z.boolean() }).partial()
const previewInput = z.strictObject({
  object: z.string().min(1).max(100),
  filter: filterInput,
  principals: anyPrincipals.default([]),
})
const idInput = z.object({ id: z.uuid() })

const path = '/settings/sharing-rules'
const guard = (http: Http, request: FastifyRequest) => refuseWithout(http, request.caller, 'platform.accounts')
const inWork = <T>({ platform }: Http, { caller }: FastifyRequest, run: (work: UnitOfWork) => Promise<T>) =>
  platform.work(caller.tenant, caller.actor, run)
const idOf = (request: FastifyRequest): string => {
  const parsed = idInput.safeParse(request.params)
  return parsed.success ? parsed.data.id : refuse('sharing.not_found', { status: 404 })
}

interface Asking {
  readonly object: string
  readonly filter: unknown
}
const check = async (http: Http, request: FastifyRequest, asking: Asking): Promise<Filter> => {
  const { platform } = http
  const { tenant, actor } = request.caller
  const [model, access, about] = await Promise.all([
    platform.model(tenant),
    platform.access(tenant, actor),
    tenantOf(http, tenant),
  ])
  return checkSharingRule(model, filterContext(about, access, new Date().toISOString()), asking)
}
/** The same, also judged by the rights of whoever writes the rule: it reads with the rights of the system, and must not ask for him. */
const checkOwn = async (http: Http, request: FastifyRequest, asking: Asking): Promise<Filter> => {
  const checked = await check(http, request, asking)
  const { tenant, actor } = request.caller
  const refusal = refusalOfAsking(await queryContextOf(http.platform, tenant, actor), asking.object, checked)
  if (refusal) throw refusal
  return checked
}

/** Records are shared by whoever may do to all of them what is shared. */
const refuseWider = async (http: Http, { caller }: FastifyRequest, { object, level }: SharingRuleInput): Promise<void> => {
  const everything = (act: 'read' | 'update') =>
    ({ read: 'none', update: 'none', delete: 'none', create: false, [act]: 'all' }) as const
  const open = (await http.platform.model(caller.tenant)).objects.get(object)?.definition.access?.everyone
  const needed = [...(open ? [] : [everything('read')]), ...(level === 'read' ? [] : [everything('update')])]
  await refuseBeyond(
    http,
    caller,
    needed.map((right) => ({ grants: [{ objects: { [object]: right }, rights: [] }] })),
  )
}

/** A field that a rule asks for may have been archived since: the rule then shares nothing, and says so. */
const judged = async (http: Http, request: FastifyRequest, rule: StoredSharingRule) => {
  try {
    await check(http, request, rule)
    return { ...rule, broken: false }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ...rule, broken: true }
  }
}
const one = async (http: Http, request: FastifyRequest, id: string) =>
  judged(http, request, await getSharingRule(await readingWork(http, request), id))

const change = async (http: Http, request: FastifyRequest, id: string): Promise<void> => {
  const before = await getSharingRule(await readingWork(http, request), id)
  const given = parseInput(ruleChange, request.body)
  const merged = {
    name: before.name,
    object: before.object,
    level: before.level,
    active: before.active,
    filter: before.filter,
    principals: before.principals.map(({ kind, id }) => ({ kind, id })),
    ...given,
  }
  // Switching a rule off must be possible even when it does not fit the model any more.
  const touched = given.object !== undefined || given.filter !== undefined || given.active === true
  const rule: SharingRuleInput = touched ? { ...merged, filter: await checkOwn(http, request, merged) } : merged
  if (touched || given.principals || given.level) await refuseWider(http, request, rule)
  await inWork(http, request, async (work) => {
    if (given.principals) await checkPrincipals(work, rule.principals, '/principals')
    await updateSharingRule(work, id, rule)
  })
}

/** How many records of how many people a rule would share. */
const preview = async (http: Http, request: FastifyRequest) => {
  const { object, filter, principals } = parseInput(previewInput, request.body)
  const checked = await checkOwn(http, request, { object, filter })
  const work = await readingWork(http, request)
  const ids = principals.map(({ id }) => id)
  const [{ count }, people] = await Promise.all([
    work.system.records.list(object, { filter: checked, fields: ['id'], limit: 1, count: true }),
    countPeople(work, ids),
  ])
  return { records: count ?? { value: 0, capped: false }, people }
}

/** Rules by which records are shared with colleagues who would not see them by their data scope. */
export const addSharingRoutes = (http: Http): void => {
  const { app } = http
  app.get(api(path), async (request) => {
    await guard(http, request)
    const rules = await listSharingRules(await readingWork(http, request))
    return { data: await Promise.all(rules.map((rule) => judged(http, request, rule))) }
  })
  app.get(api(`${path}/:id`), async (request) => {
    await guard(http, request)
    return one(http, request, idOf(request))
  })
  app.post(api(path), async (request, reply) => {
    await guard(http, request)
    const input = parseInput(ruleInput, request.body)
    const rule: SharingRuleInput = { ...input, filter: await checkOwn(http, request, input) }
    await refuseWider(http, request, rule)
    const id = await inWork(http, request, async (work) => {
      await checkPrincipals(work, rule.principals, '/principals')
      return createSharingRule(work, rule)
    })
    return reply.code(201).send(await one(http, request, id))
  })
  app.patch(api(`${path}/:id`), async (request) => {
    await guard(http, request)
    const id = idOf(request)
    await change(http, request, id)
    return one(http, request, id)
  })
  app.delete(api(`${path}/:id`), async (request, reply) => {
    await guard(http, request)
    const id = idOf(request)
    await inWork(http, request, (work) => removeSharingRule(work, id))
    return reply.code(204).send()
  })
  app.post(api(`${path}/preview`), async (request) => {
    await guard(http, request)
    return preview(http, request)
  })
}
