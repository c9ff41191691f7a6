import { refused, scoped, type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../../apps/definitions.ts'
import { onFollowUpAsked } from '../../fieldwork/reactions/on-follow-up-asked.reaction.ts'

let tenant: TestTenant
let agent: Awaited<ReturnType<TestTenant['staff']>>
let person = ''
beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
  agent = await tenant.staff({ name: '客服小林', objects: { '*': scoped('all') }, rights: [] })
  person = (await create('customer.person', { name: '买了面霜' })).id
})
afterAll(() => tenant?.close())

const create = (object: string, values: Record<string, unknown>) => tenant.system((work) => work.records.create(object, values))
const run = <O = { id: string }>(name: string, input: unknown) => tenant.as(agent, (work) => work.run<O>(name, input))
const opened = async () => (await run('ticket.open', { subject: '瓶盖裂了', person })).id
const read = (object: string, id: string) => tenant.system((work) => work.records.get(object, id))
const told = (ticket: string) =>
  tenant.system((work) =>
    work.sql<{ name: string; payload: Record<string, unknown> }>(
      `select name, payload from fact where record = $1 order by seq`,
      [ticket],
    ),
  )
const talkOf = async (whose: string) => (await create('conversation.conversation', { person: whose, channel: 'wecom' })).id

describe('ticket.reply', () => {
  it('answers, resolves and asks for what is to be done later, in one act', async () => {
    const [id, conversation] = [await opened(), await talkOf(person)]
    const due_at = new Date(Date.now() + 3 * 86_400_000).toISOString()
    const next = { subject: '回访', due_at }
    await run('ticket.reply', { id, text: '已补发一瓶', conversation, resolve: true, next })
    expect(await read('ticket.ticket', id)).toMatchObject({ status: 'resolved', solution: '已补发一瓶' })
    expect((await read('ticket.ticket', id)).responded_at).not.toBeNull()
    const facts = await told(id)
    const asked = facts.find(({ name }) => name === 'ticket.follow_up_asked')
    expect(asked?.payload).toMatchObject({ what: '回访', due_at, owner: agent.id })
    await tenant.system((work) => onFollowUpAsked.run(work, { person, record: id, payload: asked?.payload } as never))
    const tasks = await tenant.system((work) =>
      work.records.list('fieldwork.task', { filter: { field: 'ticket', op: 'eq', value: id } }),
    )
    expect(tasks.data).toMatchObject([{ subject: '回访', owner: agent.id, person }])
  })
  it('keeps a note in the house: the clock of the answer runs on', async () => {
    const id = await opened()
    await run('ticket.reply', { id, text: '等仓库回话', note: true })
    expect(await read('ticket.ticket', id)).toMatchObject({ responded_at: null, status: 'open' })
    expect((await told(id)).map(({ name }) => name)).toContain('ticket.noted')
  })
  it('sends nothing in another customer’s conversation, and plans nothing in the past', async () => {
    const id = await opened()
    const other = await talkOf((await create('customer.person', { name: '别人' })).id)
    const code = async (input: object) => (await refused(run('ticket.reply', { id, text: '好', ...input }))).problems[0]?.code
    expect(await code({ conversation: other })).toBe('ticket.other_customer')
    expect(await code({ next: { subject: '回访', due_at: '2020-01-01T00:00:00Z' } })).toBe('ticket.next_in_the_past')
  })
})
