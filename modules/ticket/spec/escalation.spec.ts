import { type Actor, type Row, surely, type UnitOfWork } from '@lianke/kernel'
import type { PlatformJobWork } from '@lianke/platform/jobs'
import { scoped } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from '../../../apps/spec/spine-world.testing.ts'
import { watchDeadlinesJob } from '../jobs/watch-deadlines.job.ts'
import { escalationStarts } from '../processes/escalation.starts.ts'

const hour = 3_600_000
let world: SpineWorld
let agent: Actor
let boss: Actor
let person: string
beforeAll(async () => {
  world = await openSpine()
  const { tenant } = world
  const desk = await tenant.department('客服部')
  agent = await tenant.staff({ name: '何静', objects: { '*': scoped('all') }, rights: ['*'], department: desk })
  boss = await tenant.staff({ name: '主管', department: desk })
  await tenant.system((work) => work.records.update('organisation.department', desk, { manager: boss.id }))
  person = (await tenant.system((work) => work.records.create('customer.person', { name: '小鹿' }))).id
})
afterAll(() => world?.tenant.close())

/** Whoever has tickets works by the clock of the engines. */
const byAgent = <T>(run: (work: UnitOfWork) => Promise<T>): Promise<T> =>
  world.platform.work(world.tenant.id, agent, run, { now: world.now() })
const read = (id: string): Promise<Row> => world.tenant.system((work) => work.records.get('ticket.ticket', id))
const open = async (more: Record<string, unknown> = {}): Promise<string> =>
  (await byAgent((work) => work.run<{ id: string }>('ticket.open', { subject: '漏液', person, assignee: agent.id, ...more }))).id
/** Time passes: the job that watches deadlines runs as it does each minute, then everything that follows. */
const passed = async (ms: number) => {
  world.advance(ms)
  const work: PlatformJobWork = {
    platform: world.platform,
    tenant: world.tenant.id,
    signal: new AbortController().signal,
    transaction: (act) => world.platform.work(world.tenant.id, { kind: 'system', id: 'job' }, act, { now: world.now() }),
    progress: async () => undefined,
  }
  await watchDeadlinesJob.run(work, {})
  await world.run()
}
/** The escalation that the page offers to begin with, running. */
const running = async (at: number): Promise<string> => {
  const { name, trigger, graph } = surely(escalationStarts[at], 'there is one to begin with')
  const { id } = await world.tenant.system((work) =>
    work.records.create('ticket.escalation', { name: `${name.zh} ${work.id()}`, trigger, graph: graph((zh) => zh) }),
  )
  await world.command('escalation.publish', { id })
  return id
}
const runsOf = (process: string) =>
  world.sql<{ subject: string; status: string; end_reason: string | null; node: string }>(
    'select subject, status, end_reason, node from process_run where process = $1 order by started_at, id',
    [process],
  )
const toldTo = async (record: string): Promise<unknown[]> =>
  (
    await world.sql<{ staff: string }>(
      `select payload ->> 'staff' as staff from fact where name = 'staff.notice_asked' and record = $1 order by seq`,
      [record],
    )
  ).map(({ staff }) => staff)

describe('an escalation', () => {
  it('begins when a ticket is late: it is raised, its manager told, and a working day later it is the manager’s', async () => {
    const id = await running(0)
    const [late, early] = [await open({ priority: 'high' }), await open({ priority: 'low' })]
    await passed(9 * hour)
    expect(await read(late)).toMatchObject({ priority: 'urgent', assignee: agent.id })
    expect(await toldTo(late)).toEqual([boss.id])
    expect(await read(early)).toMatchObject({ priority: 'low' })
    expect(await runsOf(id)).toMatchObject([{ subject: late, status: 'waiting', node: 'wait' }])
    await passed(25 * hour)
    expect(await read(late)).toMatchObject({ assignee: boss.id, owner: boss.id, status: 'assigned' })
    expect(await runsOf(id)).toMatchObject([{ subject: late, status: 'ended', end_reason: 'completed' }])
    await world.command('escalation.end', { id })
  })

  it('stops by itself when the ticket is solved', async () => {
    const id = await running(0)
    const late = await open({ priority: 'high' })
    await passed(9 * hour)
    await byAgent((work) => work.run('ticket.resolve', { id: late, solution: '已换货' }))
    await world.run()
    expect((await runsOf(id)).filter(({ subject }) => subject === late)).toMatchObject([
      { status: 'ended', end_reason: 'solved' },
    ])
    await passed(48 * hour)
    expect(await read(late)).toMatchObject({ assignee: agent.id, status: 'resolved' })
    await world.command('escalation.end', { id })
  })

  it('may begin before it is late', async () => {
    const id = await running(1)
    const near = await open({ priority: 'high' })
    await passed(0.8 * hour)
    expect(await toldTo(near)).toEqual([agent.id])
    expect(await runsOf(id)).toMatchObject([{ subject: near, end_reason: 'completed' }])
    await world.command('escalation.end', { id })
  })

  it('is put on tickets by hand, from the side of the tickets', async () => {
    const { id } = await world.tenant.system((work) =>
      work.records.create('ticket.escalation', {
        name: '马上转交',
        trigger: { on: 'manual' },
        graph: { entry: 'a', nodes: [{ id: 'a', step: 'ticket.hand_on', config: { to: 'manager' }, next: { next: null } }] },
      }),
    )
    await world.command('escalation.publish', { id })
    const [one, led] = [await open(), await open({ assignee: boss.id })]
    for (const each of [one, led]) await world.command('escalation.add_ticket_ticket', { id: each, escalation: id })
    await world.run()
    expect(await read(one)).toMatchObject({ assignee: boss.id })
    // Nobody stands above the manager: the run says so instead of handing it to nobody.
    expect(await read(led)).toMatchObject({ assignee: boss.id })
    expect((await runsOf(id)).map(({ subject, status }) => [subject, status])).toEqual([
      [one, 'ended'],
      [led, 'waiting'],
    ])
    const [failing] = await world.sql<{ failure: string }>(
      `select state ->> 'failure' as failure from process_run where process = $1 and subject = $2`,
      [id, led],
    )
    expect(failing?.failure).toContain('ticket.nobody_above')
    await world.command('escalation.end', { id })
  })

  it('is made by who may; others see it', async () => {
    const service = world.tenant.platform
    const model = await service.model(world.tenant.id)
    const rights = (role: string) => model.roles.find(({ name }) => name === role)?.objects['ticket.escalation']
    expect(rights('manager')).toMatchObject({ read: 'all', update: 'all', create: true })
    for (const role of ['service', 'sales', 'marketer'])
      expect(rights(role)).toMatchObject({ read: 'all', update: 'none', create: false })
  })
})

describe('a ticket whose priority is raised', () => {
  it('goes up one level with its deadlines; none stands above urgent', async () => {
    const id = await open({ priority: 'normal' })
    const before = await read(id)
    await byAgent((work) => work.run('ticket.raise', { id }))
    const raised = await read(id)
    expect(raised).toMatchObject({ priority: 'high' })
    expect(String(raised.resolve_by) < String(before.resolve_by)).toBe(true)
    await byAgent((work) => work.run('ticket.raise', { id }))
    await expect(byAgent((work) => work.run('ticket.raise', { id }))).rejects.toMatchObject({
      code: 'ticket.highest_already',
    })
    await byAgent((work) => work.run('ticket.resolve', { id, solution: '好了' }))
    await expect(byAgent((work) => work.run('ticket.raise', { id }))).rejects.toMatchObject({
      code: 'ticket.finished',
    })
  })
})
