import { label, text } from '@lianke/kernel'
import { addCustomField } from '@lianke/platform'
import { type HttpTenant, httpTenant, type Person, scoped } from '@lianke/platform/testing'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../definitions.ts'
import { makeTenant } from '../server/first-tenant.ts'

let world: HttpTenant
let agent: Person
let person: string
beforeAll(async () => {
  world = await httpTenant(definitions)
  await addCustomField(world.platform.database, world.tenant, {
    on: 'sales.opportunity',
    name: 'c_region',
    field: text(label('大区', 'Region'), { max: 20 }),
  })
  agent = await world.person({ objects: { '*': scoped('all') } })
  person = (await post('customer/person', { name: '小鹿' })).body.id
})
afterAll(() => world?.close())

const send = async (method: 'POST' | 'PATCH' | 'GET', path: string, payload?: object) => {
  const answer = await agent.send({ method, url: `/api/v1/${path}`, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}
const post = (path: string, payload: object) => send('POST', path, payload)

describe('through REST', () => {
  it('a deal is opened by its act: in a stage, with the fields a company added, and not won', async () => {
    const refused = [
      { name: '大单', person, status: 'won' },
      { name: '大单', person, closed_at: '2026-01-01T00:00:00Z' },
      { name: '大单', person, misspelt: 1 },
      { name: '大单' },
      { name: '大单', person, c_region: 'x'.repeat(21) },
    ]
    for (const body of refused) expect(await post('sales/opportunity', body)).toMatchObject({ status: 422 })
    expect((await send('GET', 'sales/opportunity')).body.data).toEqual([])
    const made = await post('sales/opportunity', { name: '大单', person, c_region: '华东' })
    expect(made).toMatchObject({
      status: 201,
      body: {
        status: 'open',
        stage: { title: '初步接洽' },
        pipeline: { title: '标准流程' },
        probability: '10.00',
        c_region: '华东',
        owner: { id: agent.staff },
      },
    })
    const won = await send('PATCH', `sales/opportunity/${made.body.id}`, { status: 'won' })
    expect(won).toMatchObject({ status: 422, body: { problems: [{ path: '/amount', code: 'record.guard' }] } })
  })
  it('a ticket has its deadlines, and is closed with a solution only', async () => {
    const { status, body } = await post('ticket/ticket', { subject: '漏液', person })
    expect({ status, body }).toMatchObject({ status: 201, body: { status: 'open', resolve_by: expect.any(String) } })
    expect(Date.parse(body.resolve_by) - Date.parse(body.opened_at)).toBeGreaterThanOrEqual(16 * 3_600_000)
    expect(await send('PATCH', `ticket/ticket/${body.id}`, { status: 'closed' })).toMatchObject({ status: 422 })
    expect(await post('commands/ticket.close', { id: body.id })).toMatchObject({ status: 422 })
    const rows = [{ subject: '成批的', person, status: 'closed' }]
    expect(await post('ticket/ticket/bulk', { create: rows })).toMatchObject({ status: 422 })
  })
  it('a follow-up is written by its act and moves its lead', async () => {
    const lead = await post('lead/lead', { name: '李雷', phone: '19900000021' })
    const note = await post('fieldwork/follow_up', { content: '加了微信', lead: lead.body.id })
    expect(note).toMatchObject({ status: 201, body: { way: 'wechat', happened_at: expect.any(String) } })
    expect((await send('GET', `lead/lead/${lead.body.id}`)).body).toMatchObject({ status: 'contacted' })
    expect(await post('fieldwork/follow_up', { content: '无' })).toMatchObject({ status: 422 })
  })
})

it('a new company starts with a pipeline in its language', async () => {
  const id = `t${uuid().replaceAll('-', '').slice(-12)}`
  await makeTenant(world.platform, { id, name: 'New', locale: 'en' })
  const stages = await world.platform.work(id, { kind: 'system', id: 'spec' }, (work) =>
    work.records.list('sales.stage', { sort: ['position'], fields: ['name', 'kind', 'position', 'pipeline'] }),
  )
  expect(stages.data.map(({ name, kind, position }) => [name, kind, position])).toEqual([
    ['First contact', 'open', 1],
    ['Needs confirmed', 'open', 2],
    ['Proposal', 'open', 3],
    ['Negotiation', 'open', 4],
    ['Won', 'won', 5],
    ['Lost', 'lost', 6],
  ])
})
