import { z } from 'zod'
import { loadSharingRules } from '../../model/access/sharing-rules.ts'
import { analyticsPosition } from '../../store/analytics/index.ts'
import { aggregate, type AggregateQuery, loadAnalyticsAccess } from '../../model/reports/index.ts'
import { filterContext } from '../../model/unit-of-work/type-context.ts'
import { type Caller, refuseOutOfScope } from './caller.ts'
import { filterInput } from './filter-input.ts'
import { api, type Http } from './host.ts'
import { tenantOf } from './me-routes.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { objectOfRoute } from './record-routes.ts'

const path = z.string().min(1).max(250)
const question = {
  group: z
    .array(z.strictObject({ field: path, bucket: z.enum(['hour', 'day', 'week', 'month', 'quarter', 'year']).optional() }))
    .max(3)
    .optional(),
  measures: z
    .array(z.strictObject({ fn: z.enum(['count', 'count_distinct', 'sum', 'avg', 'min', 'max']), field: path.optional() }))
    .min(1)
    .max(8),
  filter: filterInput.optional(),
  sort: z.array(z.string().max(300)).max(3).optional(),
  limit: z.number().int().min(1).max(10_000).optional(),
}
const ofObject = z.strictObject(question)
const ofAny = z.strictObject({ ...question, object: z.string().max(100).optional(), event: z.string().max(120).optional() })

/** Figures over records and events, under the caller's permission, from the mirror. */
export const addReportRoutes = (http: Http): void => {
  const { app, platform } = http
  const answer = async ({ tenant, actor }: Caller, query: AggregateQuery) => {
    const { database, analytics } = platform
    const [as_of, model, access, info, rules] = await Promise.all([
      analyticsPosition({ query: (statement) => database.query(tenant, statement) }),
      platform.model(tenant),
      platform.access(tenant, actor),
      tenantOf(http, tenant),
      loadSharingRules(database, tenant),
    ])
    const allowed = await loadAnalyticsAccess({ database, tenant, model, access, rules })
    const filter = filterContext(info, access, new Date().toISOString())
    return { ...(await aggregate({ analytics, tenant, model, filter, access: allowed }, query)), as_of }
  }
  app.post(api('/:room/:noun/aggregate'), async (request) => {
    const object = await objectOfRoute(http, request, 'read')
    const input = parseInput(ofObject, request.body ?? {})
    return answer(request.caller, { ...input, object: object.name })
  })
  app.post(api('/reports/aggregate'), async (request) => {
    const input = parseInput(ofAny, request.body ?? {})
    refuseOutOfScope(request.caller, input.object ?? 'customer.person', 'read')
    return answer(request.caller, input)
  })
}
