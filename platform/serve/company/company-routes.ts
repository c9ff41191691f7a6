import { z } from 'zod'
import { parseInput } from '../../model/problems/parse-input.ts'
import { publishing } from '../../store/schema/publish.ts'
import type { Caller } from '../http/caller.ts'
import { api, type Http } from '../http/host.ts'
import { tenantOf } from '../http/me-routes.ts'
import { refuseWithout } from '../http/rights.ts'

const zones = new Set(Intl.supportedValuesOf('timeZone'))
const input = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  zone: z
    .string()
    .refine((zone) => zones.has(zone))
    .optional(),
  locale: z.enum(['zh-CN', 'en']).optional(),
})
const parts = ['name', 'zone', 'locale'] as const
type Company = Required<z.infer<typeof input>>

/** Writes what is given and tells what became of what; every process hears of it. Two at once go one after the other. */
const change = (http: Http, { tenant, actor }: Caller, asked: Partial<Company>): Promise<void> =>
  http.platform.work(tenant, actor, async (work) => {
    await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`lianke.company:${tenant}`])
    const before = await tenantOf(http, tenant)
    const after = { ...before, ...asked }
    const changed = parts.filter((part) => after[part] !== before[part])
    if (changed.length === 0) return
    const of = (company: Company) => Object.fromEntries(changed.map((part) => [part, company[part]]))
    await work.emit({ name: 'platform.company_changed', payload: { before: of(before), after: of(after) } })
    // The row stands in the house, which a company's own session cannot write.
    await http.platform.database.home.query({
      text: 'update lianke.tenant set name = $2, zone = $3, locale = $4 where id = $1',
      values: [tenant, after.name, after.zone, after.locale],
    })
    const { text, values } = publishing(tenant)
    await work.sql(text, values)
  })

/**
 * The company itself: its name, the zone in which its days begin, its first language. The currency its sums are in is chosen when it is made.
 * What is stored are moments, so another zone moves no record; days, deadlines and schedules are counted by it from then on.
 */
export const addCompanyRoutes = (http: Http): void => {
  const { app, platform } = http
  app.get(api('/company'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.settings')
    return tenantOf(http, request.caller.tenant)
  })
  app.patch(api('/company'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.settings')
    const { tenant } = request.caller
    await change(http, request.caller, parseInput(input, request.body))
    platform.forget(tenant)
    return tenantOf(http, tenant)
  })
}
