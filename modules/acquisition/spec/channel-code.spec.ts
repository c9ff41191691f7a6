import { customerModule } from '@lianke/customer'
import { leadModule } from '@lianke/lead'
import { organisationModule } from '@lianke/organisation'
import { testTenant, type TestTenant } from '@lianke/platform/testing'
import { commerceModule } from '@lianke/commerce'
import { salesModule } from '@lianke/sales'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { channelCodeGreeting } from '../greetings/channel-code.greeting.ts'
import { refreshCodes } from '../jobs/refresh-codes.job.ts'
import { marketingModule } from '@lianke/marketing'
import { acquisitionModule } from '../module.ts'
import { type Fact, localTime, surely } from '@lianke/kernel'
import { onCodeRefused } from '../reactions/on-code-refused.reaction.ts'
import { onContactWayDeleted } from '../reactions/on-contact-way-saved.reaction.ts'
import { acceptanceDiffers, acceptsNow } from '../rules/accepts-now.rule.ts'
import { onDuty } from '../rules/on-duty.rule.ts'
import { welcomeOf } from '../rules/welcome.rule.ts'

describe('the clock of a zone', () => {
  it('knows day, weekday and minute where the company is', () => {
    expect(localTime('2026-01-04T18:30:00Z', 'Asia/Shanghai')).toEqual({ day: '2026-01-05', weekday: 1, clock: '02:30' })
  })
})

describe('who is on duty', () => {
  const monday = {
    day: '2026-01-05',
    weekday: 1,
    clock: '10:00',
    working: true,
    yesterday: { weekday: 7, working: false },
  }
  const duty = { staff: ['a', 'b'], schedule: [], backup: ['z'], dailyCap: 2, addedToday: new Map([['a', 2]]) }
  it('leaves out who has had enough for the day, and falls back when all have', () => {
    expect(onDuty(duty, monday)).toEqual(['b'])
    expect(
      onDuty(
        {
          ...duty,
          addedToday: new Map([
            ['a', 2],
            ['b', 5],
          ]),
        },
        monday,
      ),
    ).toEqual(['z'])
  })
  it('follows weekday and slot', () => {
    const schedule = [
      { weekdays: [1, 2], from: '09:00', to: '12:00', staff: ['m'] },
      { weekdays: [6, 7], staff: ['w'] },
    ]
    expect(onDuty({ ...duty, schedule }, monday)).toEqual(['m'])
    expect(onDuty({ ...duty, schedule }, { ...monday, clock: '13:00' })).toEqual(['z'])
    expect(onDuty({ ...duty, schedule }, { ...monday, weekday: 7 })).toEqual(['w'])
    const byCalendar = [
      { days: 'working', staff: ['m'] },
      { days: 'off', staff: ['w'] },
    ] as const
    expect(onDuty({ ...duty, schedule: byCalendar }, monday)).toEqual(['m'])
    expect(onDuty({ ...duty, schedule: byCalendar }, { ...monday, working: false })).toEqual(['w'])
  })
})

describe('the welcome', () => {
  const config = {
    text: '您好 {name}',
    attachments: [],
    segments: [{ from: '22:00', to: '08:00', text: '夜里好 {name}' }],
    blockedNames: ['微商'],
  }
  const at = (clock: string) => ({
    day: '2026-01-05',
    weekday: 1,
    clock,
    working: true,
    yesterday: { weekday: 7, working: false },
  })
  it('is of the hour, by name, and not for blocked nicknames', () => {
    expect(welcomeOf(config, '小鹿', at('10:00'))).toEqual({ text: '您好 小鹿', attachments: [] })
    expect(welcomeOf(config, '小鹿', at('23:00'))?.text).toBe('夜里好 小鹿')
    expect(welcomeOf(config, '某某微商', at('10:00'))).toBeNull()
    expect(welcomeOf({ ...config, text: null, segments: [] }, '小鹿', at('10:00'))).toBeNull()
  })
  it('waits for the nickname where it decides or is named, and for nothing else', () => {
    const plain = { ...config, text: '您好', segments: [], blockedNames: ['  '] }
    expect(welcomeOf(plain, null, at('10:00'))).toEqual({ text: '您好', attachments: [] })
    expect(welcomeOf({ ...plain, text: '{name}，您好' }, null, at('10:00'))).toBeNull()
    expect(welcomeOf({ ...plain, blockedNames: ['微商'] }, null, at('10:00'))).toBeNull()
  })
})

describe('accepting by itself', () => {
  const hours = { auto_accept: true, auto_accept_from: '09:00', auto_accept_to: '18:00' }
  const at = (clock: string) => ({
    day: '2026-01-05',
    weekday: 1,
    clock,
    working: true,
    yesterday: { weekday: 7, working: false },
  })
  it('goes by its hours, and not at all where it is switched off', () => {
    expect(['08:59', '09:00', '17:59', '18:00'].map((clock) => acceptsNow(hours, at(clock)))).toEqual([false, true, true, false])
    expect(acceptsNow({ ...hours, auto_accept: false }, at('10:00'))).toBe(false)
    expect(acceptsNow({ auto_accept: null, auto_accept_from: null, auto_accept_to: null }, at('03:00'))).toBe(true)
  })
  it('is told to the channel at the edges of its hours, and once where what it was told was not noted', () => {
    const always = { auto_accept: true, auto_accept_from: null, auto_accept_to: null }
    expect(acceptanceDiffers({ ...hours, published_accept: true }, false)).toBe(true)
    expect(acceptanceDiffers({ ...hours, published_accept: true }, true)).toBe(false)
    expect(acceptanceDiffers({ ...hours, published_accept: null }, true)).toBe(true)
    expect(acceptanceDiffers({ ...always, published_accept: null }, true)).toBe(false)
  })
})

describe('channel_code.publish', () => {
  let tenant: TestTenant
  let guide: string
  const asked = () =>
    tenant.platform.database.query<{ payload: { key: string; action: string; content: Record<string, unknown> } }>(tenant.id, {
      text: `select payload from fact where name = 'outreach.asked' order by seq`,
    })
  const refusal = async (work: Promise<unknown>) =>
    work.then(
      () => 'nothing was refused',
      (error: { code: string }) => error.code,
    )
  const refresh = () =>
    refreshCodes.run(
      {
        tenant: tenant.id,
        signal: new AbortController().signal,
        transaction: tenant.system,
        progress: async () => undefined,
      },
      {},
    )
  const publish = (id: string) => tenant.system((work) => work.run<{ state: string }>('channel_code.publish', { id }))
  beforeAll(async () => {
    tenant = await testTenant({
      modules: [organisationModule, customerModule, leadModule, salesModule, commerceModule, marketingModule, acquisitionModule],
    })
    guide = (await tenant.system((work) => work.records.create('organisation.staff', { name: '林美', wecom_userid: 'lin.mei' })))
      .id
  })
  afterAll(() => tenant.close())

  it('asks the channel for the code with whoever is on duty, under a state of its own that stays', async () => {
    const code = await tenant.system((work) =>
      work.records.create('marketing.channel_code', { name: '西湖店台卡', staff: [guide], welcome_text: '{name}，您好' }),
    )
    const { state } = await publish(code.id)
    expect(state).toMatch(/^lk[0-9a-z]{10,28}$/)
    expect((await asked()).map((one) => one.payload)).toMatchObject([
      { channel: 'wecom', does: 'save_code', content: { state, users: ['lin.mei'], skip_verify: true } },
    ])
    expect((await publish(code.id)).state).toBe(state)
    expect(await tenant.system((work) => channelCodeGreeting.greet(work, [{ state, nickname: '小鹿' }]))).toEqual([
      { text: '小鹿，您好', attachments: [] },
    ])
  })
  it('refuses a code that nobody answers', async () => {
    const empty = await tenant.system((work) => work.records.create('marketing.channel_code', { name: '空码' }))
    expect(await refusal(publish(empty.id))).toBe('channel_code.no_staff')
    const bare = await tenant.system((work) => work.records.create('organisation.staff', { name: '未绑定' }))
    const unbound = await tenant.system((work) =>
      work.records.create('marketing.channel_code', { name: '未绑定码', staff: [bare.id] }),
    )
    expect(await refusal(publish(unbound.id))).toBe('channel_code.nobody_on_duty')
  })
  it('tells the channel when the shift changes, and only then', async () => {
    const second = await tenant.system((work) =>
      work.records.create('organisation.staff', { name: '陈雨', wecom_userid: 'chen.yu' }),
    )
    const code = await tenant.system((work) =>
      work.records.create('marketing.channel_code', {
        name: '轮班',
        staff: [guide, second.id],
        status: 'live',
        state: 'shift',
        published_staff: ['lin.mei'],
      }),
    )
    const before = (await asked()).length
    await refresh()
    await refresh()
    expect((await asked()).length).toBe(before + 1)
    expect(await tenant.system((work) => work.records.get('marketing.channel_code', code.id))).toMatchObject({
      published_staff: ['chen.yu', 'lin.mei'],
    })
  })
  it('is not answered by who takes no newcomers for now: by the others, else by the backup', async () => {
    const paused = (id: string, is: boolean) =>
      tenant.system((work) => work.records.update('organisation.staff', id, { codes_paused: is }))
    const stand = await tenant.system((work) =>
      work.records.create('organisation.staff', { name: '替班', wecom_userid: 'stand.by' }),
    )
    const code = await tenant.system((work) =>
      work.records.create('marketing.channel_code', {
        name: '休息',
        staff: [guide],
        backup_staff: [stand.id],
        status: 'live',
        state: 'pause',
        published_staff: ['lin.mei'],
        published_accept: true,
      }),
    )
    const answered = async () =>
      (await tenant.system((work) => work.records.get('marketing.channel_code', code.id))).published_staff
    await paused(guide, true)
    await refresh()
    expect(await answered()).toEqual(['stand.by'])
    await paused(guide, false)
    await refresh()
    expect(await answered()).toEqual(['lin.mei'])
  })
  it('tells the channel when it is to accept by itself and when no more', async () => {
    const code = await tenant.system((work) =>
      work.records.create('marketing.channel_code', {
        name: '夜间',
        staff: [guide],
        status: 'live',
        state: 'night',
        published_staff: ['lin.mei'],
        published_accept: true,
        auto_accept: false,
      }),
    )
    await refresh()
    expect((await asked()).at(-1)?.payload).toMatchObject({ content: { state: 'night', skip_verify: false, users: ['lin.mei'] } })
    expect(await tenant.system((work) => work.records.get('marketing.channel_code', code.id))).toMatchObject({
      published_accept: false,
    })
  })
  it('that is stopped keeps its id until the channel has ended it, and may be stopped again where it has not', async () => {
    const code = await tenant.system((work) =>
      work.records.create('marketing.channel_code', {
        name: '收摊',
        staff: [guide],
        status: 'live',
        state: 'closing',
        config_id: 'cfg-1',
        published_staff: ['lin.mei'],
      }),
    )
    const row = () => tenant.system((work) => work.records.get('marketing.channel_code', code.id))
    const stop = () => tenant.system((work) => work.run('channel_code.stop', { id: code.id }))
    const tell = (reaction: typeof onCodeRefused, payload: Record<string, unknown>) =>
      tenant.system((work) => reaction.run(work, { id: crypto.randomUUID(), payload, hops: 0 } as unknown as Fact))
    await stop()
    const { key } = surely((await asked()).at(-1), 'it was asked for').payload
    expect(await row()).toMatchObject({ status: 'stopped', config_id: 'cfg-1' })
    await tell(onCodeRefused, { intent: key, reason: 'wecom.48002' })
    expect(await row()).toMatchObject({ status: 'failed', config_id: 'cfg-1', failure: 'wecom.48002' })
    await stop()
    await tell(onContactWayDeleted, { state: 'closing', config_id: 'cfg-1' })
    expect(await row()).toMatchObject({ status: 'stopped', config_id: null, failure: null })
  })
})
