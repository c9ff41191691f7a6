import { commerceModule } from '@lianke/commerce'
import { customerModule } from '@lianke/customer'
import { fieldworkModule } from '@lianke/fieldwork'
import { leadModule } from '@lianke/lead'
import { organisationModule } from '@lianke/organisation'
import { testTenant, type TestTenant } from '@lianke/platform/testing'
import { salesModule } from '@lianke/sales'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ticketModule } from '../module.ts'

const all = { read: 'all', update: 'all', delete: 'all', create: true } as const
let tenant: TestTenant
let agent: Awaited<ReturnType<TestTenant['staff']>>
let person: string
const run = <O>(command: string, input: unknown) => tenant.as(agent, (work) => work.run<O>(command, input))
const read = (object: string, id: string) => tenant.system((work) => work.records.get(object, id))
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was refused',
    (error: { code: string }) => error.code,
  )
beforeAll(async () => {
  tenant = await testTenant({
    modules: [organisationModule, customerModule, leadModule, salesModule, commerceModule, ticketModule, fieldworkModule],
  })
  agent = await tenant.staff({ name: '何静', objects: { '*': all }, rights: ['*'] })
  person = (await tenant.system((work) => work.records.create('customer.person', { name: '小鹿', tags: ['老客'] }))).id
})
afterAll(() => tenant.close())

describe('a ticket', () => {
  it('is opened, taken, solved, closed and opened again with a new deadline', async () => {
    const { id } = await run<{ id: string }>('ticket.open', {
      subject: '精华漏液',
      person,
      priority: 'urgent',
      assignee: agent.id,
    })
    expect(await read('ticket.ticket', id)).toMatchObject({
      status: 'assigned',
      assignee: agent.id,
      ticket_number: expect.stringMatching(/^TK\d{8}-\d{5}$/),
      responded_at: null,
    })
    await run('ticket.answer', { id, content: '正在核实批次' })
    expect((await read('ticket.ticket', id)).responded_at).not.toBeNull()
    await run('ticket.resolve', { id, solution: '补发一瓶' })
    expect(await refusal(run('ticket.assign', { id, assignee: agent.id }))).toBe('ticket.finished')
    await run('ticket.close', { id, satisfaction: 5 })
    expect(await refusal(run('ticket.close', { id }))).toBe('ticket.already_closed')
    await run('ticket.reopen', { id, reason: '又漏了' })
    expect(await read('ticket.ticket', id)).toMatchObject({ status: 'assigned', reopened: 1, resolved_at: null, closed_at: null })
    expect(await refusal(run('ticket.reopen', { id, reason: '再来' }))).toBe('ticket.still_open')
  })
})

describe('daily work', () => {
  it('writes a follow-up with the next task, and refuses one about nothing or a next contact in the past', async () => {
    const made = await run<{ task: string }>('follow_up.write', {
      person,
      content: '想要小样',
      next: { subject: '寄小样', due_at: '2027-01-01T00:00:00Z' },
    })
    expect(await read('fieldwork.task', made.task)).toMatchObject({ subject: '寄小样', person, owner: agent.id, status: 'open' })
    expect(await refusal(run('follow_up.write', { content: '无' }))).toBe('follow_up.about_nothing')
    expect(
      await refusal(run('follow_up.write', { person, content: '无', next: { subject: '过去', due_at: '2020-01-01T00:00:00Z' } })),
    ).toBe('follow_up.next_in_the_past')
    const { id: ticket } = await run<{ id: string }>('ticket.open', { subject: '催单', person })
    await run('follow_up.write', { ticket, content: '内部备注' })
    expect((await read('ticket.ticket', ticket)).responded_at).toBeNull()
    await run('follow_up.write', { ticket, content: '已告知明天到', answers: true })
    expect((await read('ticket.ticket', ticket)).responded_at).not.toBeNull()
    await run('task.complete', { id: made.task, result: '已寄' })
    expect(await refusal(run('task.complete', { id: made.task }))).toBe('task.already_done')
  })
  it('checks in inside the fence only', async () => {
    const visit = await tenant.as(agent, (work) =>
      work.records.create('fieldwork.visit', {
        subject: '陈列检查',
        person,
        planned_at: '2027-01-01T00:00:00Z',
        target: { lat: 30.25, lng: 120.14 },
        fence_m: 300,
      }),
    )
    expect(await refusal(run('visit.check_in', { id: visit.id, lat: 30.26, lng: 120.14 }))).toBe('visit.too_far')
    expect(await run('visit.check_in', { id: visit.id, lat: 30.2515, lng: 120.14 })).toMatchObject({ distance_m: 167 })
    await run('visit.complete', { id: visit.id, summary: '陈列到位' })
    expect(await refusal(run('visit.check_in', { id: visit.id, lat: 30.25, lng: 120.14 }))).toBe('visit.not_planned')
  })
})

describe('tags', () => {
  it('are put on and taken off in sets; an exclusive group keeps the newest; unknown ones are refused', async () => {
    await tenant.system(async (work) => {
      const [level, plain] = (
        await work.records.upsert({ object: 'customer.tag_group', rows: [{ name: '等级', exclusive: true }, { name: '兴趣' }] })
      ).ids
      await work.records.upsert({
        object: 'customer.tag',
        rows: [
          { name: '银卡', tag_group: level },
          { name: '金卡', tag_group: level },
          { name: '防晒', tag_group: plain },
          { name: '老客', tag_group: plain },
        ],
      })
    })
    const other = (await tenant.system((work) => work.records.create('customer.person', { name: '阿舟' }))).id
    expect(await run('customer.tag_add', { persons: [person, other], tags: ['银卡', '防晒'] })).toEqual({ changed: 2 })
    expect(await run('customer.tag_add', { id: person, tags: ['金卡'] })).toEqual({ changed: 1 })
    expect((await read('customer.person', person)).tags).toEqual(['老客', '防晒', '金卡'])
    expect(await run('customer.tag_remove', { persons: [person, other], tags: ['防晒'] })).toEqual({ changed: 2 })
    expect(await run('customer.tag_remove', { persons: [person], tags: ['防晒'] })).toEqual({ changed: 0 })
    expect(await refusal(run('customer.tag_add', { id: person, tags: ['没有的'] }))).toBe('customer.unknown_tag')
  })
})
