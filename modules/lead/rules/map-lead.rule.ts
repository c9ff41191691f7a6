import { add, type RowOf } from '@lianke/kernel'
import type { lead } from '../objects/lead.object.ts'

/** A lead as its new records take it over: without what the actor does not see. */
export type Carried = Partial<RowOf<typeof lead>> & { readonly id: string }

const given = <V extends object>(values: V): Partial<V> => {
  const kept: Partial<V> = { ...values }
  for (const name in kept) if (kept[name] === null || kept[name] === undefined || kept[name] === '') delete kept[name]
  return kept
}

/** Of a row only the columns that another holds, too. */
export const leftOf = <R extends object>(whole: R, seen: object): Partial<R> => {
  const left: Partial<R> = { ...whole }
  for (const name in left) if (!(name in seen)) delete left[name]
  return left
}

/** What a lead says about the human. */
export const personOfLead = (lead: Carried) =>
  given({
    name: lead.name,
    phone: lead.phone,
    email: lead.email,
    address: lead.address,
    company: lead.company,
    job_title: lead.job_title,
    source: lead.source,
    tags: lead.tags,
    owner: lead.owner,
    remark: lead.remark?.slice(0, 2000),
    stage: 'interested' as const,
  })

/** What a lead says about the company. */
export const accountOfLead = (lead: Carried) =>
  given({
    name: lead.company,
    industry: lead.industry,
    website: lead.website,
    employees: lead.employees,
    annual_revenue: lead.annual_revenue,
    source: lead.source,
    owner: lead.owner,
  })

/** Fields that are empty on a known record and that the lead can fill; what is there is never overwritten. Tags add up, whoever else adds some. */
export const missingOn = <V extends { tags?: readonly string[] | null }>(
  known: { readonly [K in keyof V]?: unknown },
  offered: V,
) => {
  const fill: Partial<V> = { ...offered }
  for (const name in fill) if (known[name] !== null && known[name] !== undefined) delete fill[name]
  return offered.tags ? { ...fill, tags: add(offered.tags) } : fill
}
