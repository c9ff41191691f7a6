import { organisationModule } from '@lianke/organisation'
import { type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { customerModule } from '../index.ts'
import { renameTagJob } from '../jobs/rename-tag.job.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({ modules: [organisationModule, customerModule] })
})
afterAll(() => tenant?.close())

const sets: number[] = []
const rename = (tag: string, from: string) =>
  renameTagJob.run(
    {
      tenant: tenant.id,
      signal: new AbortController().signal,
      transaction: async (act) => {
        sets.push(sets.length)
        return tenant.platform.work(tenant.id, { kind: 'system', id: 'job' }, act)
      },
      progress: async () => undefined,
    },
    { tag, from },
  )

describe('a renamed tag', () => {
  it('is renamed on everybody, a set to a transaction; renamed again meanwhile, it is called as it is now', async () => {
    const group = await tenant.system((work) => work.records.create('customer.tag_group', { name: 'Levels' }))
    const tag = await tenant.system((work) => work.records.create('customer.tag', { name: 'Gold', tag_group: group.id }))
    await tenant.system((work) =>
      work.records.upsert({
        object: 'customer.person',
        rows: Array.from({ length: 1005 }, (_, n) => ({ name: `P${n}`, tags: n % 5 === 0 ? ['Gold', 'Other'] : ['Gold'] })),
      }),
    )
    await tenant.system((work) => work.records.update('customer.tag', tag.id, { name: 'Amber' }))
    await tenant.system((work) => work.records.update('customer.tag', tag.id, { name: 'Copper' }))
    await rename(tag.id, 'Gold')
    await rename(tag.id, 'Amber')
    const counted = await tenant.platform.database.query<{ tags: string[]; n: number }>(tenant.id, {
      text: `select tags, count(*)::int as n from customer_person group by tags order by n`,
    })
    expect(counted.map(({ tags, n }) => [[...tags].sort(), n])).toEqual([
      [['Copper', 'Other'], 201],
      [['Copper'], 804],
    ])
    expect(sets.length).toBe(3)
  })
})
