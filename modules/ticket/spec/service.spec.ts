import { commerceModule } from '@lianke/commerce'
import { customerModule } from '@lianke/customer'
import { addWorkingMinutes, type Fact, type JobDefinition, type JobWork, type Row, type UnitOfWork } from '@lianke/kernel'
import { leadModule } from '@lianke/lead'
import { organisationModule } from '@lianke/organisation'
import { refused, scoped, testTenant, type TestTenant } from '@lianke/platform/testing'
import { salesModule } from '@lianke/sales'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recountJob } from '../jobs/recount.job.ts'
import { watchDeadlinesJob } from '../jobs/watch-deadlines.job.ts'
import { ticketModule } from '../module.ts'
import { onCalendarChanged } from '../reactions/on-calendar-changed.reaction.ts'
import { onDepartmentChanged } from '../reactions/on-department-changed.reaction.ts'

let tenant: TestTenant
let agent: Awaited<ReturnType<TestTenant['staff']>>
let boss: Awaited<ReturnType<TestTenant['staff']>>
let person: string
const run = <O = { id: string }>(command: string, input: unknown) => tenant.as(agent, (work) => work.run<O>(command, input))
const read = (id: string) => tenant.system((work) => work.records.get('ticket.ticket', id))
const open = (more: Record<string, unknown> = {}) => run('ticket.open', { subject: '漏液', person, ...more }).then(({ id }) => id)
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
/** Puts a clock where time would have brought it. */
const wind = (id: string, values: Record<string, unknown>) =>
  tenant.system((work) => work.records.update('ticket.ticket', id, values))
const doJob = (job: JobDefinition) =>
  job.run(
    {
      tenant: tenant.id,
      signal: new AbortController().signal,
      transaction: (work: (work: UnitOfWork) => Promise<unknown>) => tenant.system(work),
      progress: async () => undefined,
    } as unknown as JobWork,
    {},
  )
const toldOf = (id: string) =>
  tenant.system(async (work) => {
    const facts = await work.sql<{ name: string; payload: Record<string, unknown> }>(
      `select name, payload from fact where record = $1 and name like 'ticket.%' and name not like 'ticket.ticket.%' order by seq`,
      [id],
    )
    return facts.filter(({ payload }) => 'staff' in payload).map(({ name, payload }) => [name, payload.staff])
  })

beforeAll(async () => {
  tenant = await testTenant({
    modules: [organisationModule, customerModule, leadModule, salesModule, commerceModule, ticketModule],
  })
  const shop = await tenant.department('客服部')
  agent = await tenant.staff({ name: '何静', objects: { '*': scoped('all') }, rights: ['*'], department: shop })
  boss = await tenant.staff({ name: '主管', department: shop })
  await tenant.system((work) => work.records.update('organisation.department', shop, { manager: boss.id }))
  person = (await tenant.system((work) => work.records.create('customer.person', { name: '小鹿' }))).id
})
afterAll(() => tenant?.close())

describe('the first answer', () => {
  it('is a word to the customer, not that somebody took the ticket', async () => {
    const id = await open({ assignee: agent.id })
    const taken = await read(id)
    expect(taken).toMatchObject({ responded_at: null, service: 'running', due_at: taken.respond_by })
    await run('ticket.answer', { id, content: '正在核实批次' })
    const answered = await read(id)
    expect(answered).toMatchObject({ responded_at: expect.any(String), due_at: answered.resolve_by })
    await run('ticket.answer', { id, content: '已寄出' })
    expect((await read(id)).responded_at).toBe(answered.responded_at)
  })
  it('is also what the customer is asked, and the solution that the customer was told', async () => {
    const [asked, silent, solved] = [await open(), await open(), await open()]
    await run('ticket.wait', { id: asked, message: '请拍张照片' })
    expect(await read(asked)).toMatchObject({ responded_at: expect.any(String), service: 'paused' })
    await run('ticket.resolve', { id: silent, solution: '自行恢复', told: false })
    expect(await read(silent)).toMatchObject({ responded_at: null, service: 'met' })
    await run('ticket.resolve', { id: solved, solution: '已退款' })
    expect((await read(solved)).responded_at).not.toBeNull()
    expect((await refused(run('ticket.answer', { id: solved, content: '补充' }))).code).toBe('ticket.finished')
  })
})

describe('whom a deadline concerns', () => {
  it('is told before it and when it is missed, the manager when it is missed, each once', async () => {
    const id = await open({ assignee: agent.id, priority: 'high' })
    await wind(id, { respond_by: ago(-10), alert_at: ago(6), resolve_by: ago(-400) })
    await doJob(watchDeadlinesJob)
    expect(await toldOf(id)).toEqual([['ticket.respond_near', agent.id]])
    expect(await read(id)).toMatchObject({ service: 'near' })
    await doJob(watchDeadlinesJob)
    expect(await toldOf(id)).toHaveLength(1)
    await wind(id, { respond_by: ago(1), alert_at: ago(2) })
    await doJob(watchDeadlinesJob)
    expect((await toldOf(id)).slice(1)).toEqual([
      ['ticket.respond_missed', agent.id],
      ['ticket.escalated', boss.id],
    ])
    expect(await read(id)).toMatchObject({ service: 'late', responded_at: null })
  })
  it('is not told of the past of a ticket that was brought, nor of one that waits', async () => {
    const brought = await tenant.as(agent, async (work) => {
      const { ids } = await work.records.upsert({
        object: 'ticket.ticket',
        rows: [{ subject: '旧单', person, respond_by: ago(5000), resolve_by: ago(4000), created_at: ago(9000) }],
        migrating: true,
        keepOrigins: true,
      })
      return String(ids[0])
    })
    const waiting = await open({ priority: 'urgent', assignee: agent.id })
    await run('ticket.wait', { id: waiting })
    await doJob(watchDeadlinesJob)
    expect(await read(brought)).toMatchObject({ service: 'late', alert_at: null })
    expect(await toldOf(brought)).toEqual([])
    expect(await read(waiting)).toMatchObject({ service: 'paused', alert_at: null })
  })
})

describe('the clock of a ticket', () => {
  it('stands while the customer is waited for, and the record says how long', async () => {
    const id = await open({ assignee: agent.id, priority: 'urgent' })
    const before = await read(id)
    await run('ticket.wait', { id })
    await wind(id, { paused_at: ago(60), resolve_by: ago(-30) })
    await run('ticket.resume', { id })
    const after = await read(id)
    expect(after).toMatchObject({ paused_at: null, paused_minutes: 60, service: 'running' })
    expect(after.pauses).toHaveLength(1)
    // Ninety minutes were left when the pause began.
    expect(Math.round((Date.parse(String(after.resolve_by)) - Date.now()) / 60_000)).toBe(90)
    expect(after.due_at).toBe(after.respond_by)
    expect(Date.parse(String(after.respond_by))).toBeGreaterThan(Date.parse(String(before.respond_by)))
  })
  it('goes on as it was when solving is undone, and when a deleted ticket comes back', async () => {
    const id = await open({ assignee: agent.id, priority: 'high' })
    const before = await read(id)
    await run('ticket.resolve', { id, solution: '好了' })
    const { responded_at, status, solution, service, due_at, alert_at, resolved_at } = before
    await tenant.system((work) =>
      work.records.upsert({
        object: 'ticket.ticket',
        rows: [{ id, responded_at, status, solution, service, due_at, alert_at }],
        putBack: true,
      }),
    )
    expect(await read(id)).toMatchObject({ status, service: 'running', resolved_at, resolve_by: before.resolve_by })
    await tenant.system((work) => work.records.remove('ticket.ticket', id))
    await tenant.system((work) => work.records.restore('ticket.ticket', id))
    expect(await read(id)).toMatchObject({ service: 'running', due_at: before.due_at, alert_at: before.alert_at })
  })
  it('begins anew when the ticket is opened again', async () => {
    const id = await open({ assignee: agent.id })
    await run('ticket.resolve', { id, solution: '好了' })
    await wind(id, { resolve_by: ago(60) })
    await run('ticket.reopen', { id, reason: '又坏了' })
    const again = await read(id)
    expect(again).toMatchObject({ service: 'running', due_at: again.resolve_by })
    expect(Math.round((Date.parse(String(again.resolve_by)) - Date.now()) / 60_000)).toBe(960)
  })
  it('is counted by the company’s calendar, and again when that changes; a year that is missing stands in the record', async () => {
    const id = await open({ priority: 'normal' })
    const wide = await read(id)
    const always = [{ from: '00:00', to: '12:00' }]
    const half = await tenant.as(agent, (work) =>
      work.records.create('organisation.calendar', {
        name: '半天',
        week: [always, always, always, always, always, always, always],
        holidays: 'own',
      }),
    )
    await run('calendar.make_usual', { id: half.id })
    await tenant.system((work) => onCalendarChanged.run(work, {} as never))
    await doJob(recountJob)
    const narrow = await read(id)
    expect(Date.parse(String(narrow.resolve_by))).toBeGreaterThan(Date.parse(String(wide.resolve_by)))
    expect(narrow.without_years).toContain(String(narrow.resolve_by).slice(0, 4))
    const year = Number(String(narrow.resolve_by).slice(0, 4))
    const rows = [year - 1, year, year + 1].map((one) => ({ calendar: half.id, year: one, days: [] }))
    await tenant.as(agent, (work) => work.records.upsert({ object: 'organisation.calendar_year', rows }))
    await doJob(recountJob)
    expect(await read(id)).toMatchObject({ without_years: null, resolve_by: narrow.resolve_by })
  })
})

describe('a department with hours of its own', () => {
  it('has the tickets of its people counted by them: when one is handed to it, and again when it changes them', async () => {
    const evening = [{ from: '18:00', to: '20:00' }]
    const week = [evening, evening, evening, evening, evening, evening, evening]
    const made = (name: string, hours: typeof week) =>
      tenant.as(agent, (work) => work.records.create('organisation.calendar', { name, week: hours, holidays: 'none' }))
    const night = await made('晚班', week)
    const desk = await tenant.department('晚班组')
    const team = await tenant.department('晚班一队', desk)
    const keep = (calendar: string) => tenant.system((work) => work.records.update('organisation.department', desk, { calendar }))
    await keep(night.id)
    const late = await tenant.staff({ name: '晚班客服', department: team })
    const byHours = async (row: Row, id: string) => {
      const calendar = await tenant.system(async (work) => (await work.calendars()).of(id))
      return addWorkingMinutes(calendar, String(row.clock_from), 960).at
    }
    const id = await open({ assignee: agent.id })
    const before = await read(id)
    await run('ticket.assign', { id, assignee: late.id })
    const handed = await read(id)
    expect(handed).toMatchObject({ resolve_by: await byHours(handed, night.id), counted_by: night.id })
    expect(Date.parse(String(handed.resolve_by))).toBeGreaterThan(Date.parse(String(before.resolve_by)))
    // Back with a department without hours of its own it is counted by the company's.
    await run('ticket.assign', { id, assignee: agent.id })
    expect(await read(id)).toMatchObject({ resolve_by: before.resolve_by, counted_by: before.counted_by })
    await run('ticket.assign', { id, assignee: late.id })
    const noon = await made('午班', week.map(() => [{ from: '11:00', to: '14:00' }]) as typeof week)
    await keep(noon.id)
    const told = (after: object) => ({ after }) as unknown as Fact
    const jobs = async (after: object) => {
      const names: string[] = []
      await tenant.system((work) =>
        onDepartmentChanged.run({ ...work, enqueue: async (job) => void names.push(job) }, told(after)),
      )
      return names
    }
    expect(await jobs({ name: '改名' })).toEqual([])
    expect(await jobs({ calendar: noon.id })).toEqual([recountJob.name])
    await doJob(recountJob)
    expect(await read(id)).toMatchObject({ resolve_by: await byHours(handed, noon.id), counted_by: noon.id })
  })
})
