import type { PresetFile, Target } from '../preset.ts'

const by = (field: string, more: Partial<Exclude<Target, string>> = {}): Target => ({ field, by: 'source', ...more })
const usd = (field: string): Target => ({ field, currency: 'USD' })
const record = { Id: 'source_id', OwnerId: by('owner'), CreatedDate: 'created_at', CreatedById: by('created_by') } as const
const address = (prefix: string, field: string): Record<string, Target> => ({
  [`${prefix}Street`]: `${field}.detail`, [`${prefix}City`]: `${field}.city`, [`${prefix}State`]: `${field}.province`, [`${prefix}PostalCode`]: `${field}.postcode`, [`${prefix}Country`]: `${field}.country`,
})
const flag = { '1': 'true', '0': 'false' }
const american = (field: string, unreadable: string): Target => ({ field, before: '+1', unreadable })

/** A Salesforce data export in its true shape, in an order in which every reference finds its record. */
export const salesforceFiles: readonly PresetFile[] = [
  {
    file: 'Account', object: 'customer.account',
    columns: {
      ...record, Name: 'name', ...address('Billing', 'address'), ...address('Shipping', 'shipping_address'), Phone: american('phone', 'description'), Website: 'website', Industry: 'industry',
      AnnualRevenue: usd('annual_revenue'), NumberOfEmployees: 'employees', AccountSource: 'source', ParentId: by('parent'),
      Type: { field: 'type', values: { 'Customer - Direct': 'customer', 'Customer - Channel': 'dealer', 'Channel Partner / Reseller': 'partner', 'Installation Partner': 'partner', 'Technology Partner': 'partner', Prospect: 'prospect', Other: 'other' } },
    },
  },
  {
    file: 'Contact', object: 'customer.person',
    columns: {
      ...record, Name: 'name', Email: { field: 'email', unreadable: 'remark' }, Phone: american('phone', 'remark'), Title: 'job_title', Current_Employer__c: 'company', Birthdate: 'birthday', LeadSource: 'source', Gender__c: 'gender',
      ...address('Mailing', 'address'),
    },
  },
  { file: 'AccountContactRelation', object: 'customer.contact_role', key: ['account', 'person'], columns: { Id: 'source_id', CreatedDate: 'created_at', CreatedById: by('created_by'), AccountId: by('account'), ContactId: by('person'), Roles: 'title', IsDirect: { field: 'direct', values: flag }, IsActive: { field: 'active', values: flag }, StartDate: 'started_on', EndDate: 'ended_on' } },
  {
    file: 'Lead', object: 'lead.lead',
    columns: {
      ...record, Name: 'name', Company: 'company', Title: 'job_title', Email: { field: 'email', unreadable: 'remark' }, Phone: american('phone', 'remark'), ...address('', 'address'), Website: 'website', LeadSource: 'source', Industry: 'industry',
      AnnualRevenue: usd('annual_revenue'), NumberOfEmployees: 'employees', Rating: { field: 'rating', values: { Hot: 'hot', Warm: 'warm', Cold: 'cold' } },
      Status: { field: 'status', values: { New: 'new', Working: 'contacted', Nurturing: 'contacted', Qualified: 'qualified', Unqualified: 'disqualified' } },
      ConvertedAccountId: by('account'), ConvertedContactId: by('person'),
    },
  },
  {
    file: 'Opportunity', object: 'sales.opportunity',
    columns: {
      ...record, Name: 'name', AccountId: by('account'), Amount: usd('amount'), Probability: 'probability', CloseDate: 'close_on', Type: 'type', NextStep: 'next_step', LeadSource: 'source', Description: 'description',
      StageName: [
        { field: 'stage', by: 'name' },
        { field: 'status', values: { 'Closed Won': 'won', 'Closed Lost': 'lost', Qualification: 'open', Discovery: 'open', 'Proposal/Quote': 'open', Negotiation: 'open' } },
      ],
    },
  },
  {
    file: 'Case', object: 'ticket.ticket',
    columns: {
      ...record, CaseNumber: 'external_number', Subject: 'subject', ContactId: by('person'), AccountId: by('account'), Description: 'description', Origin: 'source', ClosedDate: 'closed_at',
      Status: { field: 'status', values: { New: 'open', open: 'open', Working: 'assigned', in_progress: 'assigned', Escalated: 'assigned', Closed: 'closed' } },
      Priority: { field: 'priority', values: { Low: 'low', Medium: 'normal', High: 'high' } },
    },
  },
  {
    file: 'Task', object: 'fieldwork.task',
    columns: {
      ...record, Subject: 'subject', ActivityDate: 'due_at', Description: 'description',
      Status: { field: 'status', values: { 'Not Started': 'open', 'In Progress': 'in_progress', 'Waiting on someone else': 'in_progress', Deferred: 'open', Completed: 'done' } },
      Priority: { field: 'priority', values: { Low: 'low', Normal: 'normal', High: 'high' } },
      WhoId: [by('person', { only: '003' }), by('lead', { only: '00Q' })], WhatId: [by('account', { only: '001' }), by('opportunity', { only: '006' }), by('ticket', { only: '500' })],
    },
  },
  {
    file: 'Campaign', object: 'marketing.campaign',
    columns: {
      ...record, Name: 'name', ParentId: by('parent'), Type: 'type', StartDate: 'starts_on', EndDate: 'ends_on', BudgetedCost: usd('budget'), ActualCost: usd('cost'), ExpectedRevenue: usd('expected_revenue'), Description: 'description',
      Status: { field: 'status', values: { Planned: 'planned', 'In Progress': 'running', Completed: 'completed', Aborted: 'aborted' } },
    },
  },
  {
    file: 'CampaignMember', object: 'marketing.campaign_member',
    columns: {
      Id: 'source_id', CreatedDate: 'created_at', CreatedById: by('created_by'), CampaignId: by('campaign'), LeadId: by('lead'), ContactId: by('person'), Name: 'name', FirstRespondedDate: 'responded_at',
      Status: { field: 'status', values: { Sent: 'sent', Responded: 'responded', Registered: 'registered', Attended: 'attended' } },
    },
  },
]
