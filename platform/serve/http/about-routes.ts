import { refuse, staffObject } from '@lianke/kernel'
import { z } from 'zod'
import { mayReadAny } from '../../model/access/access-context.ts'
import { explainAccess } from '../../model/access/explain.ts'
import { loadSharingRules } from '../../model/access/sharing-rules.ts'
import type { ModelObject } from '../../model/model/model.ts'
import { openScope } from '../../model/query/compile-filter.ts'
import { searchRecords } from '../../model/query/search-records.ts'
import { filterContext } from '../../model/unit-of-work/type-context.ts'
import { type Caller, refuseOutOfScope } from './caller.ts'
import { api, type Http, readingWork } from './host.ts'
import { tenantOf } from './me-routes.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { idOf } from './record-routes.ts'
import { refuseWithout } from './rights.ts'
import { paramOf } from './route-params.ts'

const searchQuery = z.strictObject({
  q: z.string().trim().min(1).max(100),
  objects: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
const searchedMax = 40

/** Objects that the search box looks into: readable, with a searchable field, offered in menus. */
const searched = async (http: Http, caller: Caller, wanted: string | undefined): Promise<ModelObject[]> => {
  const model = await http.platform.model(caller.tenant)
  const access = await http.platform.access(caller.tenant, caller.actor)
  const named = wanted?.split(',')
  const found = [...model.objects.values()].filter(
    (object) =>
      (named
        ? named.includes(object.name)
        : !object.definition.hidden && !object.definition.partOf && !object.definition.ledger) &&
      [...object.fields.values()].some((field) => field.options.search) &&
      mayReadAny(access, object),
  )
  // A key looks only where its scopes let it.
  const allowed = found.filter((object) => {
    const scopes = caller.key?.roles.length === 0 ? caller.key.scopes : null
    return !scopes || scopes.some((scope) => scope === '*' || scope === object.name || scope === `${object.name}:read`)
  })
  return allowed.slice(0, searchedMax)
}

/** Why a record may be seen, and where a word occurs. */
export const addAboutRoutes = (http: Http): void => {
  const { app, platform } = http
  const input = async ({ tenant, actor }: Caller) => ({
    database: platform.database,
    tenant,
    model: await platform.model(tenant),
    access: await platform.access(tenant, actor),
  })

  app.get(api('/explain/:object/:id'), async (request) => {
    const { caller } = request
    const object = paramOf(request, 'object')
    const { user } = parseInput(z.strictObject({ user: z.uuid().optional() }), request.query, 400)
    const known = await input(caller)
    if (!known.model.objects.has(object)) refuse('object.unknown', { status: 404, params: { object: object.slice(0, 100) } })
    refuseOutOfScope(caller, object, 'read')
    if (user !== undefined && user !== caller.actor.id) {
      await refuseWithout(http, caller, 'platform.accounts')
      await (await readingWork(http, request)).records.get(staffObject, user, { fields: ['id'] })
    }
    const access = user === undefined ? known.access : await platform.access(caller.tenant, { kind: 'user', id: user })
    const [tenant, rules] = await Promise.all([tenantOf(http, caller.tenant), loadSharingRules(platform.database, caller.tenant)])
    return explainAccess({
      ...known,
      access,
      rules,
      filter: filterContext(tenant, access, new Date().toISOString()),
      object,
      id: idOf(request, object),
    })
  })
  app.get(api('/search'), async (request) => {
    const { q, objects, limit } = parseInput(searchQuery, request.query, 400)
    const { tenant } = request.caller
    const known = await input(request.caller)
    const [about, rules] = await Promise.all([tenantOf(http, tenant), loadSharingRules(platform.database, tenant)])
    const filter = filterContext(about, known.access, new Date().toISOString())
    const looked = (await searched(http, request.caller, objects)).map((object) => {
      const scope = openScope({ model: known.model, access: known.access, rules, filter }, object.name, 't')
      return { object: object.name, rows: scope.rows(object, 't', 'read') }
    })
    return {
      data: await searchRecords({ ...known, text: q, objects: looked, limit }),
    }
  })
}
