import { copyToAnalytics, syncAnalyticsSchema } from '@lianke/platform'
import { type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../../apps/definitions.ts'
import { type DemoRemoved, loadDemo, removeDemo } from '../index.ts'

let tenant: TestTenant
let removed: DemoRemoved | null
const mine: Record<string, string> = {}
const one = async <R>(text: string, values: readonly unknown[] = []) =>
  (await tenant.platform.database.query<R>(tenant.id, { text, values }))[0]
const count = async (table: string) => (await one<{ n: number }>(`select count(*)::int as n from ${table}`))?.n

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
  await loadDemo(tenant.platform, tenant.id, {
    persons: 40,
    orders: 120,
    events: 400,
    password: `demo-${tenant.id}`,
    users: tenant.id,
  })
  const demoPerson = await one<{ id: string }>('select id from customer_person order by id limit 1')
  const demoTag = await one<{ id: string }>('select owner as id from customer_person where owner is not null limit 1')
  await tenant.system(async (work) => {
    mine.person = (await work.records.create('customer.person', { name: '真客户', owner: demoTag?.id })).id
    mine.task = (await work.records.create('fieldwork.task', { subject: '回访真客户', person: mine.person })).id
    mine.identifier = (
      await work.records.create('customer.identifier', {
        person: demoPerson?.id,
        type: 'email',
        issuer: '',
        value: 'a@example.com',
        strength: 'weak',
      })
    ).id
  })
  await syncAnalyticsSchema(tenant.platform.analytics, model)
  for (let more = true; more; )
    more = (
      await copyToAnalytics({
        database: tenant.platform.database,
        analytics: tenant.platform.analytics,
        model,
        tenant: tenant.id,
        identified: false,
      })
    ).more
  removed = await removeDemo(tenant.platform, tenant.id)
})
afterAll(() => tenant.close())

describe('removing the demo', () => {
  it('takes all of its records, facts, search entries and accounts, and says how many', async () => {
    expect(removed?.tables).toMatchObject({ customer_person: 40, commerce_order: expect.any(Number), fact: expect.any(Number) })
    expect(removed?.accounts).toBe(5)
    for (const table of [
      'commerce_order',
      'commerce_order_line',
      'commerce_product',
      'marketing_segment',
      'organisation_staff',
      'organisation_department',
    ])
      expect(await count(table), table).toBe(0)
    expect((await one<{ n: number }>("select count(*)::int as n from fact where actor = 'demo'"))?.n).toBe(0)
    const logins = await tenant.platform.database.home.query({
      text: 'select 1 from lianke.login where email like $1',
      values: [`${tenant.id}%`],
    })
    expect(logins).toEqual([])
  })

  it('leaves what people made themselves, freed from what is gone, and says what went along', async () => {
    const people = await one<{ id: string; owner: string | null; n: number }>(
      'select id, owner, (select count(*)::int from customer_person) as n from customer_person',
    )
    expect(people).toEqual({ id: mine.person, owner: null, n: 1 })
    expect(await one('select id from fieldwork_task')).toEqual({ id: mine.task })
    expect(await one('select id from customer_identifier where id = $1', [mine.identifier])).toBeUndefined()
    expect(removed?.along.customer_identifier).toBe(1)
    expect(await count('organisation_role')).toBeGreaterThan(0)
  })

  it('leaves nothing of it in the analytics store', async () => {
    const { analytics } = tenant.platform
    const rows = async (table: string, final = 'final') =>
      Number(
        (
          await analytics.query<{ n: string }>(
            tenant.id,
            `select count() as n from ${table} ${final} where tenant_id = {tenant:String}`,
          )
        )[0]?.n,
      )
    expect(await rows('customer_person')).toBe(1)
    expect(await rows('commerce_order')).toBe(0)
    expect(await rows('event', '')).toBe((await count('fact')) ?? -1)
  })

  it('finds nothing to do the second time', async () => {
    expect(await removeDemo(tenant.platform, tenant.id)).toBeNull()
  })
})
