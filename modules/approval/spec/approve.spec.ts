import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actsIn, type Company, inLine, openCompany } from './approval-world.testing.ts'

let company: Company
let acts: ReturnType<typeof actsIn>
beforeAll(async () => {
  company = await openCompany()
  acts = actsIn(company)
})
afterAll(() => company?.world.tenant.close())

describe('an approval', () => {
  it('is submitted, asks the superior of the submitter and then finance, and is approved', async () => {
    const { boss, seller, finance, role } = company
    const approval = await acts.publish(inLine({ who: 'superior' }, { who: 'role', role, mode: 'any' }))
    const id = await acts.account()
    const request = await acts.submit(seller, approval, id, { note: '请批' })
    expect(await acts.asked(request)).toEqual([boss.id])
    expect(await acts.requestOf(id)).toMatchObject({ status: 'pending', submitter: seller.id })
    await acts.answer(boss, request, 'approve', '好')
    expect((await acts.asked(request)).toSorted()).toEqual(finance.map((one) => one.id).toSorted())
    await acts.answer(finance[1], request, 'approve')
    expect(await acts.requestOf(id)).toMatchObject({ status: 'approved' })
    expect((await acts.seats(request)).map(({ status }) => status).toSorted()).toEqual(['approved', 'approved', 'void'])
  })

  it('is rejected by one who does not agree, with the reason', async () => {
    const { boss, seller } = company
    const approval = await acts.publish(inLine({ who: 'superior' }, { who: 'superior', level: 2 }))
    const id = await acts.account()
    const request = await acts.submit(seller, approval, id)
    await expect(acts.answer(boss, request, 'reject')).rejects.toMatchObject({ code: 'work_item.note_missing' })
    await acts.answer(boss, request, 'reject', '不行')
    expect(await acts.requestOf(id)).toMatchObject({ status: 'rejected' })
    expect(await acts.asked(request)).toEqual([])
  })
})
