import { testTenant, type TestTenant } from '@lianke/platform/testing'
import { parse } from 'csv-parse/sync'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../apps/definitions.ts'
import { bringSalesforce } from '../salesforce/index.ts'

const shared = process.env.LIANKE_SHARED ?? join(import.meta.dirname, '../../../shared')
const wanted = join(shared, 'data/salesforce')
const folder = existsSync(wanted) ? wanted : ''
const file = (name: string) =>
  parse(readFileSync(join(folder, `${name}.csv`)), { bom: true, columns: true }) as Record<string, string>[]

describe.skipIf(folder === '')('a Salesforce export (../shared/data; skipped where it is absent)', () => {
  let tenant: TestTenant
  const rows = <R = Record<string, string>>(text: string) => tenant.platform.database.query<R>(tenant.id, { text })
  const bring = () =>
    bringSalesforce({ platform: tenant.platform, tenant: tenant.id, actor: { kind: 'system', id: 'migration' } }, folder)
  const tables = {
    Account: 'customer_account',
    Contact: 'customer_person',
    AccountContactRelation: 'customer_contact_role',
    Lead: 'lead_lead',
    Opportunity: 'sales_opportunity',
    Case: 'ticket_ticket',
    Task: 'fieldwork_task',
    Campaign: 'marketing_campaign',
    CampaignMember: 'marketing_campaign_member',
  }
  beforeAll(async () => {
    tenant = await testTenant({ modules: definitions })
  })
  afterAll(() => tenant.close())

  it('arrives whole, and a second import changes nothing', async () => {
    const problems = async () =>
      rows('select r.file_name, p.row, p.path, p.code, p.params from import_problem p join import_run r on r.id = p.run')
    const first = await bring()
    expect(await problems()).toEqual([])
    for (const [name, run] of first) expect([name, run.status, run.created]).toEqual([name, 'done', file(name).length])
    const versions = async () =>
      Object.fromEntries(
        await Promise.all(
          Object.values(tables).map(async (table) => [
            table,
            await rows(`select count(*)::int as n, sum(version)::int as v, max(updated_at) as at from ${table}`),
          ]),
        ),
      )
    const before = await versions()
    const second = await bring()
    for (const [name, run] of second)
      expect([name, run.created, run.updated, run.unchanged]).toEqual([name, 0, 0, file(name).length])
    expect(await versions()).toEqual(before)
  })

  it('keeps owners, dates, amounts and who belongs to whom', async () => {
    const deals = await rows<{
      id: string
      owner: string
      at: string
      account: string
      amount: string
      status: string
    }>(`select s.source_id as id, o.source_id as owner, t.created_at as at, a.source_id as account, t.amount::text, t.status
      from sales_opportunity t join record_source s on s.record_id = t.id join record_source o on o.record_id = t.owner join record_source a on a.record_id = t.account`)
    const told = new Map(file('Opportunity').map((row) => [row.Id, row]))
    expect(deals).toHaveLength(told.size)
    for (const deal of deals) {
      const row = told.get(deal.id) as Record<string, string>
      expect([deal.owner, new Date(deal.at).getTime(), deal.account, Number(deal.amount), deal.status === 'won']).toEqual([
        row.OwnerId,
        Date.parse((row.CreatedDate ?? '').replace('+0000', 'Z')),
        row.AccountId,
        Number(row.Amount),
        row.IsWon === '1',
      ])
    }
    const tasks = await rows<{
      id: string
      who: string | null
      lead: string | null
    }>(`select s.source_id as id, p.source_id as who, l.source_id as lead from fieldwork_task t join record_source s on s.record_id = t.id
      left join record_source p on p.record_id = t.person left join record_source l on l.record_id = t.lead`)
    expect(new Map(tasks.map((task) => [task.id, task.who ?? task.lead]))).toEqual(
      new Map(file('Task').map((row) => [row.Id, row.WhoId])),
    )
    const members = await rows<{ id: string; campaign: string }>(
      `select s.source_id as id, c.source_id as campaign from marketing_campaign_member t join record_source s on s.record_id = t.id join record_source c on c.record_id = t.campaign`,
    )
    expect(new Map(members.map((member) => [member.id, member.campaign]))).toEqual(
      new Map(file('CampaignMember').map((row) => [row.Id, row.CampaignId])),
    )
  })
})
