import { scoped, type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../../apps/definitions.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
})
afterAll(() => tenant?.close())

const create = (object: string, values: Record<string, unknown>) => tenant.system((work) => work.records.create(object, values))
interface Preview {
  readonly kept: string
  readonly gone: string
  readonly fields: readonly { readonly name: string; readonly after: unknown }[]
  readonly moved: readonly unknown[]
}

describe('identity.merge_preview', () => {
  it('tells who stays, what every field will be and how much moves, and changes nothing', async () => {
    const first = await create('customer.person', { name: '李娜', tags: ['老客'], company: null })
    const second = await create('customer.person', { name: 'L. N.', tags: ['新客'], company: '澄迈' })
    for (const subject of ['回访', '送样']) await create('fieldwork.task', { subject, person: second.id })
    const preview = await tenant.system((work) =>
      work.run<Preview>('identity.merge_preview', { one: second.id, other: first.id }),
    )
    expect(preview).toMatchObject({ kept: first.id, gone: second.id })
    const after = Object.fromEntries(preview.fields.map(({ name, after: value }) => [name, value]))
    expect(after).toMatchObject({ name: '李娜', company: '澄迈', tags: ['老客', '新客'] })
    expect(preview.moved).toContainEqual({ object: 'fieldwork.task', count: 2 })
    expect(await tenant.system((work) => work.records.get('customer.person', second.id))).toMatchObject({
      company: '澄迈',
      version: 1,
    })
  })
  it('is for those who may merge, and of people whom they may see', async () => {
    const stranger = await tenant.staff({ name: '导购', objects: { '*': scoped('own') }, rights: ['identity.merge'] })
    const [one, other] = [await create('customer.person', { name: '甲' }), await create('customer.person', { name: '乙' })]
    const asked = tenant.as(stranger, (work) => work.run('identity.merge_preview', { one: one.id, other: other.id }))
    await expect(asked).rejects.toMatchObject({ code: 'record.not_found' })
  })
})
