import { scoped, type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../../apps/definitions.ts'
import { onReplySettled } from '../reactions/on-reply-settled.reaction.ts'

let tenant: TestTenant
let agent: Awaited<ReturnType<TestTenant['staff']>>
let talk = ''
let person = ''
beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
  agent = await tenant.staff({ name: '客服小林', objects: { '*': scoped('all') }, rights: [] })
  person = (await create('customer.person', { name: '问的人' })).id
  talk = (await create('conversation.conversation', { person, channel: 'wecom', status: 'waiting', unread: 2 })).id
})
afterAll(() => tenant?.close())

const create = (object: string, values: Record<string, unknown>) => tenant.system((work) => work.records.create(object, values))
const run = <O = { id: string; message: string }>(name: string, input: unknown) =>
  tenant.as(agent, (work) => work.run<O>(name, input))
const read = (object: string, id: string) => tenant.system((work) => work.records.get(object, id))
const asked = () =>
  tenant.system((work) =>
    work.sql<{ payload: Record<string, unknown> }>(`select payload from fact where name = 'outreach.asked' order by seq`),
  )

describe('conversation.reply', () => {
  it('keeps the words as on their way, asks the channel to send them once, and the customer waits no more', async () => {
    const { message } = await run('conversation.reply', { id: talk, text: '今天就给您发出' })
    expect(await read('conversation.message', message)).toMatchObject({
      direction: 'out',
      status: 'pending',
      staff: agent.id,
      person,
    })
    expect(await read('conversation.conversation', talk)).toMatchObject({
      status: 'open',
      unread: 0,
      last_message: '今天就给您发出',
    })
    expect((await asked()).map(({ payload }) => payload)).toMatchObject([
      { key: `reply:${message}`, channel: 'wecom', does: 'message', content: { text: '今天就给您发出' } },
    ])
  })
  it('goes from the own account of whoever replies, in whichever of the vendor’s companies that is', async () => {
    await create('organisation.staff_account', { staff: agent.id, channel: 'wecom', issuer: 'wwother', account: 'lin.elsewhere' })
    const { message } = await run('conversation.reply', { id: talk, text: '我来跟进' })
    const sent = (await asked()).find(({ payload }) => payload.key === `reply:${message}`)
    expect(sent?.payload.content).toEqual({ text: '我来跟进', sender: 'lin.elsewhere', issuer: 'wwother' })
  })
  it('says of the words what the channel made of them', async () => {
    const { message } = await run('conversation.reply', { id: talk, text: '请稍等' })
    const settle = (name: string, intent: string) =>
      tenant.system((work) => onReplySettled.run(work, { name, payload: { intent } } as never))
    await settle('message.sent', 'a journey’s own key')
    expect(await read('conversation.message', message)).toMatchObject({ status: 'pending' })
    await settle('message.sent', `reply:${message}`)
    expect(await read('conversation.message', message)).toMatchObject({ status: 'sent' })
    await settle('message.refused', `reply:${message}`)
    expect(await read('conversation.message', message)).toMatchObject({ status: 'failed' })
  })
})

describe('conversation.note', () => {
  it('stays in the house: nothing is sent, and the customer still waits', async () => {
    const waiting = (await create('conversation.conversation', { person, channel: 'wecom', status: 'waiting', unread: 1 })).id
    const before = (await asked()).length
    const { message } = await run('conversation.note', { id: waiting, text: '老客户，优先' })
    expect(await read('conversation.message', message)).toMatchObject({ direction: 'note', text: '老客户，优先' })
    expect(await read('conversation.conversation', waiting)).toMatchObject({ status: 'waiting', unread: 1 })
    expect(await asked()).toHaveLength(before)
  })
})
