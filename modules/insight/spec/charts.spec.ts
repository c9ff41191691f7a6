import { commerceModule } from '@lianke/commerce'
import { customerModule } from '@lianke/customer'
import { fieldworkModule } from '@lianke/fieldwork'
import { leadModule } from '@lianke/lead'
import { organisationModule } from '@lianke/organisation'
import { testTenant, type TestTenant } from '@lianke/platform/testing'
import { salesModule } from '@lianke/sales'
import { ticketModule } from '@lianke/ticket'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { insightModule } from '../module.ts'
import { chartsAt, figureFilter } from '../rules/month-figures.rule.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({
    modules: [
      organisationModule,
      customerModule,
      leadModule,
      salesModule,
      commerceModule,
      ticketModule,
      fieldworkModule,
      insightModule,
    ],
  })
})
afterAll(() => tenant?.close())

it('home shows what rooms offer for it, in their order, and each counts the records of its month', async () => {
  const { charts } = await tenant.platform.model(tenant.id)
  const home = chartsAt([...charts.values()], 'home').toSorted((a, b) => (a.order ?? 100) - (b.order ?? 100))
  expect(home.map(({ name }) => name)).toEqual(['customer.new', 'fieldwork.follow_ups', 'commerce.orders', 'sales.new'])
  const monthsAgo = (n: number) => new Date(Date.now() - n * 31 * 86_400_000).toISOString()
  await tenant.system(async (work) => {
    const person = await work.records.create('customer.person', { name: '沈知秋' })
    await work.records.create('fieldwork.follow_up', { person: person.id, content: '本月', happened_at: work.now })
    await work.records.create('fieldwork.follow_up', { person: person.id, content: '去年', happened_at: monthsAgo(12) })
    const order = { person: person.id, ordered_at: work.now }
    await work.records.upsert({
      object: 'commerce.order',
      migrating: true,
      rows: [
        { ...order, kind: 'sale' },
        { ...order, kind: 'return' },
        { ...order, kind: 'sale', ordered_at: monthsAgo(12) },
      ],
    })
  })
  const counts = await tenant.system((work) =>
    Promise.all(home.map((chart) => work.records.count(chart.on, { filter: figureFilter(chart, { this: 'month' }) }))),
  )
  expect(counts, 'a return is no sale; what is of another month is not of this one').toEqual([1, 1, 1, 0])
})
