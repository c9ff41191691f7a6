import { customerModule } from '@lianke/customer'
import { defineAction, defineChannel, defineModule, type Fact, label } from '@lianke/kernel'
import { leadModule } from '@lianke/lead'
import { organisationModule } from '@lianke/organisation'
import { digestNext } from '@lianke/platform/notices'
import { refused, scoped, testTenant, type TestTenant } from '@lianke/platform/testing'
import { salesModule } from '@lianke/sales'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insightModule } from '../module.ts'

const pager = defineChannel({
  name: 'pager',
  label: label('寻呼', 'Pager'),
  actions: [
    defineAction({
      name: 'pager.page',
      label: label('呼叫', 'Page'),
      fields: {},
      toStaff: { field: 'wecom_userid', content: ({ address, title, text }) => ({ to: address, title, text }) },
    }),
  ],
})
const modules = [
  organisationModule,
  customerModule,
  salesModule,
  leadModule,
  insightModule,
  defineModule({ name: 'pager', label: label('寻呼', 'Pager'), channels: [pager] }),
]
let tenant: TestTenant
let giver: Awaited<ReturnType<TestTenant['staff']>>
let taker: Awaited<ReturnType<TestTenant['staff']>>
let blind: Awaited<ReturnType<TestTenant['staff']>>
type Line = { title: string; body: string | null; kind: string; held: boolean; is_read: boolean; subject_id: string | null }

const lines = (staff: string) =>
  tenant.system((work) =>
    work.sql<Line>(
      'select title, body, kind, held, is_read, subject_id from insight_notification where staff = $1 order by created_at, id',
      [staff],
    ),
  )
const messages = () =>
  tenant.system((work) =>
    work.sql<{ payload: { channel: string; content: Record<string, string> } }>(
      "select payload from fact where name = 'outreach.asked' order by seq",
    ),
  )
/** Tells what has happened: every notice that answers the last fact of this name. */
const tell = async (name: string) => {
  const { reactions } = await tenant.platform.model(tenant.id)
  await tenant.system(async (work) => {
    const [fact] = await work.sql<Fact>('select * from fact where name = $1 order by seq desc limit 1', [name])
    if (!fact) throw new Error(`nobody told ${name}`)
    for (const reaction of reactions.filter((one) => one.name.startsWith('notice.') && one.on.includes(name)))
      await reaction.run(work, fact)
  })
}
const give = async (name: string, to: string) => {
  const id = await tenant.as(giver, async (work) => {
    const lead = await work.records.create('lead.lead', { name, phone: `+8613${String(Math.random()).slice(2, 11)}` })
    await work.run('lead.assign', { id: lead.id, owner: to })
    return lead.id
  })
  await tell('lead.assigned')
  return id
}
const prefer = (who: typeof taker, wish: Record<string, unknown>) =>
  tenant.as(who, (work) =>
    work.run('notice.prefer', { notice: 'lead.assigned', bell: true, message: true, pace: 'now', ...wish }),
  )
const own = { ...scoped('own'), create: true }

beforeAll(async () => {
  tenant = await testTenant({ modules })
  giver = await tenant.staff({ name: '主管', objects: { '*': scoped('all') }, rights: ['lead.assign'] })
  taker = await tenant.staff({ name: '小王', objects: { '*': own } })
  blind = await tenant.staff({ name: '看不见的', objects: { 'insight.notification': own, 'insight.notice_preference': own } })
  await tenant.system((work) => work.records.update('organisation.staff', taker.id, { wecom_userid: 'wang' }))
})
afterAll(() => tenant?.close())

describe('notices', () => {
  it('are a line in the bell of whom a fact concerns, and a message by the channels that reach staff', async () => {
    const lead = await give('沈知秋', taker.id)
    expect(await lines(taker.id)).toEqual([
      { title: '新线索：沈知秋', body: null, kind: 'task', held: false, is_read: false, subject_id: lead },
    ])
    expect((await messages()).map(({ payload }) => payload)).toEqual([
      expect.objectContaining({ channel: 'pager', content: { to: 'wang', title: '新线索：沈知秋', text: '新线索：沈知秋' } }),
    ])
  })

  it('reach who has an account in a further company of the vendor alone, there', async () => {
    const there = await tenant.staff({ name: '那边的', objects: { '*': own } })
    await tenant.system((work) =>
      work.records.create('organisation.staff_account', {
        staff: there.id,
        channel: 'pager',
        issuer: 'wwother',
        account: 'zhao',
      }),
    )
    await give('给那边', there.id)
    expect((await messages()).at(-1)?.payload.content.to).toBe('wwother/zhao')
  })

  it('do not say what their receiver may not see, and do not tell anybody of his own act', async () => {
    await give('秘密', blind.id)
    expect((await lines(blind.id)).map(({ title }) => title)).toEqual(['新线索：未命名'])
    const before = (await lines(giver.id)).length
    await give('自己的', giver.id)
    expect(await lines(giver.id)).toHaveLength(before)
  })

  it('go as their receiver has chosen when they are told: bell alone, message alone, or nothing', async () => {
    const [seen, sent] = [(await lines(taker.id)).length, (await messages()).length]
    await prefer(taker, { message: false })
    await give('只要铃', taker.id)
    expect([(await lines(taker.id)).length - seen, (await messages()).length - sent]).toEqual([1, 0])
    await prefer(taker, { bell: false })
    await give('只要消息', taker.id)
    expect([(await lines(taker.id)).length - seen, (await messages()).length - sent]).toEqual([1, 1])
    await prefer(taker, { bell: false, message: false })
    await give('什么都不要', taker.id)
    expect([(await lines(taker.id)).length - seen, (await messages()).length - sent]).toEqual([1, 1])
    const rows = await tenant.as(taker, (work) => work.records.list('insight.notice_preference', {}))
    expect(rows.data, 'one choice a notice, however often it is made').toHaveLength(1)
  })

  it('wait for the day’s digest where that is wanted, and come as one line and one message', async () => {
    await prefer(taker, { pace: 'daily' })
    const [seen, sent] = [(await lines(taker.id)).length, (await messages()).length]
    await give('甲', taker.id)
    await give('乙', taker.id)
    expect((await lines(taker.id)).slice(seen).map(({ held }) => held)).toEqual([true, true])
    expect(await messages()).toHaveLength(sent)
    expect(await tenant.system((work) => digestNext(work, [pager]))).toBe(2)
    expect(await tenant.system((work) => digestNext(work, [pager])), 'nothing waits any more').toBe(0)
    const after = (await lines(taker.id)).slice(seen)
    expect(after.filter(({ is_read }) => !is_read)).toEqual([
      { title: '2 条通知', body: '· 新线索：甲\n· 新线索：乙', kind: 'info', held: false, is_read: false, subject_id: null },
    ])
    expect(after.every(({ held }) => !held)).toBe(true)
    expect((await messages()).slice(sent).map(({ payload }) => payload.content.title)).toEqual(['2 条通知'])
  })

  it('are chosen by their receiver alone, among those that there are', async () => {
    expect((await refused(prefer(taker, { notice: 'no.such' }))).problems).toEqual([
      expect.objectContaining({ path: '/notice', code: 'notice.unknown' }),
    ])
    await refused(prefer(taker, { pace: 'hourly' }))
    const other = await tenant.as(blind, (work) => work.records.list('insight.notice_preference', {}))
    expect(other.data).toEqual([])
    const forged = tenant.as(blind, (work) =>
      work.records.create('insight.notice_preference', { staff: taker.id, notice: 'lead.assigned', pace: 'daily' }),
    )
    expect((await refused(forged)).problems.map(({ code }) => code)).toContain('field.by_command')
  })
})
