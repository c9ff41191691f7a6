import { Refusal, refuse, type UnitOfWork, type Row } from '@lianke/kernel'
import { sql } from 'kysely'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { loadSharingRules } from '../../model/access/sharing-rules.ts'
import type { ModelObject } from '../../model/model/model.ts'
import { openScope } from '../../model/query/index.ts'
import { filterContext } from '../../model/unit-of-work/type-context.ts'
import { principalKinds } from '../../model/sharing/principal.ts'
import { listTeam, removeMember, setMember } from '../../model/sharing/record-team.ts'
import { shareLevels } from '../../model/sharing/share-level.ts'
import type { Caller } from './caller.ts'
import { api, type Http, readingWork, write } from './host.ts'
import { tenantOf } from './me-routes.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { idOf, objectOfRoute } from './record-routes.ts'

const memberInput = z.strictObject({
  kind: z.enum(principalKinds),
  id: z.uuid(),
  level: z.enum(shareLevels).default('read'),
  until: z.iso.datetime({ offset: true }).nullable().default(null),
})
const removeInput = z.strictObject({ principal: z.uuid() })

/** The record as the caller sees it: what may not be seen is answered like what does not exist, before anything else is looked at. */
const seen = (work: UnitOfWork, object: ModelObject, id: string): Promise<Row> =>
  work.records.get(object.name, id, {
    fields: [
      object.definition.title,
      ...(object.definition.person && object.definition.person !== 'id' ? [object.definition.person] : []),
    ],
    titles: false,
  })

/** The rows of an object that the caller may change: the same predicate by which a change is let through. */
const changeableRows = async (http: Http, { tenant, actor }: Caller, object: ModelObject) => {
  const { platform } = http
  const [model, access, rules, about] = await Promise.all([
    platform.model(tenant),
    platform.access(tenant, actor),
    loadSharingRules(platform.database, tenant),
    tenantOf(http, tenant),
  ])
  const filter = filterContext(about, access, new Date().toISOString())
  return openScope({ model, access, rules, filter }, object.name, 't').rows(object, 't', 'update')
}
const mayUpdate = async (http: Http, { caller }: FastifyRequest, object: ModelObject, id: string): Promise<boolean> => {
  try {
    const rows = await changeableRows(http, caller, object)
    const found = await http.platform.database.query(
      caller.tenant,
      sql`select 1 as one from ${sql.table(object.table)} as t where t.id = ${id}::uuid and t.deleted_at is null and ${rows ?? sql`true`}`,
    )
    return found.length > 0
  } catch (error) {
    if (error instanceof Refusal && error.code === 'access.denied') return false
    throw error
  }
}

/** The record whose team a route changes, if the caller may. */
const changing = async (http: Http, request: FastifyRequest) => {
  const object = await objectOfRoute(http, request, 'update')
  const id = idOf(request, object.name)
  await seen(await readingWork(http, request), object, id)
  if (!(await mayUpdate(http, request, object, id)))
    refuse('access.denied', { status: 403, params: { object: object.name, action: 'update' } })
  return { object, id }
}

/** The team of one record: colleagues, departments and roles beside the owner. Whoever may change the record may change its team. */
export const addTeamRoutes = (http: Http): void => {
  const { app } = http
  const path = api('/:room/:noun/:id/team')
  app.get(path, async (request) => {
    const object = await objectOfRoute(http, request, 'read')
    const id = idOf(request, object.name)
    const work = await readingWork(http, request)
    await seen(work, object, id)
    return {
      data: await listTeam(work, object.name, id),
      may_change: !object.definition.ledger && (await mayUpdate(http, request, object, id)),
    }
  })
  app.put(path, async (request, reply) => {
    const { object, id } = await changing(http, request)
    const member = parseInput(memberInput, request.body)
    if (member.until !== null && Date.parse(member.until) <= Date.now())
      refuse('input.invalid', { problems: [{ path: '/until', code: 'input.in_the_past' }] })
    return write(http, request, reply, async (work) => {
      await setMember(work, { object, row: await seen(work, object, id) }, member)
      return { status: 200, body: { data: await listTeam(work, object.name, id), may_change: true } }
    })
  })
  app.delete(path, async (request, reply) => {
    const { object, id } = await changing(http, request)
    const { principal } = parseInput(removeInput, request.query, 400)
    return write(http, request, reply, async (work) => {
      await removeMember(work, { object, row: await seen(work, object, id) }, principal)
      return { status: 200, body: { data: await listTeam(work, object.name, id), may_change: true } }
    })
  })
}
