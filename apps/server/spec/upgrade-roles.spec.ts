import { testTenant, type TestTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../definitions.ts'
import { upgradeRoles } from '../upgrade-roles.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
})
afterAll(() => tenant?.close())

const right = 'work_item.oversee'
/** A role as an older release made it: without the rights that came later. */
const older = async (code: string, more: Record<string, unknown> = {}) => {
  const template = (await tenant.platform.model(tenant.id)).roles.find(({ name }) => name === code)
  const { 'ticket.escalation': _none, ...objects } = template?.objects ?? {}
  const { id } = await tenant.system((work) =>
    work.records.create('organisation.role', {
      code,
      name: `${code} ${Math.random()}`,
      builtin: true,
      objects,
      rights: (template?.rights ?? []).filter((one) => one !== right),
      ...more,
    }),
  )
  return id
}
const read = (id: string) => tenant.system((work) => work.records.get('organisation.role', id))
const upgraded = async (): Promise<string[]> => {
  const said: string[] = []
  await upgradeRoles(tenant.platform, [tenant.id], (line) => void said.push(line))
  return said
}

describe('a company that was there before this release', () => {
  it('has the rights of this release in roles as they came, told as a change, and once', async () => {
    const [kept, changed, own] = [await older('manager'), await older('manager'), await older('manager', { builtin: false })]
    await tenant.system((work) => work.records.update('organisation.role', changed, { rights: ['deal.win'] }))
    expect(await upgraded()).toEqual([`tenant ${tenant.id}: 1 roles gained rights of this release`])
    const role = await read(kept)
    expect(role.rights).toContain(right)
    expect(role.objects).toHaveProperty(['ticket.escalation'])
    expect((await read(changed)).rights).toEqual(['deal.win'])
    expect((await read(own)).rights).not.toContain(right)
    expect(await upgraded()).toEqual([])
    // From now on it is known as it came: what the company takes away stays away.
    await tenant.system((work) => work.records.update('organisation.role', kept, { rights: [] }))
    expect(await upgraded()).toEqual([])
    expect((await read(kept)).rights).toEqual([])
  })
})
