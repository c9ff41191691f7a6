import { testTenant, type TestTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../../apps/definitions.ts'
import { loadDemo } from '../index.ts'

let tenant: TestTenant
const count = async (table: string, where = 'true') =>
  (
    await tenant.platform.database.query<{ n: number }>(tenant.id, {
      text: `select count(*)::int as n from ${table} where ${where}`,
    })
  )[0]?.n
const size = Number(process.env.DEMO_PERSONS ?? 300)

beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
  const model = await tenant.platform.model(tenant.id)
  await tenant.system((work) =>
    work.records.upsert({
      object: 'organisation.role',
      rows: model.roles.map((role) => ({
        code: role.name,
        name: role.label.zh,
        objects: role.objects,
        rights: role.rights,
        builtin: true,
      })),
    }),
  )
})
afterAll(() => tenant.close())

describe('the demo company', () => {
  it('loads whole, with the asked numbers of people, orders and events', async () => {
    const started = performance.now()
    const steps: string[] = []
    const loaded = await loadDemo(tenant.platform, tenant.id, {
      persons: size,
      orders: Math.round(size / 0.3),
      events: Math.round(size * 33),
      password: `demo-${tenant.id}`,
      users: tenant.id,
      say: (message) => steps.push(`${message} ${Math.round(performance.now() - started)}`),
    })
    if (process.env.DEMO_PERSONS) console.log(steps, Math.round(performance.now() - started), loaded.counts)
    expect(loaded.users.map((user) => user.role)).toEqual(['管理员', '销售主管', '导购', '市场', '客服'])
    expect(await count('customer_person')).toBe(size)
    expect(await count('organisation_staff', "job_title in ('导购', '店长')")).toBe(60)
    expect(await count('commerce_order')).toBeGreaterThan(size * 2)
    expect(await count('commerce_order', 'ordered_at > now()')).toBe(0)
    expect(await count('marketing_segment')).toBe(6)
    // Tickets are held to the company's hours: some are late, some are not, one waits for its customer.
    for (const service of ['late', 'running', 'paused', 'met', 'missed'])
      expect(await count('ticket_ticket', `service = '${service}'`), service).toBeGreaterThan(0)
    // Leads are followed up and late tickets escalated: whoever would have met them is in them.
    for (const [object, table] of [
      ['lead.lead', 'lead_cadence'],
      ['ticket.ticket', 'ticket_escalation'],
    ])
      expect(
        await count(
          `process_run r join ${table} d on d.id = r.process and d.status = 'running'`,
          `r.subject_object = '${object}'`,
        ),
        table,
      ).toBeGreaterThan(0)
    // A journey has people under way, each a customer who has not come for three months.
    const under = `process_run r join marketing_journey d on d.id = r.process and d.name = '老客唤醒' join customer_person p on p.id = r.person`
    expect(await count(under, `r.status <> 'ended'`)).toBeGreaterThan(size / 20)
    expect(await count(under, `p.last_order_at > now() - interval '89 days'`)).toBe(0)
    // Nobody who signs in finds an empty day.
    expect(
      await count(
        'fieldwork_task t join organisation_staff s on s.id = t.owner and s.account is not null',
        "t.status = 'open' and t.due_at < (date_trunc('day', now() at time zone 'Asia/Shanghai') + interval '1 day') at time zone 'Asia/Shanghai'",
      ),
    ).toBeGreaterThanOrEqual(25)
  })

  it.skipIf(size > 1000)('agrees with itself: an order is the sum of its lines, a person the sum of the orders', async () => {
    expect(
      await count(
        'commerce_order o',
        'o.total <> (select coalesce(sum(l.total), 0) from commerce_order_line l where l."order" = o.id)',
      ),
    ).toBe(0)
    expect(
      await count(
        'customer_person p',
        `p.order_total <> (select coalesce(sum(o.total), 0) from commerce_order o where o.person = p.id and o.status in ('confirmed', 'delivered', 'completed'))`,
      ),
    ).toBe(0)
  })
})
