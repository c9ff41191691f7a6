import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { standingOf } from '../queries/standing.query.ts'
import { actsIn, type Company, inLine, openCompany, rights } from './approval-world.testing.ts'

let company: Company
let acts: ReturnType<typeof actsIn>
beforeAll(async () => {
  company = await openCompany()
  acts = actsIn(company)
})
afterAll(() => company?.world.tenant.close())

/** Submits a company by these steps; answers the request and the record. */
const submitted = async (steps: readonly Record<string, unknown>[], by = company.seller, more: Record<string, unknown> = {}) => {
  const approval = await acts.publish(inLine(...steps))
  const id = await acts.account()
  return { id, request: await acts.submit(by, approval, id, more) }
}

describe('who approves', () => {
  it('is the superior of any height, and all of them one after another to the top', async () => {
    const { boss, head } = company
    expect(await acts.asked((await submitted([{ who: 'superior', level: 2 }])).request)).toEqual([head.id])
    const { id, request } = await submitted([{ who: 'superiors' }])
    expect(await acts.asked(request)).toEqual([boss.id])
    await acts.answer(boss, request, 'approve')
    expect(await acts.asked(request)).toEqual([head.id])
    await acts.answer(head, request, 'approve')
    expect(await acts.requestOf(id)).toMatchObject({ status: 'approved' })
  })

  it('is whoever heads the submitter’s department, or whose the record is', async () => {
    const { boss, seller } = company
    expect(await acts.asked((await submitted([{ who: 'head' }])).request)).toEqual([boss.id])
    const { request } = await submitted([{ who: 'owner', same: 'decide' }])
    expect(await acts.asked(request)).toEqual([seller.id])
  })

  it('is whom the submitter chooses, who is asked for them', async () => {
    const { seller, finance } = company
    const approval = await acts.publish(inLine({ who: 'chosen', mode: 'in_order' }))
    const id = await acts.account()
    await expect(acts.run(seller, 'approval.submit_customer_account', { id, approval })).rejects.toMatchObject({
      code: 'approval.choose_approvers',
    })
    const request = await acts.submit(seller, approval, id, { approvers: [finance[1].id, finance[0].id] })
    expect(await acts.asked(request)).toEqual([finance[1].id])
    await acts.answer(finance[1], request, 'approve')
    expect(await acts.asked(request)).toEqual([finance[0].id])
  })

  it('must all agree where the step says so', async () => {
    const { finance, role } = company
    const { id, request } = await submitted([{ who: 'role', role, mode: 'all' }])
    await acts.answer(finance[0], request, 'approve')
    expect(await acts.requestOf(id)).toMatchObject({ status: 'pending' })
    await acts.answer(finance[1], request, 'approve')
    expect(await acts.requestOf(id)).toMatchObject({ status: 'approved' })
  })

  it('is the stand-in of whoever is away today', async () => {
    const { boss, finance, world } = company
    const day = world.now().slice(0, 10)
    const { id: absence } = await world.tenant.as(boss, (work) =>
      work.records.create('approval.absence', { reason: '年假', from: day, until: day, stand_in: finance[0].id, owner: boss.id }),
    )
    const { request } = await submitted([{ who: 'superior' }])
    expect(await acts.seats(request)).toMatchObject([{ approver: finance[0].id, why: 'away' }])
    await world.tenant.as(boss, (work) => work.records.remove('approval.absence', absence))
  })

  it('is no stand-in whom somebody else made one, nor himself', async () => {
    const { boss, head, seller, world } = company
    const day = world.now().slice(0, 10)
    const away = (by: typeof boss, owner: string, stand_in: string) =>
      world.tenant.as(by, (work) =>
        work.records.create('approval.absence', { reason: '年假', from: day, until: day, stand_in, owner }),
      )
    await expect(away(seller, boss.id, seller.id)).rejects.toMatchObject({ code: 'approval.absence_of_others' })
    await expect(away(boss, boss.id, boss.id)).rejects.toMatchObject({ code: 'approval.own_stand_in' })
    await expect(
      world.tenant.as(boss, (work) =>
        work.records.create('approval.absence', { reason: '年假', from: '2026-12-02', until: '2026-12-01', stand_in: head.id }),
      ),
    ).rejects.toMatchObject({ code: 'record.validation' })
    const { id } = await away(head, boss.id, head.id)
    await world.tenant.as(head, (work) => work.records.remove('approval.absence', id))
  })
})

describe('an approver who has left before his turn', () => {
  it('is not asked: whoever leads him is', async () => {
    const { boss, head, seller, world } = company
    const team = (await world.sql<{ id: string }>(`select id from organisation_department where name = '一组'`))[0]?.id ?? ''
    const leaver = await world.tenant.staff({ name: '要走的', objects: rights, department: team })
    const { request } = await submitted([{ who: 'colleagues', colleagues: [head.id, leaver.id], mode: 'in_order' }], seller)
    await world.tenant.system((work) => work.run('staff.leave', { id: leaver.id }))
    await acts.answer(head, request, 'approve')
    expect(await acts.asked(request)).toEqual([boss.id])
  })
})

describe('nobody to ask', () => {
  it('passes where the step says so, asks the administrator where it says nothing', async () => {
    const { head, admin } = company
    const passes = await submitted([{ who: 'superior', level: 9, empty: 'pass' }])
    expect(await acts.requestOf(passes.id)).toMatchObject({ status: 'approved' })
    expect(await acts.seats(passes.request)).toMatchObject([{ approver: null, status: 'passed', why: 'empty' }])
    const asks = await submitted([{ who: 'superior', level: 9 }])
    expect(await acts.seats(asks.request)).toMatchObject([{ why: 'administrator', status: 'open' }])
    expect(await acts.asked(asks.request)).toContain(admin.id)
    const named = await submitted([{ who: 'superior', level: 9, empty: 'person', fallback: head.id }])
    expect(await acts.asked(named.request)).toEqual([head.id])
  })

  it('waits among the errors where the step names nobody, and is free to be withdrawn', async () => {
    const { seller, world } = company
    const approval = await acts.publish(inLine({ who: 'superior', level: 9, empty: 'person' }))
    const id = await acts.account()
    const request = await acts.submit(seller, approval, id)
    expect(await world.sql(`select state ->> 'failure' as failure from process_run where subject = $1`, [id])).toEqual([
      { failure: expect.stringContaining('approval.nobody') },
    ])
    expect(await acts.requestOf(id)).toMatchObject({ status: 'pending' })
    await acts.run(seller, 'approval.withdraw', { id: request })
    expect(await acts.requestOf(id)).toMatchObject({ status: 'withdrawn' })
  })
})

describe('a later step with nobody to ask', () => {
  it('is never taken for decided, however often it is tried', async () => {
    const { boss, world } = company
    const { id, request } = await submitted([{ who: 'superior' }, { who: 'superior', level: 9, empty: 'person' }])
    await acts.answer(boss, request, 'approve')
    await world.sql(`update process_run set status = 'ended', end_reason = 'failed', due_at = null where subject = $1`, [id])
    await acts.finish()
    expect(await acts.requestOf(id)).toMatchObject({ status: 'pending', decision: null })
  })
})

describe('the submitter as approver', () => {
  it('is replaced by the superior, passes, or decides', async () => {
    const { boss, seller } = company
    const colleagues = { who: 'colleagues', colleagues: [seller.id] }
    expect(await acts.asked((await submitted([colleagues])).request)).toEqual([boss.id])
    const passes = await submitted([{ ...colleagues, same: 'pass' }])
    expect(await acts.requestOf(passes.id)).toMatchObject({ status: 'approved' })
    expect(await acts.asked((await submitted([{ ...colleagues, same: 'decide' }])).request)).toEqual([seller.id])
  })
})

describe('whoever agreed before', () => {
  const steps = (repeat: string) => [
    { who: 'superior' },
    { who: 'colleagues', colleagues: [company.finance[0].id] },
    { who: 'superior', repeat },
  ]
  it('is asked each time', async () => {
    const { boss, finance } = company
    const { request } = await submitted(steps('each'))
    await acts.answer(boss, request, 'approve')
    await acts.answer(finance[0], request, 'approve')
    expect(await acts.asked(request)).toEqual([boss.id])
  })
  it('is asked once only', async () => {
    const { boss, finance } = company
    const { id, request } = await submitted(steps('first'))
    await acts.answer(boss, request, 'approve')
    await acts.answer(finance[0], request, 'approve')
    expect(await acts.requestOf(id)).toMatchObject({ status: 'approved' })
  })
  it('is not asked by the very next step, but by one further on', async () => {
    const { boss, finance } = company
    const far = await submitted(steps('consecutive'))
    await acts.answer(boss, far.request, 'approve')
    await acts.answer(finance[0], far.request, 'approve')
    expect(await acts.asked(far.request)).toEqual([boss.id])
    const near = await submitted([{ who: 'superior' }, { who: 'superior', repeat: 'consecutive' }])
    await acts.answer(boss, near.request, 'approve')
    expect(await acts.requestOf(near.id)).toMatchObject({ status: 'approved' })
  })
})

describe('an opinion', () => {
  it('must be said where the step says so', async () => {
    const { boss } = company
    const { request } = await submitted([{ who: 'superior', opinion: 'always' }])
    await expect(acts.answer(boss, request, 'approve')).rejects.toMatchObject({ code: 'work_item.note_missing' })
    await acts.answer(boss, request, 'approve', '同意')
  })

  it('of a late approver is not taken for consent', async () => {
    const { world } = company
    const { id, request } = await submitted([{ who: 'superior', due_in: 1, due_unit: 'hour', late: 'expire' }])
    await world.sql(`update todo_work_item set due_at = now() - interval '1 hour' where id = $1`, [
      (await acts.seats(request))[0]?.item,
    ])
    await acts.late()
    expect(await acts.requestOf(id)).toMatchObject({ status: 'rejected', decision: 'timeout' })
  })
})

describe('a record that is made', () => {
  it('submits itself where the approval says so, in the name of whoever made it', async () => {
    const { boss, seller, world } = company
    const approval = await acts.publish(inLine({ who: 'superior' }), {
      trigger: { on: 'record', object: 'customer.account', change: 'created' },
      condition: { field: 'industry', op: 'eq', value: '自动' },
    })
    const { id } = await world.tenant.as(seller, (work) =>
      work.records.create('customer.account', { name: `自动 ${work.id()}`, industry: '自动' }),
    )
    await world.run()
    const request = await acts.requestOf(id)
    expect(request).toMatchObject({ status: 'pending', submitter: seller.id })
    expect(await acts.asked(request.id)).toEqual([boss.id])
    await world.command('approval.end', { id: approval })
  })

  it('takes its requests along when it is deleted by the house', async () => {
    const { world } = company
    const { id } = await submitted([{ who: 'superior' }])
    await world.tenant.system((work) => work.records.remove('customer.account', id))
    await world.run()
    expect(await acts.requestOf(id)).toMatchObject({ status: 'cancelled' })
  })
})

describe('those who are copied', () => {
  it('are told, and nobody is waited for', async () => {
    const { boss, seller, finance, world } = company
    const graph = inLine({ who: 'superior' })
    const [first] = graph.nodes
    const approval = await acts.publish({
      entry: 'copy',
      nodes: [
        { id: 'copy', step: 'approval.copy', config: { colleagues: [finance[0].id] }, next: { next: 'a' } },
        first,
        { id: 'told', step: 'approval.copy', config: { colleagues: [finance[1].id] }, next: { next: null } },
      ].map((node) => (node?.id === 'a' ? { ...node, next: { approved: 'told', rejected: null } } : node)),
    })
    const id = await acts.account()
    const request = await acts.submit(seller, approval, id)
    await acts.answer(boss, request, 'approve')
    expect(
      await world.sql(
        `select payload ->> 'staff' as staff from fact where name = 'approval.copied' and record = $1 order by seq`,
        [id],
      ),
    ).toEqual([{ staff: finance[0].id }, { staff: finance[1].id }])
    expect(await acts.requestOf(id)).toMatchObject({ status: 'approved' })
  })
})

describe('the standing of a record', () => {
  it('is told to whoever may see it, with who has it and what was said', async () => {
    const { boss, seller, world } = company
    const { id, request } = await submitted([{ who: 'superior' }, { who: 'superior', level: 2 }], seller, { note: '急' })
    await acts.answer(boss, request, 'approve', '支持')
    const [now] = await world.tenant.as(seller, (work) => standingOf(work, 'customer.account', id, seller.id))
    expect(now).toMatchObject({
      id: request,
      status: 'pending',
      note: '急',
      submitter: { title: '销售' },
      passed: [{ node: 'a', name: '节点a' }],
      item: null,
      may: ['withdraw'],
      steps: [
        { node: 'a', seats: [{ approver: { title: '主管' }, status: 'approved', note: '支持' }] },
        { node: 'b', seats: [{ approver: { title: '总监' }, status: 'open' }] },
      ],
    })
  })
})
