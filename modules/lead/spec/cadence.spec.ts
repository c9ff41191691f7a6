import { type Actor, surely, type UnitOfWork } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from '../../../apps/spec/spine-world.testing.ts'
import { offeredOn } from '../../../platform/model/commands/index.ts'
import { scoped } from '../../../platform/testing/index.ts'
import { cadenceStarts } from '../processes/cadence.starts.ts'

const dayMs = 86_400_000
let world: SpineWorld
let seller: Actor
let id: string
beforeAll(async () => {
  world = await openSpine()
  seller = await world.tenant.staff({ name: '苏雨' })
  // The cadence that the page offers to begin with.
  const { name, trigger, graph } = surely(cadenceStarts[0], 'there is one to begin with')
  id = (
    await world.tenant.system((work) =>
      work.records.create('lead.cadence', { name: name.zh, trigger, graph: graph((zh) => zh, 'webhook') }),
    )
  ).id
  await world.command('cadence.publish', { id })
})
afterAll(() => world?.tenant.close())

let made = 0
const personNamed = async (name: string) =>
  (await world.tenant.system((work) => work.records.create('customer.person', { name }))).id
const leadOf = async (values: Record<string, unknown> = {}): Promise<string> =>
  (await world.tenant.system((work) => work.records.create('lead.lead', { name: '林晓', wechat: `wx_${++made}`, ...values }))).id
const assign = async (lead: string) => {
  await world.command('lead.assign', { id: lead, owner: seller.id })
  await world.run()
}
const days = async (count: number) => {
  world.advance(count * dayMs)
  await world.run()
}
const tasksOf = (lead: string) =>
  world.sql<{ subject: string; kind: string; owner: string }>(
    'select subject, kind, owner from fieldwork_task where lead = $1 order by created_at, id',
    [lead],
  )
const runsOf = (lead: string) =>
  world.sql<{ status: string; end_reason: string | null; node: string }>(
    'select status, end_reason, node from process_run where process = $1 and subject = $2',
    [id, lead],
  )
const write = (person: string, direction: 'in' | 'out') =>
  world.tenant.system(async (work) => {
    const talk = await work.records.create('conversation.conversation', {
      subject: '会话',
      person,
      channel: 'wecom',
      status: 'waiting',
    })
    await work.records.create('conversation.message', {
      conversation: talk.id,
      person,
      direction,
      text: '好的',
      sent_at: work.now,
    })
  })

describe('a cadence', () => {
  it('calls, waits two working days, writes, waits three more, calls for the last time', async () => {
    const lead = await leadOf()
    await assign(lead)
    expect(await tasksOf(lead)).toEqual([{ subject: '第一次电话', kind: 'call', owner: seller.id }])
    await days(1)
    expect(await tasksOf(lead)).toHaveLength(1)
    await days(1.1)
    expect((await tasksOf(lead)).map(({ kind }) => kind)).toEqual(['call', 'message'])
    await days(3.1)
    expect((await tasksOf(lead)).map(({ kind }) => kind)).toEqual(['call', 'message', 'call'])
    expect(await runsOf(lead)).toEqual([{ status: 'ended', end_reason: 'completed', node: 'last' }])
    // Given to somebody else, the lead is not called all over again.
    await assign(lead)
    expect(await runsOf(lead)).toHaveLength(1)
  })

  it('writes to whoever is a contact already', async () => {
    const person = await personNamed('周宁')
    const lead = await leadOf({ person })
    await assign(lead)
    await days(2.1)
    expect(await tasksOf(lead)).toHaveLength(1)
    expect(await world.sql('select channel from intent where person = $1', [person])).toEqual([{ channel: 'webhook' }])
    expect(await runsOf(lead)).toMatchObject([{ node: 'rest', status: 'waiting' }])
  })

  it.each([
    ['answers by a message', 'answered', async (_lead: string, person: string) => write(person, 'in')],
    ['is talked to', 'answered', async (lead: string) => world.command('lead.move', { id: lead, status: 'contacted' })],
    ['is converted', 'converted', async (lead: string) => world.command('lead.convert', { id: lead })],
    ['is given up', 'given_up', async (lead: string) => world.command('lead.disqualify', { id: lead, reason: 'no_interest' })],
  ])('stops by itself when the lead %s', async (_case, reason, act) => {
    const person = await personNamed(`停 ${reason} ${++made}`)
    const lead = await leadOf({ person })
    await assign(lead)
    await world.tenant.system((work) => work.records.update('lead.lead', lead, { interest: '面霜' }))
    await write(person, 'out')
    await world.run()
    expect(await runsOf(lead)).toMatchObject([{ status: 'waiting' }])
    await act(lead, person)
    await world.run()
    expect(await runsOf(lead)).toMatchObject([{ status: 'ended', end_reason: reason }])
    await days(10)
    expect(await tasksOf(lead)).toHaveLength(1)
  })

  it('is begun by a seller for a lead of her own, and for nobody else’s', async () => {
    const her = await world.tenant.staff({
      name: '何静',
      objects: { 'lead.lead': { ...scoped('own'), read: 'all' }, 'lead.cadence': { ...scoped('none'), read: 'all' } },
    })
    const as = <T>(work: (work: UnitOfWork) => Promise<T>) => world.tenant.as(her, work)
    const [own, other] = [await leadOf({ owner: her.id }), await leadOf({ owner: seller.id })]
    const offered = async (lead: string) =>
      (await as((work) => offeredOn(work, 'lead.lead', [lead]))).map(({ command }) => command)
    expect([await offered(own), await offered(other)].map((acts) => acts.includes('cadence.add_lead_lead'))).toEqual([
      true,
      false,
    ])
    const put = (lead: string) => as((work) => work.run('cadence.add_lead_lead', { id: lead, cadence: id }))
    expect(await put(own)).toEqual({ entered: 1 })
    await expect(put(other)).rejects.toMatchObject({ code: 'access.denied' })
    expect([await runsOf(own), await runsOf(other)].map((runs) => runs.length)).toEqual([1, 0])
    await as((work) => work.run('cadence.take_out_lead_lead', { id: own, cadence: id }))
    await expect(as((work) => work.run('cadence.pause', { id }))).rejects.toMatchObject({ code: 'access.denied' })
  })

  it('says on screen what ends it', async () => {
    const model = await world.platform.model(world.tenant.id)
    const kind = surely(model.processes.get('cadence'), 'the kind is there')
    expect([...new Set(kind.endings?.map(({ label }) => label.zh))]).toEqual(['线索有回应', '线索已转化', '线索判为无效'])
    expect(model.commands.get('cadence.add_lead_lead')).toMatchObject({
      on: 'lead.lead',
      place: ['record', 'selection', 'filter'],
    })
    expect(model.commands.has('cadence.add_person')).toBe(false)
  })
})
