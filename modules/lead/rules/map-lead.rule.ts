import { add, type Row } from '@lianke/kernel'

const given = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''))

/** What a lead says about the human. */
export const personOfLead = (lead: Row): Record<string, unknown> =>
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
    remark: typeof lead.remark === 'string' ? lead.remark.slice(0, 2000) : null,
    stage: 'interested',
  })

/** What a lead says about the company. */
export const accountOfLead = (lead: Row): Record<string, unknown> =>
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
export const missingOn = (known: Row, offered: Record<string, unknown>): Record<string, unknown> => {
  const fill = Object.fromEntries(Object.entries(offered).filter(([name]) => known[name] === null || known[name] === undefined))
  return Array.isArray(offered.tags) ? { ...fill, tags: add(offered.tags) } : fill
}
