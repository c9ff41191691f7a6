import { customerModule } from '@lianke/customer'
import { commerceModule } from '@lianke/commerce'
import { fieldworkModule } from '@lianke/fieldwork'
import { leadModule } from '@lianke/lead'
import { marketingModule } from '@lianke/marketing'
import { organisationModule } from '@lianke/organisation'
import { refused, scoped, testTenant, type TestTenant } from '@lianke/platform/testing'
import { salesModule } from '@lianke/sales'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ticketModule } from '../module.ts'

let tenant: TestTenant
let agent: Awaited<ReturnType<TestTenant['staff']>>
let person: string
const run = <O = { id: string }>(command: string, input: unknown) => tenant.as(agent, (work) => work.run<O>(command, input))
const read = (id: string) => tenant.system((work) => work.records.get('ticket.ticket', id))
const patch = (id: string, values: Record<string, unknown>) =>
  tenant.as(agent, (work) => work.records.update('ticket.ticket', id, values))
const open = (more: Record<string, unknown> = {}) => run('ticket.open', { subject: '漏液', person, ...more }).then(({ id }) => id)
const problem = async (work: Promise<unknown>) => {
  const refusal = await refused(work)
  return refusal.problems[0] ?? { code: refusal.code, path: '' }
}
const minutes = (row: Record<string, unknown>, from: string, to: string) =>
  (Date.parse(String(row[to])) - Date.parse(String(row[from]))) / 60_000

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
      marketingModule,
    ],
  })
  agent = await tenant.staff({ name: '何静', objects: { '*': scoped('all') }, rights: ['records.migrate'] })
  person = (await tenant.system((work) => work.records.create('customer.person', { name: '小鹿' }))).id
})
afterAll(() => tenant?.close())

describe('the clock of a ticket', () => {
  it('starts however it comes in', async () => {
    const opened = await read(await open({ priority: 'high' }))
    expect(opened).toMatchObject({ status: 'open', responded_at: null, opened_at: opened.created_at })
    expect([minutes(opened, 'opened_at', 'respond_by'), minutes(opened, 'opened_at', 'resolve_by')]).toEqual([60, 480])
    const { ids } = await tenant.as(agent, (work) =>
      work.records.upsert({
        object: 'ticket.ticket',
        rows: [
          { subject: '旧的', person, status: 'closed', closed_at: '2024-02-03T00:00:00Z', created_at: '2024-02-01T00:00:00Z' },
          { subject: '还开着', person, created_at: '2024-02-01T00:00:00Z', respond_by: '2024-02-02T00:00:00Z' },
        ],
        migrating: true,
        keepOrigins: true,
      }),
    )
    expect(await read(String(ids[0]))).toMatchObject({
      opened_at: '2024-02-01T00:00:00.000Z',
      resolve_by: '2024-02-01T16:00:00.000Z',
      service: 'missed',
      resolved_at: '2024-02-03T00:00:00.000Z',
      closed_at: '2024-02-03T00:00:00.000Z',
      responded_at: null,
    })
    expect(await read(String(ids[1]))).toMatchObject({
      respond_by: '2024-02-02T00:00:00.000Z',
      resolve_by: '2024-02-01T16:00:00.000Z',
      service: 'late',
      alert_at: null,
    })
  })
  it('follows the priority while it runs, from its latest start', async () => {
    const id = await open()
    await patch(id, { priority: 'urgent' })
    const urgent = await read(id)
    expect([minutes(urgent, 'opened_at', 'respond_by'), minutes(urgent, 'opened_at', 'resolve_by')]).toEqual([15, 120])
    await run('ticket.resolve', { id, solution: '补发' })
    await patch(id, { priority: 'low' })
    expect((await read(id)).resolve_by).toBe(urgent.resolve_by)
  })
})

describe('a ticket', () => {
  it('is not closed without a solution, by any right of service', async () => {
    const id = await open()
    expect(await problem(run('ticket.close', { id }))).toMatchObject({ path: '/solution', code: 'ticket.no_solution' })
    expect(await problem(patch(id, { status: 'closed' }))).toMatchObject({ path: '/status', code: 'field.by_command' })
    expect(await problem(tenant.system((work) => work.records.update('ticket.ticket', id, { status: 'closed' })))).toMatchObject({
      path: '/solution',
      code: 'record.guard',
    })
    expect(await read(id)).toMatchObject({ status: 'open', closed_at: null, version: 1 })
    await run('ticket.close', { id, solution: '当场换货', satisfaction: 4 })
    const closed = await read(id)
    expect(closed).toMatchObject({ status: 'closed', solution: '当场换货', satisfaction: 4, resolved_at: closed.closed_at })
    expect(await problem(patch(id, { solution: null }))).toMatchObject({ code: 'record.guard' })
    await patch(id, { solution: '当场换货，已回访' })
  })
  it('waits for the customer and goes on with whoever has it', async () => {
    const id = await open()
    await run('ticket.wait', { id })
    expect(await read(id)).toMatchObject({ responded_at: null, service: 'paused', due_at: null })
    expect((await refused(run('ticket.wait', { id }))).code).toBe('ticket.already_waiting')
    const nobodys = tenant.system((work) => work.run('ticket.resume', { id }))
    expect((await refused(nobodys)).code).toBe('ticket.nobody_has_it')
    await run('ticket.resume', { id })
    expect(await read(id)).toMatchObject({ status: 'assigned', assignee: agent.id })
    expect((await refused(run('ticket.resume', { id }))).code).toBe('ticket.not_waiting')
    await run('ticket.wait', { id })
    await run('ticket.resume', { id })
    expect(await read(id)).toMatchObject({ status: 'assigned', assignee: agent.id })
    await run('ticket.resolve', { id, solution: '已解决' })
    expect((await refused(run('ticket.wait', { id }))).code).toBe('ticket.finished')
  })
  it('is assigned in sets, all or none', async () => {
    const [one, two] = [await open(), await open()]
    expect(await run('ticket.assign', { tickets: [one, two], assignee: agent.id })).toEqual({ assigned: 2 })
    expect((await refused(run('ticket.assign', { assignee: agent.id }))).code).toBe('ticket.none_chosen')
    await run('ticket.resolve', { id: two, solution: 'ok' })
    const other = await tenant.staff({ name: '别人' })
    expect((await refused(run('ticket.assign', { tickets: [one, two], assignee: other.id }))).code).toBe('ticket.finished')
    expect(await read(one)).toMatchObject({ assignee: agent.id })
  })
  it('counts every time it is opened again', async () => {
    const id = await open()
    for (const n of [1, 2]) {
      await run('ticket.resolve', { id, solution: `第 ${n} 次` })
      await run('ticket.reopen', { id, reason: '又坏了' })
      expect(await read(id)).toMatchObject({ status: 'open', reopened: n, resolved_at: null, closed_at: null })
    }
  })
})

describe('a visit', () => {
  const target = { lat: 30.25, lng: 120.14 }
  const plan = (more: Record<string, unknown> = {}) =>
    tenant.as(agent, (work) =>
      work.records.create('fieldwork.visit', { subject: '陈列', person, planned_at: '2027-01-01T00:00:00Z', ...more }),
    )
  const visit = (id: string) => tenant.system((work) => work.records.get('fieldwork.visit', id))
  const change = (id: string, values: Record<string, unknown>) =>
    tenant.as(agent, (work) => work.records.update('fieldwork.visit', id, values))

  it('is checked in by its act alone, and what was proved stays proved', async () => {
    const { id } = await plan({ target, fence_m: 300 })
    expect(await problem(change(id, { status: 'checked_in', check_in_at_place: target }))).toMatchObject({
      code: 'field.by_command',
    })
    await run('visit.check_in', { id, lat: 30.2515, lng: 120.14 })
    const here = await visit(id)
    expect(here).toMatchObject({ status: 'checked_in', distance_m: 167, check_in_at_place: { lat: 30.2515, lng: 120.14 } })
    expect(here.checked_in_at).toBe(here.updated_at)
    expect(await problem(change(id, { fence_m: 100 }))).toMatchObject({ code: 'record.guard' })
    expect(await problem(change(id, { target: { lat: 31, lng: 120.14 } }))).toMatchObject({ code: 'record.guard' })
    await run('visit.complete', { id, summary: '陈列到位' })
    expect((await visit(id)).checked_out_at).not.toBeNull()
  })
  it('is cancelled and planned again', async () => {
    const { id } = await plan()
    expect((await refused(run('visit.plan_again', { id }))).code).toBe('visit.not_cancelled')
    await run('visit.cancel', { id })
    expect((await refused(run('visit.check_in', { id, ...target }))).code).toBe('visit.not_planned')
    await run('visit.plan_again', { id, planned_at: '2027-02-01T00:00:00Z' })
    expect(await visit(id)).toMatchObject({ status: 'planned', planned_at: '2027-02-01T00:00:00.000Z' })
  })
})

describe('a task', () => {
  it('is done by its act or by a tick in a list, with the moment it was done, told by nobody', async () => {
    const make = () => tenant.as(agent, (work) => work.records.create('fieldwork.task', { subject: '回访', person }))
    const change = (id: string, values: Record<string, unknown>) =>
      tenant.as(agent, (work) => work.records.update('fieldwork.task', id, values))
    const { id } = await make()
    const done = await change(id, { status: 'done' })
    expect(done.completed_at).toBe(done.updated_at)
    expect(await problem(change(id, { completed_at: '2020-01-01T00:00:00Z' }))).toMatchObject({ code: 'field.by_command' })
    expect(await change(id, { status: 'open' })).toMatchObject({ completed_at: null })
    await run('task.complete', { id, result: '好' })
    expect((await refused(run('task.complete', { id }))).code).toBe('task.already_done')
    const { ids } = await tenant.as(agent, (work) =>
      work.records.upsert({
        object: 'fieldwork.task',
        rows: [{ subject: '旧任务', person, status: 'done', created_at: '2024-01-01T00:00:00Z', due_at: '2024-01-03T00:00:00Z' }],
        migrating: true,
        keepOrigins: true,
      }),
    )
    const brought = await tenant.system((work) => work.records.get('fieldwork.task', String(ids[0])))
    expect(brought.completed_at).toBe('2024-01-03T00:00:00.000Z')
  })
})

describe('a lead', () => {
  const lead = (id: string) => tenant.system((work) => work.records.get('lead.lead', id))
  it('moves on by acts, is converted once, and remembers when', async () => {
    const seller = await tenant.staff({ name: '王小明', objects: { '*': scoped('all') }, rights: ['*'] })
    const act = <O>(command: string, input: unknown) => tenant.as(seller, (work) => work.run<O>(command, input))
    const { id } = await tenant.as(seller, (work) => work.records.create('lead.lead', { name: '李雷', phone: '19900000011' }))
    await act('lead.move', { id, status: 'contacted', version: 1 })
    const talked = await lead(id)
    expect(talked.contacted_at).toBe(talked.updated_at)
    expect((await refused(act('lead.move', { id, status: 'qualified', version: 1 }))).code).toBe('record.stale_version')
    await act('lead.convert', { id, opportunity: null })
    const converted = await lead(id)
    expect(converted).toMatchObject({ status: 'converted', contacted_at: talked.contacted_at })
    expect(converted.converted_at).toBe(converted.updated_at)
    expect((await refused(act('lead.convert', { id }))).code).toBe('lead.already_converted')
    expect((await refused(act('lead.move', { id, status: 'new' }))).code).toBe('lead.already_converted')
    const again = tenant.as(seller, (work) =>
      work.records.upsert({ object: 'lead.lead', rows: [{ id, status: 'new' }], key: ['id'], migrating: true }),
    )
    expect(await problem(again)).toMatchObject({ code: 'record.move_not_allowed' })
    await refused(tenant.as(seller, (work) => work.records.update('lead.lead', id, { person: null })))
  })
})
