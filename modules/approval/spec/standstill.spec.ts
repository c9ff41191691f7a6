import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actsIn, type Company, inLine, openCompany } from './approval-world.testing.ts'

let company: Company
let acts: ReturnType<typeof actsIn>
beforeAll(async () => {
  company = await openCompany()
  acts = actsIn(company)
})
afterAll(() => company?.world.tenant.close())

const inTheWay = { code: 'approval.in_the_way', status: 409, params: { who: '主管', submitter: '销售' } }

describe('a record that waits for an approval', () => {
  it('is changed and deleted at no door; the refusal says who has it', async () => {
    const { seller, admin, world } = company
    const { as } = world.tenant
    const approval = await acts.publish(inLine({ who: 'superior' }))
    const [id, free] = [await acts.account(), await acts.account()]
    await acts.submit(seller, approval, id)
    const change = { name: '改名' }
    await expect(as(seller, (work) => work.records.update('customer.account', id, change))).rejects.toMatchObject(inTheWay)
    await expect(as(admin, (work) => work.system.records.update('customer.account', id, change))).rejects.toMatchObject(inTheWay)
    await expect(as(seller, (work) => work.records.remove('customer.account', id))).rejects.toMatchObject(inTheWay)
    await expect(
      as(seller, (work) => work.records.updateWhere('customer.account', { field: 'id', op: 'eq', value: id }, change)),
    ).rejects.toMatchObject(inTheWay)
    const some = await as(seller, (work) =>
      work.records.upsert({
        object: 'customer.account',
        rows: [
          { id, name: '改名' },
          { id: free, name: `自由 ${free}` },
        ],
        partial: true,
      }),
    )
    expect(some).toMatchObject({ updated: 1, refused: [{ row: 0, code: 'approval.in_the_way' }] })
    // What changes nothing is no change.
    const { name } = await as(seller, (work) => work.records.get('customer.account', id))
    await as(seller, (work) => work.records.update('customer.account', id, { name }))
    // The house goes on with its own.
    await world.tenant.system((work) => work.records.update('customer.account', id, { name: `系统 ${id}` }))
  })

  it('is free again when it is approved, and while it is with the submitter', async () => {
    const { boss, seller, world } = company
    const approval = await acts.publish(inLine({ who: 'superior' }))
    const id = await acts.account()
    const request = await acts.submit(seller, approval, id)
    const rename = () =>
      world.tenant.as(seller, (work) => work.records.update('customer.account', id, { name: `改名 ${work.id()}` }))
    await acts.answer(boss, request, 'return', '改一下')
    await rename()
    await acts.run(seller, 'approval.resubmit', { id: request })
    await world.run()
    await expect(rename()).rejects.toMatchObject({ code: 'approval.in_the_way' })
    await acts.answer(boss, request, 'approve')
    await rename()
  })

  it('lets whoever is asked change the fields that the step leaves open, and nobody else', async () => {
    const { boss, seller, world } = company
    const approval = await acts.publish(inLine({ who: 'superior', editable: ['website'] }))
    const id = await acts.account()
    await acts.submit(seller, approval, id)
    const change = (actor: typeof boss, values: Record<string, unknown>) =>
      world.tenant.as(actor, (work) => work.records.update('customer.account', id, values))
    await change(boss, { website: 'https://example.com' })
    await expect(change(boss, { website: 'https://example.org', name: '改名' })).rejects.toMatchObject(inTheWay)
    await expect(change(seller, { website: 'https://example.org' })).rejects.toMatchObject(inTheWay)
  })
})
