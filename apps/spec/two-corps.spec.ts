import { readCorp } from '@lianke/channel-wecom/testing'
import { surely } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTwoCorps, otherCorp, type TwoCorps } from './two-corps.testing.ts'

let two: TwoCorps
beforeAll(async () => {
  two = await openTwoCorps()
})
afterAll(() => two?.close())

/** Who is whose contact in which corporation, as the product holds it. */
const bondsHere = async () =>
  (
    await two.world.sql<{ bond: string }>(
      `select r.issuer || ' ' || coalesce(a.account, s.wecom_userid) || ' ' || r.external_id as bond from customer_relation r
        join organisation_staff s on s.id = r.staff
        left join organisation_staff_account a on a.staff = s.id and a.issuer = r.issuer and a.deleted_at is null
      where r.status = 'active' and r.deleted_at is null`,
    )
  )
    .map(({ bond }) => bond)
    .sort()
/** The same, as the corporations hold it. */
const bondsThere = () =>
  two.stores
    .flatMap(({ world }) =>
      Object.values(world.relations)
        .filter(({ status }) => status === 'active' || status === 'half')
        .map(({ userid, external_userid }) => `${world.corp.corp_id} ${userid} ${external_userid}`),
    )
    .sort()
const readBoth = async (run: string) => {
  for (const corp of [two.home, otherCorp]) await readCorp(two.host(), corp, `${run}-${corp}`)
  await two.world.run()
}

describe('a second corporation', () => {
  it('is connected beside the first, which stays what it was; its secrets are sealed and never answered', async () => {
    const before = await two.api('GET', '/wecom/corps')
    expect(before.body.data).toMatchObject([{ corp_id: two.home, first: true, is_set: { app_secret: true } }])
    const added = await two.api('POST', '/wecom/corps', { corp_id: otherCorp, name: '山茶香氛', ...two.valuesOf(1) })
    expect(added).toMatchObject({
      status: 201,
      body: {
        corp_id: otherCorp,
        name: '山茶香氛',
        first: false,
        is_set: { app_secret: true, contacts_secret: false, callback_token: true },
        callback_path: new URL(two.addresses[1]).pathname,
      },
    })
    const { app_secret, callback_token, callback_aes_key } = two.valuesOf(1)
    const { text } = await two.api('GET', '/wecom/corps')
    for (const value of [app_secret, callback_token, callback_aes_key]) expect(text).not.toContain(value)
    const [kept] = await two.world.sql(`select value, sealed from setting where name = 'wecom.corps'`)
    expect(kept).toMatchObject({ value: null, sealed: expect.stringMatching(/^v1\./) })
    expect(await two.api('POST', '/wecom/corps', { corp_id: otherCorp })).toMatchObject({
      status: 409,
      body: { code: 'wecom.corp_there' },
    })
    expect(await two.api('PATCH', `/wecom/corps/${otherCorp}`, { callback_aes_key: 'short' })).toMatchObject({
      status: 422,
      body: { problems: [{ path: '/callback_aes_key', code: 'wecom.bad_key' }] },
    })
    // The door of settings takes no more than its own door does.
    for (const value of [
      [{ 'wecom.corp_id': 'ww1', 'wecom.agent_id': 'seven' }],
      [{ 'wecom.corp_id': 'ww1', 'wecom.unheard_of': 1 }],
      [{ 'wecom.corp_id': 'ww1' }, { 'wecom.corp_id': 'ww1' }],
    ])
      expect(await two.api('PUT', '/settings/wecom.corps', { value })).toMatchObject({
        status: 422,
        body: { code: 'setting.bad_value' },
      })
  })

  it('is asked by its own secret, checked by itself, and told at an address of its own; the old one stays the first’s', async () => {
    for (const corp of [two.home, otherCorp]) {
      expect(await two.play(corp, 'callback/verify')).toMatchObject({ ok: true })
      const { body } = await two.api('GET', `/wecom/health?corp=${corp}`)
      expect(body.data.map(({ name, status }: { name: string; status: string }) => `${name} ${status}`)).toContain('customers ok')
    }
    // What is sealed for one is not opened at the address of the other.
    const stolen = await two.play(otherCorp, 'configure', {
      callback: { url: two.addresses[0], token: 'ZtQ8wN', aes_key: 'kXnZn8rs6oNpBVxaSkHuCyna4LB2ulBk4zllS7r3C3D' },
    })
    expect(stolen).toBeTruthy()
    expect(await two.play(otherCorp, 'callback/verify')).toMatchObject({ ok: false, http: 403 })
    expect(two.turnedAway.at(-1)).toContain('wecom.wrong_signature')
    await two.play(otherCorp, 'configure', {
      callback: { url: two.addresses[1], token: 'ZtQ8wN', aes_key: 'kXnZn8rs6oNpBVxaSkHuCyna4LB2ulBk4zllS7r3C3D' },
    })
  })

  it('is read beside the first: the same accounts, ids and names there are others here, and who is known to both by one union id is one person', async () => {
    await readBoth('first')
    const there = bondsThere()
    expect(await bondsHere()).toEqual(there)
    // Both were filled alike: the ids of one are those of the other.
    const [mine, theirs] = two.stores.map(({ world }) => Object.keys(world.customers).sort())
    expect(mine).toEqual(theirs)
    const staff = await two.world.sql<{ own: number; elsewhere: number; all: number }>(
      `select count(wecom_userid)::int as own, (select count(*)::int from organisation_staff_account where issuer = $1) as elsewhere, count(*)::int as all
       from organisation_staff where name in ('周博', '林美', '陈雨', '吴岚', '何静', '孙涛')`,
      [otherCorp],
    )
    expect(staff).toEqual([{ own: 6, elsewhere: 6, all: 12 }])
    const persons = await two.world.sql<{ issuers: string[] }>(
      `select array_agg(distinct issuer order by issuer) as issuers from customer_identifier where type = 'wecom_external_userid' group by person`,
    )
    expect(persons.length).toBeGreaterThan(0)
    for (const { issuers } of persons) expect(issuers).toEqual([two.home, otherCorp].sort())
    // The words of both are kept, and the tags of the other are not taken for deleted ones of the first.
    const tags = await two.world.sql<{ name: string }>(`select name from customer_tag where deleted_at is null`)
    for (const { tag } of two.stores[0].world.tag_groups)
      for (const { name } of tag) expect(tags.map((one) => one.name)).toContain(name)
  })

  it('has codes of its own, answered by its members by their accounts there', async () => {
    for (const [state, issuer] of [
      ['desk-home', ''],
      ['desk-other', otherCorp],
    ] as const) {
      const staff = await two.world.sql<{ id: string }>(
        issuer
          ? `select staff::text as id from organisation_staff_account where issuer = '${issuer}' and account in ('lin.mei', 'chen.yu')`
          : `select id::text as id from organisation_staff where wecom_userid in ('lin.mei', 'chen.yu')`,
      )
      const { id } = await two.world.tenant.system((work) =>
        work.records.create('marketing.channel_code', {
          name: state,
          state,
          issuer,
          staff: staff.map((one) => one.id),
          welcome_text: `欢迎来到 ${state}`,
        }),
      )
      await two.world.command('channel_code.publish', { id })
    }
    await two.world.run()
    expect(await two.world.sql(`select status from marketing_channel_code`)).toEqual([{ status: 'live' }, { status: 'live' }])
    const ways = two.stores.map(({ world }) =>
      Object.values(world.contact_ways).map(({ state, user }) => `${state} ${user.join()}`),
    )
    expect(ways).toEqual([['desk-home chen.yu,lin.mei'], ['desk-other chen.yu,lin.mei']])
  })

  it('tells what happens there between what happens in the first; nothing is mixed, nothing lost', async () => {
    for (let round = 0; round < 4; round++)
      for (const corp of [two.home, otherCorp]) {
        const met = await two.scan(corp, `新客${round}`)
        if (round % 2 === 0) await two.play(corp, 'staff/edit', { ...met, remark: `${corp} ${round}` })
        else await two.play(corp, 'unfriend', met)
        await two.play(corp, 'groups', { name: `群${round}`, owner: met.userid, external_userids: [met.external_userid] })
      }
    await two.settled()
    await two.world.run()
    expect(await bondsHere()).toEqual(bondsThere())
    const groups = await two.world.sql<{ issuer: string; n: number }>(
      `select issuer, count(*)::int as n from customer_group_chat where status = 'active' group by issuer order by issuer`,
    )
    expect(groups).toEqual([two.home, otherCorp].sort().map((issuer) => ({ issuer, n: 4 })))
    const remarks = await two.world.sql<{ issuer: string; remark: string }>(
      `select issuer, remark from customer_relation where remark like 'ww% %'`,
    )
    expect(remarks.length).toBe(4)
    for (const { issuer, remark } of remarks) expect(remark.startsWith(issuer)).toBe(true)
    // Whoever came by a code and stayed was greeted once, by the corporation of that code.
    for (const { world } of two.stores) {
      const state = world.corp.corp_id === two.home ? 'desk-home' : 'desk-other'
      const welcomes = world.messages.filter(({ kind }) => kind === 'welcome')
      expect(new Set(welcomes.map(({ text }) => text))).toEqual(new Set([`欢迎来到 ${state}`]))
      const stayed = Object.values(world.relations).filter((one) => one.state === state && one.status === 'active')
      expect(stayed).toHaveLength(2)
      for (const { external_userid } of stayed)
        expect(welcomes.filter((one) => one.external_userid === external_userid)).toHaveLength(1)
    }
    await readBoth('second')
    expect(await bondsHere()).toEqual(bondsThere())
  })
})

describe('an external contact who uses WeCom himself', () => {
  it('is known with his company and position', async () => {
    const partner = {
      name: '供应商老周',
      userid: 'he.jing',
      corp_name: '远山玻璃',
      position: '销售总监',
      external_userid: 'woPartner0001',
    }
    await two.play(otherCorp, 'seed', { keep: true, customers: [partner] })
    await readCorp(two.host(), otherCorp, 'partner')
    await two.world.run()
    expect(
      await two.world.sql(
        `select p.company, p.job_title from customer_person p join customer_identifier i on i.person = p.id where i.value = 'woPartner0001'`,
      ),
    ).toEqual([{ company: '远山玻璃', job_title: '销售总监' }])
  })
})

describe('a message to a person of two corporations', () => {
  const send = async (person: string, text: string) => {
    await two.world.command('delivery.send', { id: person, channel: 'wecom', text })
    await two.world.run()
  }
  const taskTexts = (at: 0 | 1) =>
    Object.values(two.stores[at].world.tasks).map(({ text, creator, senders }) => ({ text, creator, senders }))
  const personOf = async (external: string, issuer: string): Promise<string> =>
    surely(
      (
        await two.world.sql<{ person: string }>(
          `select person::text as person from customer_identifier where value = $1 and issuer = $2`,
          [external, issuer],
        )
      )[0],
      'the customer is known',
    ).person

  it('goes where the bond stands, by the colleague who has it, and what became of it is asked there', async () => {
    const met = await two.scan(otherCorp, '只在山茶')
    await two.settled()
    await two.world.run()
    await send(await personOf(met.external_userid, otherCorp), '山茶新品到了')
    expect(taskTexts(0)).toEqual([])
    expect(taskTexts(1)).toMatchObject([{ text: '山茶新品到了', senders: [{ userid: met.userid }] }])
    const [task] = Object.values(two.stores[1].world.tasks)
    await two.play(otherCorp, 'staff/confirm', { userid: met.userid, msgid: surely(task, 'a task').msgid })
    two.world.advance(3_600_000)
    await two.world.run()
    expect(await two.world.sql(`select state from delivery where action = 'wecom.send_message'`)).toEqual([{ state: 'sent' }])
  })

  it('leaves the other way when the bond here has ended', async () => {
    const both = surely(
      Object.values(two.stores[0].world.relations).find(
        ({ status, userid, external_userid }) =>
          status === 'active' && two.stores[1].world.relations[`${userid}|${external_userid}`]?.status === 'active',
      ),
      'somebody is contact of both',
    )
    await two.play(two.home, 'unfriend', { userid: both.userid, external_userid: both.external_userid })
    await two.settled()
    await two.world.run()
    await send(await personOf(both.external_userid, two.home), '换一家告诉你')
    expect(taskTexts(0)).toEqual([])
    expect(taskTexts(1).map(({ text }) => text)).toContain('换一家告诉你')
  })
})

describe('one of two corporations', () => {
  const known = async (name: string) =>
    (await two.world.sql(`select id from customer_person where name = $1 and deleted_at is null`, [name])).length

  it('with a wrong secret stops nothing of the other, and says which it is and what to do', async () => {
    await two.api('PATCH', `/wecom/corps/${otherCorp}`, { app_secret: 'not-the-secret' })
    await expect(readCorp(two.host(), otherCorp, 'wrong')).rejects.toThrow(`${otherCorp} /cgi-bin/gettoken: 40001`)
    await readCorp(two.host(), two.home, 'well')
    const health = await two.api('GET', `/wecom/health?corp=${otherCorp}`)
    expect(health.body.data[0]).toMatchObject({ name: 'token', status: 'failed', errcode: 40001 })
    expect((await two.api('GET', '/wecom/health')).body.data[0]).toMatchObject({ name: 'token', status: 'ok' })
    await two.scan(two.home, '照常进来')
    await two.settled()
    await two.world.run()
    expect(await known('照常进来')).toBe(1)
    // However often it does not take what is sent there: its door closes, not the channel's.
    const persons = await two.world.sql<{ id: string; issuer: string }>(
      `select distinct on (r.person) r.person::text as id, r.issuer from customer_relation r
        where r.status = 'active' and not exists (
          select 1 from customer_relation o where o.person = r.person and o.status = 'active' and o.issuer <> r.issuer)`,
    )
    const [here, there] = [two.home, otherCorp].map((issuer) => persons.filter((one) => one.issuer === issuer))
    expect(Math.min(here?.length ?? 0, there?.length ?? 0)).toBeGreaterThan(1)
    for (let round = 0; round < 4; round++) {
      for (const { id } of there ?? []) await two.world.command('delivery.send', { id, channel: 'wecom', text: `山茶 ${round}` })
      await two.world.run()
      two.world.advance(20_000)
    }
    await two.world.command('delivery.send', { id: here?.[0]?.id ?? '', channel: 'wecom', text: '晨露照常发' })
    await two.world.run()
    expect(Object.values(two.stores[0].world.tasks).map(({ text }) => text)).toContain('晨露照常发')
    const doors = await two.world.sql<{ channel: string }>(`select channel from delivery_circuit where failures >= 5`)
    expect(doors).toEqual([{ channel: `wecom ${otherCorp}` }])
    await two.api('PATCH', `/wecom/corps/${otherCorp}`, { app_secret: two.valuesOf(1).app_secret })
  })

  it('that is paused is asked nothing; what it tells is kept and understood when it goes on', async () => {
    await two.api('PATCH', `/wecom/corps/${otherCorp}`, { paused: true })
    const calls = surely(two.sandbox.corps[1], 'a second corp').apiLog.length
    await two.scan(otherCorp, '暂停时来的')
    await two.scan(two.home, '另一家来的')
    await two.settled()
    await two.world.run()
    expect(await known('另一家来的')).toBe(1)
    expect(await known('暂停时来的')).toBe(0)
    expect(two.sandbox.corps[1]?.apiLog.length).toBe(calls)
    expect(await two.api('POST', `/wecom/sync?corp=${otherCorp}`, {})).toMatchObject({
      status: 409,
      body: { code: 'wecom.corp_paused' },
    })
    await two.api('PATCH', `/wecom/corps/${otherCorp}`, { paused: false })
    two.world.advance(24 * 3_600_000)
    await two.world.run()
    expect(await known('暂停时来的')).toBe(1)
    expect(await bondsHere()).toEqual(bondsThere())
  })

  it('that is removed keeps what it brought in; before, it is paused, and where it is used is told', async () => {
    const uses = await two.api('GET', `/wecom/corps/${otherCorp}/uses`)
    const counted = Object.fromEntries(
      uses.body.data.map(({ object, count }: { object: string; count: number }) => [object, count]),
    )
    expect(counted['organisation.staff_account']).toBe(6)
    expect(counted['customer.relation']).toBeGreaterThan(5)
    expect(await two.api('DELETE', `/wecom/corps/${otherCorp}`)).toMatchObject({
      status: 409,
      body: { code: 'wecom.corp_not_paused' },
    })
    await two.api('PATCH', `/wecom/corps/${otherCorp}`, { paused: true })
    expect((await two.api('DELETE', `/wecom/corps/${otherCorp}`)).status).toBe(200)
    expect((await two.api('GET', '/wecom/corps')).body.data).toHaveLength(1)
    await two.scan(otherCorp, '移除之后')
    await two.settled()
    expect(two.turnedAway.at(-1)).toContain('wecom.callback_of_unknown_corp')
    const [{ n } = { n: 0 }] = await two.world.sql<{ n: number }>(
      `select count(*)::int as n from customer_relation where issuer = $1`,
      [otherCorp],
    )
    expect(n).toBe(counted['customer.relation'])
    expect(await two.api('GET', `/wecom/health?corp=${otherCorp}`)).toMatchObject({
      status: 404,
      body: { code: 'wecom.unknown_corp' },
    })
  })
})
