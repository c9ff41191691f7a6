import { z } from 'zod'
import { changeAudit, signInAudit } from '../../model/audit/audit-query.ts'
import { api, type Http } from './host.ts'
import { parseInput } from '../../model/problems/parse-input.ts'
import { refuseWithout } from './rights.ts'

const page = { limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().max(40).nullable().default(null) }
const instant = z.iso.datetime({ offset: true })
const changes = z.strictObject({
  ...page,
  object: z.string().max(100).optional(),
  record: z.uuid().optional(),
  actor: z.string().max(100).optional(),
  name: z.string().max(120).optional(),
  from: instant.optional(),
  to: instant.optional(),
  by: z.enum(['people']).optional(),
})

/** The audit record for administrators. */
export const addAuditRoutes = (http: Http): void => {
  const { app, platform } = http
  app.get(api('/audit/sign-ins'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.audit')
    return signInAudit(
      platform.database,
      request.caller.tenant,
      parseInput(z.strictObject({ ...page, account: z.string().max(60).optional() }), request.query, 400),
    )
  })
  app.get(api('/audit/changes'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.audit')
    const { tenant, actor } = request.caller
    const [model, access] = await Promise.all([platform.model(tenant), platform.access(tenant, actor)])
    return changeAudit({ database: platform.database, tenant, model, access }, parseInput(changes, request.query, 400))
  })
}
