import { commerceModule } from '@lianke/commerce'
import { customerModule } from '@lianke/customer'
import type { Fact } from '@lianke/kernel'
import { leadModule } from '@lianke/lead'
import { organisationModule } from '@lianke/organisation'
import { testTenant, type TestTenant } from '@lianke/platform/testing'
import { salesModule } from '@lianke/sales'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { marketingModule } from '@lianke/marketing'
import { acquisitionModule } from '../module.ts'
import { onCodePersonLost } from '../reactions/on-code-person-lost.reaction.ts'
import { onCodeUsed } from '../reactions/on-code-used.reaction.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({
    modules: [organisationModule, customerModule, leadModule, salesModule, commerceModule, marketingModule, acquisitionModule],
  })
})
afterAll(() => tenant?.close())

const fact = (more: Partial<Fact>): Fact => ({
  id: crypto.randomUUID(),
  seq: '1',
  name: 'wecom.contact_added',
  object: null,
  record: null,
  person: null,
  payload: {},
  before: null,
  after: null,
  actor_kind: 'system',
  actor: 'wecom',
  source: 'channel:wecom',
  cause: null,
  hops: 0,
  occurred_at: '2026-01-01T00:00:00.000Z',
  recorded_at: '2026-01-01T00:00:00.000Z',
  ...more,
})

it('a code counts everybody who comes and goes at once, and its tags stay beside those others put on', async () => {
  const state = 'desk-9'
  const code = await tenant.system((work) =>
    work.records.create('marketing.channel_code', { name: '台卡', state, tags: ['门店'], source: '西湖店' }),
  )
  const guide = await tenant.system((work) => work.records.create('organisation.staff', { name: '林美' }))
  const persons = await tenant.system((work) =>
    work.records.upsert({
      object: 'customer.person',
      rows: Array.from({ length: 8 }, (_, n) => ({ name: `客${n}`, tags: ['旧'] })),
    }),
  )
  const ids = persons.ids.map(String)
  await Promise.all([
    ...ids.map((person) => tenant.system((work) => onCodeUsed.run(work, fact({ person, payload: { state } })))),
    ...ids.map((id) => tenant.system((work) => work.records.update('customer.person', id, { tags: { $add: ['新'] } }))),
  ])
  const relations = await tenant.system((work) =>
    work.records.upsert({
      object: 'customer.relation',
      rows: ids.map((person) => ({ person, staff: guide.id, channel: 'wecom', state, status: 'lost_by_customer' })),
    }),
  )
  await Promise.all(
    relations.ids.map((record) =>
      tenant.system((work) =>
        onCodePersonLost.run(work, fact({ record, before: { status: 'active' }, after: { status: 'lost_by_customer' } })),
      ),
    ),
  )
  expect(await tenant.system((work) => work.records.get('marketing.channel_code', code.id))).toMatchObject({ scans: 8, lost: 8 })
  const after = await tenant.system((work) => work.records.list('customer.person', { fields: ['tags', 'source'] }))
  for (const { tags, source } of after.data) {
    expect(source).toBe('西湖店')
    expect([...(Array.isArray(tags) ? tags : [])].sort()).toEqual(['新', '旧', '门店'].sort())
  }
})
