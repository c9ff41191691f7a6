import { personObject, refuse } from '@lianke/kernel'
import { personTimeline, recordHistory, type TimelineQuery } from '../../model/timeline/timeline.ts'
import { loadSharingRules } from '../../model/access/sharing-rules.ts'
import { filterContext } from '../../model/unit-of-work/type-context.ts'
import { api, type Http, readingWork } from './host.ts'
import { tenantOf } from './me-routes.ts'
import { idOf, objectOfRoute } from './record-routes.ts'
import { askedOf } from './route-params.ts'

const queryOf = (query: Record<string, unknown>): TimelineQuery => {
  const limit = query.limit === undefined ? undefined : Number(query.limit)
  if (limit !== undefined && !Number.isInteger(limit)) refuse('page.limit_out_of_range', { status: 400, params: { max: 200 } })
  const names = typeof query.names === 'string' && query.names ? query.names.split(',').slice(0, 50) : undefined
  return { limit, names, cursor: typeof query.cursor === 'string' && query.cursor ? query.cursor : null }
}

/** `GET /<module>/<noun>/<id>/history`, and for a person `…/timeline`: everything that happened, newest first, by the right to read the record. */
export const addTimelineRoutes = (http: Http): void => {
  const { app, platform } = http
  for (const kind of ['timeline', 'history'] as const) {
    app.get(api(`/:room/:noun/:id/${kind}`), async (request) => {
      const object = await objectOfRoute(http, request, 'read')
      if (kind === 'timeline' && object.name !== personObject) refuse('route.unknown', { status: 404 })
      const id = idOf(request, object.name)
      await (await readingWork(http, request)).records.get(object.name, id, { fields: ['id'] })
      const { tenant, actor } = request.caller
      const [model, access, about, rules] = await Promise.all([
        platform.model(tenant),
        platform.access(tenant, actor),
        tenantOf(http, tenant),
        loadSharingRules(platform.database, tenant),
      ])
      const input = {
        database: platform.database,
        tenant,
        cursors: platform.secrets.cursors(tenant),
        context: { model, access, rules, filter: filterContext(about, access, new Date().toISOString()) },
      }
      const query = queryOf(askedOf(request))
      return kind === 'timeline' ? personTimeline(input, id, query) : recordHistory(input, object.name, id, query)
    })
  }
}
