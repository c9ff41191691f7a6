import { readCorp } from '@lianke/channel-wecom/testing'
import { intentAsked, personObject, surely } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTwoCorps, otherCorp, type TwoCorps } from './two-corps.testing.ts'

let two: TwoCorps
/** Customers of both corporations. */
let persons: readonly string[] = []
/** Customers of the second alone. */
let theirs: readonly string[] = []
beforeAll(async () => {
  two = await openTwoCorps()
  await two.api('POST', '/wecom/corps', { corp_id: otherCorp, name: '山茶香氛', ...two.valuesOf(1) })
  const customers = ['甲', '乙', '丙', '丁', '戊', '己'].map((name, at) => ({
    name: `山茶${name}`,
    userid: 'he.jing',
    external_userid: `woTheirs000${at}`,
  }))
  await two.play(otherCorp, 'seed', { keep: true, customers })
  for (const corp of [two.home, otherCorp]) await readCorp(two.host(), corp, `first-${corp}`)
  await two.world.run()
  const found = await two.world.sql<{ person: string }>(
    `select person::text as person from customer_relation where status = 'active' and deleted_at is null
      group by person having count(distinct issuer) = 2 order by customer_relation.person`,
  )
  persons = found.map(({ person }) => person)
  const alone = await two.world.sql<{ person: string }>(
    `select person::text as person from customer_identifier where value like 'woTheirs%' order by customer_identifier.value`,
  )
  theirs = alone.map(({ person }) => person)
  expect([persons.length > 1, theirs.length]).toEqual([true, 6])
  await two.world.platform.settings.set(two.world.tenant.id, 'delivery.per_day_max', 50, null)
  await two.world.platform.settings.set(two.world.tenant.id, 'delivery.per_week_max', 50, null)
})
afterAll(() => two?.close())

/** Somebody is told something in one of the corporations. */
const tell = (person: string, issuer: string, text: string) =>
  two.world.tenant.system((work) =>
    work.emit({
      name: intentAsked,
      subject: { object: personObject, id: person },
      person,
      payload: { key: `spec:${text}`, channel: 'wecom', does: 'message', content: { text, issuer } },
    }),
  )
const texts = (at: 0 | 1) => Object.values(two.stores[at].world.tasks).map(({ text }) => text)
const secret = (app_secret: string) => two.api('PATCH', `/wecom/corps/${otherCorp}`, { app_secret })
const states = (person: string) =>
  two.world.sql<{ text: string; state: string; reason: string | null; door: string }>(
    `select i.content->>'text' as text, d.state, d.reason, d.door from delivery d join intent i on i.id = d.intent where d.person = $1 order by d.intent`,
    [person],
  )

describe('what a person is told in two corporations', () => {
  it('waits in one of them without holding up the other, and keeps its order in each', async () => {
    const person = surely(persons[0], 'a person of both')
    await secret('not-the-secret')
    await tell(person, otherCorp, '山茶第一条')
    await two.world.run()
    expect(await states(person)).toMatchObject([{ text: '山茶第一条', state: 'waiting', reason: 'wecom.40001' }])
    for (const [issuer, text] of [
      [otherCorp, '山茶第二条'],
      [two.home, '晨露第一条'],
      [otherCorp, '山茶第三条'],
      [two.home, '晨露第二条'],
    ] as const)
      await tell(person, issuer, text)
    await two.world.run()
    expect(texts(0)).toEqual(['晨露第一条', '晨露第二条'])
    expect(texts(1)).toEqual([])
    expect((await states(person)).filter(({ state }) => state === 'waiting')).toMatchObject([
      { text: '山茶第一条', door: `wecom ${otherCorp}` },
      { text: '山茶第二条', door: `wecom ${otherCorp}` },
      { text: '山茶第三条' },
    ])
    await secret(two.valuesOf(1).app_secret)
    two.world.advance(20 * 60_000)
    for (let round = 0; round < 3; round++) await two.world.run()
    expect(texts(1)).toEqual(['山茶第一条', '山茶第二条', '山茶第三条'])
    expect(texts(0)).toEqual(['晨露第一条', '晨露第二条'])
  })
})

describe('a message at the closed door of a corporation', () => {
  const reader = async (locale: string) => {
    const answer = await two.app.inject({
      url: '/api/v1/operations/readers',
      headers: { authorization: two.authorization, 'accept-language': locale },
    })
    return answer.json().data.find((one: { reader: string }) => one.reader === 'delivery')
  }

  it('says which corporation it waits for, why, until when, and what to do, as long as it is so', async () => {
    expect(await reader('zh-CN')).toMatchObject({ error: null, closed: [] })
    await secret('not-the-secret')
    for (const [at, person] of theirs.slice(0, 5).entries()) await tell(person, otherCorp, `山茶 ${at}`)
    await two.world.run()
    const late = surely(persons[1], 'a person of both')
    await tell(late, otherCorp, '门关了之后')
    await tell(late, two.home, '晨露照常')
    await two.world.run()
    expect(texts(0)).toContain('晨露照常')
    const [waiting] = (await states(late)).filter(({ state }) => state === 'waiting')
    expect(waiting).toMatchObject({ text: '门关了之后', reason: 'delivery.door_closed', door: `wecom ${otherCorp}` })

    const told = await reader('zh-CN')
    expect(told.closed).toEqual([
      {
        channel: 'wecom',
        issuer: otherCorp,
        until: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        reason: expect.stringContaining('Secret'),
        waiting: 6,
      },
    ])
    expect(Date.parse(told.closed[0].until)).toBeGreaterThan(Date.parse(two.world.now()))
    expect(told.error).toContain(`企业微信 ${otherCorp}多次没有成功，暂停发送（`)
    expect(told.error).toContain('请检查它的连接')
    expect((await reader('en')).error).toContain('Check its connection')

    await secret(two.valuesOf(1).app_secret)
    two.world.advance(20 * 60_000)
    for (let round = 0; round < 3; round++) await two.world.run()
    expect(texts(1)).toContain('门关了之后')
    expect(await reader('zh-CN')).toMatchObject({ error: null, closed: [] })
  })

  it('says so of a corporation that rests, too', async () => {
    await two.api('PATCH', `/wecom/corps/${otherCorp}`, { paused: true })
    for (const [at, person] of theirs.entries()) await tell(person, otherCorp, `歇业 ${at}`)
    await two.world.run()
    expect((await reader('zh-CN')).closed).toMatchObject([
      { issuer: otherCorp, reason: '这家企业已暂停，恢复后继续', waiting: 6 },
    ])
    await two.api('PATCH', `/wecom/corps/${otherCorp}`, { paused: false })
    two.world.advance(25 * 60 * 60_000)
    for (let round = 0; round < 3; round++) await two.world.run()
    expect((await reader('zh-CN')).closed).toEqual([])
    expect(texts(1).filter((text) => text.startsWith('歇业'))).toHaveLength(6)
  })
})
