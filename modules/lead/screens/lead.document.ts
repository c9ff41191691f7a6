import { defineDocument } from '@lianke/kernel'

/** How a lead is worked on: taken, talked to, converted. */
export const leadDocument = defineDocument({
  on: 'lead.lead',
  about: ['person', 'account', 'opportunity'],
  path: { field: 'status', way: ['new', 'assigned', 'contacted', 'qualified', 'converted'] },
  figures: ['phone', 'rating', 'score', 'source'],
  terms: ['company', 'job_title', 'interest', 'email', 'wechat', 'industry', 'tags', 'remark'],
  acts: ['lead.claim', 'lead.convert', 'lead.assign', 'lead.move', 'lead.disqualify'],
  talk: true,
})
