import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { surely } from '@lianke/kernel'
import { actsIn, type Company, inLine, openCompany } from './approval-world.testing.ts'

let company: Company
let acts: ReturnType<typeof actsIn>
beforeAll(async () => {
  company = await openCompany()
  acts = actsIn(company)
})
afterAll(() => company?.world.tenant.close())

const twoSteps = () => inLine({ who: 'superior' }, { who: 'superior', level: 2 })
const itemOf = async (request: string, who: string) =>
  surely(
    (await acts.seats(request)).find(({ approver, status }) => approver === who && status === 'open'),
    'is asked',
  ).item

describe('whoever submitted a record', () => {
  it('takes it back, and nobody else does; the record is free then and may be submitted again', async () => {
    const { boss, seller, world } = company
    const approval = await acts.publish(twoSteps())
    const id = await acts.account()
    const request = await acts.submit(seller, approval, id)
    await expect(acts.run(boss, 'approval.withdraw', { id: request })).rejects.toMatchObject({
      code: 'approval.not_submitter',
      status: 403,
      params: { who: '销售' },
    })
    await acts.run(seller, 'approval.withdraw', { id: request })
    await world.run()
    expect(await acts.requestOf(id)).toMatchObject({ status: 'withdrawn' })
    expect(await acts.asked(request)).toEqual([])
    expect(await world.sql('select status, end_reason from process_run where subject = $1', [id])).toEqual([
      { status: 'ended', end_reason: 'withdrawn' },
    ])
    await expect(acts.run(seller, 'approval.withdraw', { id: request })).rejects.toMatchObject({
      code: 'approval.over',
      status: 409,
    })
    await acts.submit(seller, approval, id)
    expect(await acts.requestOf(id)).toMatchObject({ status: 'pending' })
  })

  it('reminds those who have it, once an hour', async () => {
    const { boss, seller, world } = company
    const approval = await acts.publish(twoSteps())
    const request = await acts.submit(seller, approval, await acts.account())
    await expect(acts.run(boss, 'approval.urge', { id: request })).rejects.toMatchObject({ code: 'approval.not_submitter' })
    await acts.run(seller, 'approval.urge', { id: request })
    const told = await world.sql(
      `select payload ->> 'staff' as staff from fact where name = 'work_item.reminded' and record = $1`,
      [await itemOf(request, boss.id)],
    )
    expect(told).toEqual([{ staff: boss.id }])
    await expect(acts.run(seller, 'approval.urge', { id: request })).rejects.toMatchObject({ code: 'approval.urged_lately' })
  })

  it('is refused a second submission of what is under way, and one that no approval takes', async () => {
    const { seller } = company
    const approval = await acts.publish(twoSteps())
    const id = await acts.account()
    await acts.submit(seller, approval, id)
    await expect(acts.run(seller, 'approval.submit_customer_account', { id, approval })).rejects.toMatchObject({
      code: 'approval.under_way',
      status: 409,
    })
    const narrow = await acts.publish(twoSteps(), { condition: { field: 'name', op: 'eq', value: '只有它' } })
    const other = await acts.account()
    await expect(acts.run(seller, 'approval.submit_customer_account', { id: other, approval: narrow })).rejects.toMatchObject({
      code: 'approval.does_not_fit',
    })
    await expect(acts.run(seller, 'approval.submit_customer_account', { id: other })).rejects.toMatchObject({
      code: 'approval.choose_one',
    })
  })

  it('submits anew what came back, from the beginning', async () => {
    const { boss, head, seller, world } = company
    const approval = await acts.publish(twoSteps())
    const id = await acts.account()
    const request = await acts.submit(seller, approval, id)
    await acts.answer(boss, request, 'approve')
    await acts.answer(head, request, 'return', '价格不对')
    expect(await acts.requestOf(id)).toMatchObject({ status: 'returned' })
    expect(
      await world.sql(`select payload ->> 'note' as note from fact where name = 'approval.returned' and record = $1`, [id]),
    ).toEqual([{ note: '价格不对' }])
    await world.tenant.as(seller, (work) => work.records.update('customer.account', id, { name: `改过 ${id}` }))
    await acts.run(seller, 'approval.resubmit', { id: request })
    await world.run()
    expect(await acts.requestOf(id)).toMatchObject({ status: 'pending' })
    expect(await acts.asked(request)).toEqual([boss.id])
    await acts.answer(boss, request, 'approve')
    await acts.answer(head, request, 'approve')
    expect(await acts.requestOf(id)).toMatchObject({ status: 'approved' })
  })
})

describe('whoever is asked', () => {
  it('sends it back so that it comes straight to him again', async () => {
    const { boss, head, seller, world } = company
    const approval = await acts.publish(twoSteps())
    const id = await acts.account()
    const request = await acts.submit(seller, approval, id)
    await acts.answer(boss, request, 'approve')
    const item = await itemOf(request, head.id)
    await expect(acts.run(boss, 'approval.send_back', { id: item, note: '?' })).rejects.toMatchObject({
      code: 'approval.not_asked',
      params: { who: '总监' },
    })
    await acts.run(head, 'approval.send_back', { id: item, again: 'here', note: '补资料' })
    await world.run()
    expect(await acts.requestOf(id)).toMatchObject({ status: 'returned' })
    await acts.run(seller, 'approval.resubmit', { id: request })
    await world.run()
    expect(await acts.asked(request)).toEqual([head.id])
    await acts.answer(head, request, 'approve')
    expect(await acts.requestOf(id)).toMatchObject({ status: 'approved' })
  })

  it('sends it back to a step that it has passed, and to no other', async () => {
    const { boss, head, seller, world } = company
    const approval = await acts.publish(twoSteps())
    const id = await acts.account()
    const request = await acts.submit(seller, approval, id)
    await acts.answer(boss, request, 'approve')
    const item = await itemOf(request, head.id)
    await expect(acts.run(head, 'approval.send_back', { id: item, node: 'b', note: '?' })).rejects.toMatchObject({
      code: 'approval.no_such_step',
    })
    await acts.run(head, 'approval.send_back', { id: item, node: 'a', note: '再看看' })
    await world.run()
    expect(await acts.requestOf(id)).toMatchObject({ status: 'pending' })
    expect(await acts.asked(request)).toEqual([boss.id])
    await acts.answer(boss, request, 'approve')
    await acts.answer(head, request, 'approve')
    expect(await acts.requestOf(id)).toMatchObject({ status: 'approved' })
  })

  it('hands it on to somebody else, who decides in his place', async () => {
    const { boss, head, seller, finance, world } = company
    const approval = await acts.publish(twoSteps())
    const id = await acts.account()
    const request = await acts.submit(seller, approval, id)
    const item = await itemOf(request, boss.id)
    await expect(acts.run(boss, 'approval.transfer', { id: item, to: boss.id })).rejects.toMatchObject({
      code: 'approval.asked_already',
    })
    await acts.run(boss, 'approval.transfer', { id: item, to: finance[0].id, note: '你来' })
    await world.run()
    expect(await acts.asked(request)).toEqual([finance[0].id])
    await acts.answer(finance[0], request, 'approve')
    expect(await acts.asked(request)).toEqual([head.id])
    expect((await acts.seats(request)).map(({ status }) => status)).toEqual(['transferred', 'approved', 'open'])
  })

  it('has somebody agree before him, and it comes back to him', async () => {
    const { boss, head, seller, finance, world } = company
    const approval = await acts.publish(twoSteps())
    const id = await acts.account()
    const request = await acts.submit(seller, approval, id)
    await acts.run(boss, 'approval.add_signer', { id: await itemOf(request, boss.id), who: finance[0].id, when: 'before' })
    await world.run()
    expect(await acts.asked(request)).toEqual([finance[0].id])
    await acts.answer(finance[0], request, 'approve')
    expect(await acts.asked(request)).toEqual([boss.id])
    await acts.answer(boss, request, 'approve')
    expect(await acts.asked(request)).toEqual([head.id])
  })

  it('agrees and has somebody agree after him', async () => {
    const { boss, head, seller, finance, world } = company
    const approval = await acts.publish(twoSteps())
    const id = await acts.account()
    const request = await acts.submit(seller, approval, id)
    await acts.run(boss, 'approval.add_signer', {
      id: await itemOf(request, boss.id),
      who: finance[1].id,
      when: 'after',
      note: '可以',
    })
    await world.run()
    expect(await acts.asked(request)).toEqual([finance[1].id])
    await acts.answer(finance[1], request, 'approve')
    expect(await acts.asked(request)).toEqual([head.id])
  })
})

describe('whoever keeps approvals', () => {
  it('takes a request out that cannot go on', async () => {
    const { admin, seller, world } = company
    const approval = await acts.publish(twoSteps())
    const id = await acts.account()
    const request = await acts.submit(seller, approval, id)
    await expect(acts.run(seller, 'approval.cancel', { id: request })).rejects.toMatchObject({ code: 'access.denied' })
    await acts.run(admin, 'approval.cancel', { id: request })
    await world.run()
    expect(await acts.requestOf(id)).toMatchObject({ status: 'cancelled' })
  })

  it('ends the approval, and its requests with it', async () => {
    const { seller, world } = company
    const approval = await acts.publish(twoSteps())
    const id = await acts.account()
    await acts.submit(seller, approval, id)
    await world.command('approval.end', { id: approval })
    await acts.finish()
    expect(await acts.requestOf(id)).toMatchObject({ status: 'cancelled' })
  })
})
