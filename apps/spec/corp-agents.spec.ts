import { intentAsked, surely } from '@lianke/kernel'
import { encrypt, getSignature } from '@wecom/crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTwoCorps, otherCorp, type TwoCorps } from './two-corps.testing.ts'

const noticesAgent = { agent_id: 1000033, secret: 'secret-of-the-notices-agent' }
const seal = { token: 'Wq3Zx', aes_key: 'aXnZn8rs6oNpBVxaSkHuCyna4LB2ulBk4zllS7r3C3D' }
let two: TwoCorps
beforeAll(async () => {
  two = await openTwoCorps()
  await two.api('POST', '/wecom/corps', { corp_id: otherCorp, name: '山茶香氛', ...two.valuesOf(1) })
  const { world } = two.stores[0]
  const main = surely(world.apps[0], 'a corp has an app')
  world.apps.push({ ...main, ...noticesAgent, name: '消息助手', permissions: ['message'] })
})
afterAll(() => two?.close())

const create = async (object: string, values: Record<string, unknown>) =>
  (await two.world.tenant.system((work) => work.records.create(object, values))).id
const noticed = async (userids: readonly string[], title: string) => {
  await two.world.tenant.system((work) =>
    work.emit({
      name: intentAsked,
      person: null,
      payload: { key: title, channel: 'wecom', does: 'notify_staff', content: { userids, title, description: title } },
    }),
  )
  await two.world.run()
  const [row] = await two.world.sql<{ state: string; reason: string | null }>(
    `select d.state, d.reason from delivery d join intent i on i.id = d.intent where i.key = $1`,
    [title],
  )
  return row
}
const saidIn = (at: 0 | 1) =>
  two.stores[at].world.app_messages.map(({ agentid, touser, body }) => `${agentid} ${touser.join()} ${String(body.content)}`)

describe('agents of a corporation', () => {
  it('are kept each with a secret of its own; one is none twice, does nothing that another does, and needs a secret', async () => {
    const change = (agents: readonly object[]) => two.api('PATCH', `/wecom/corps/${two.home}`, { agents })
    expect(await change([{ agent_id: noticesAgent.agent_id }])).toMatchObject({
      status: 422,
      body: { problems: [{ path: '/agents/0/secret', code: 'field.required' }] },
    })
    expect(await change([{ agent_id: two.valuesOf(0).agent_id, secret: 'x' }])).toMatchObject({
      body: { problems: [{ path: '/agents/0/agent_id', code: 'wecom.agent_twice' }] },
    })
    const both = [1, 2].map((agent_id) => ({ agent_id, secret: 'x', duties: ['notices'] }))
    expect(await change(both)).toMatchObject({ body: { problems: [{ path: '/agents/1/duties', code: 'wecom.duty_twice' }] } })
    expect(await change([{ agent_id: 7, secret: 'x', callback_aes_key: 'short' }])).toMatchObject({
      body: { problems: [{ path: '/agents/0/callback_aes_key', code: 'wecom.bad_key' }] },
    })
    expect((await two.api('GET', '/wecom/corps')).body.data[0].agents).toEqual([])

    const kept = await change([{ ...noticesAgent, name: '消息助手', duties: ['notices'] }])
    expect(kept.body.agents).toMatchObject([{ agent_id: noticesAgent.agent_id, name: '消息助手', duties: ['notices'] }])
    expect(kept.text).not.toContain(noticesAgent.secret)
    // Changed without its secret, it keeps it.
    await change([{ agent_id: noticesAgent.agent_id, name: '改名', duties: ['notices'] }])
    const checked = await two.api('GET', `/wecom/corps/${two.home}/agents`)
    expect(checked.body.data).toMatchObject([{ status: 'ok' }, { agent_id: noticesAgent.agent_id, status: 'ok' }])
  })

  it('are checked one by one', async () => {
    const { world } = two.stores[0]
    surely(world.apps[1], 'a second app').enabled = false
    const { body } = await two.api('GET', `/wecom/corps/${two.home}/agents`)
    expect(body.data.map(({ status, errcode }: { status: string; errcode: number | null }) => [status, errcode])).toEqual([
      ['ok', null],
      ['failed', 50003],
    ])
    surely(world.apps[1], 'a second app').enabled = true
  })

  it('notices go by the one chosen for them; where it rests, by the main one; in each corporation by its own', async () => {
    await noticed(['lin.mei'], '消息一')
    expect(saidIn(0)).toEqual([`${noticesAgent.agent_id} lin.mei 消息一`])
    await noticed([`${otherCorp}/lin.mei`], '消息二')
    expect(saidIn(1)).toEqual([`${two.valuesOf(1).agent_id} lin.mei 消息二`])
    const agents = [{ agent_id: noticesAgent.agent_id, duties: ['notices'], paused: true }]
    await two.api('PATCH', `/wecom/corps/${two.home}`, { agents })
    await noticed(['lin.mei'], '消息三')
    expect(saidIn(0)).toContain(`${two.valuesOf(0).agent_id} lin.mei 消息三`)
  })

  it('whoever WeCom does not reach is told as refused', async () => {
    const { world } = two.stores[0]
    const app = surely(world.apps[0], 'a corp has an app')
    expect(await noticed(['nobody.here'], '给不在的人')).toEqual({ state: 'refused', reason: 'wecom.81013' })
    app.visible = ['lin.mei', 'zhou.bo']
    // The vendor says ok and names those it left out.
    expect(await noticed(['chen.yu', 'wu.lan', 'zhou.bo'], '有人在')).toMatchObject({ state: 'sent' })
    expect(await two.world.sql(`select payload -> 'userids' as userids from fact where name = 'wecom.notice_missed'`)).toEqual([
      { userids: ['chen.yu', 'wu.lan'] },
    ])
    app.visible = '*'
  })

  it('may be told messages under a seal of their own, at the address of their corporation', async () => {
    const agents = [{ agent_id: noticesAgent.agent_id, callback_token: seal.token, callback_aes_key: seal.aes_key }]
    const { body } = await two.api('PATCH', `/wecom/corps/${two.home}`, { agents })
    expect(body.agents).toMatchObject([{ has_callback: true }])
    const post = (token: string) => {
      const timestamp = String(Math.floor(Date.now() / 1000))
      const sealed = encrypt(
        seal.aes_key,
        `<xml><ToUserName>${two.home}</ToUserName><MsgType>event</MsgType><Event>enter_agent</Event><CreateTime>${timestamp}</CreateTime></xml>`,
        two.home,
      )
      const query = new URLSearchParams({
        msg_signature: getSignature(token, timestamp, 'n', sealed),
        timestamp,
        nonce: 'n',
      })
      return two.app.inject({
        method: 'POST',
        url: `${new URL(two.addresses[0]).pathname}?${query}`,
        headers: { 'content-type': 'text/xml' },
        payload: `<xml><Encrypt>${sealed}</Encrypt></xml>`,
      })
    }
    expect((await post('another-token')).statusCode).toBe(403)
    expect((await post(seal.token)).statusCode).toBe(200)
    expect(await two.world.sql(`select kind from inbox where kind = 'enter_agent'`)).toHaveLength(1)
  })
})

describe('an employee of two corporations', () => {
  const signIn = async (corp: string, as: string) => {
    const away = await two.app.inject(`/sign-in/wecom?tenant=${two.world.tenant.id}&corp=${corp}&to=/h5/`)
    const there = await fetch(`${String(away.headers.location).replace('#wechat_redirect', '')}&as=${as}`, { redirect: 'manual' })
    const url = String(there.headers.get('location')).replace(two.publicUrl, '')
    const cookie = String(away.headers['set-cookie']).split(';')[0] ?? ''
    const back = await two.app.inject({ url, headers: { cookie } })
    const session = [back.headers['set-cookie'] ?? []].flat().join()
    return { status: back.statusCode, session: /auth_session=|session/.test(session), body: back.body }
  }
  const accountOf = async (staff: string) =>
    (await two.world.sql<{ account: string | null }>(`select account from organisation_staff where id = $1`, [staff]))[0]?.account

  it('is asked in which one to sign in, and signs in by either as the one record that has both accounts', async () => {
    const own = await create('organisation.staff', { name: '林美', wecom_userid: 'lin.mei' })
    const twin = await create('organisation.staff', { name: '林美（山茶）' })
    const account = await create('organisation.staff_account', {
      staff: twin,
      channel: 'wecom',
      issuer: otherCorp,
      account: 'lin.mei',
    })
    const asked = await two.app.inject(`/sign-in/wecom?tenant=${two.world.tenant.id}&to=/h5/`)
    expect(asked.statusCode).toBe(200)
    expect(asked.body).toContain(otherCorp)
    expect((await signIn(otherCorp, 'lin.mei')).status).toBe(302)
    expect(await accountOf(twin)).toBeTruthy()
    expect(await accountOf(own)).toBeNull()

    await two.world.command('staff_account.assign', { id: account, staff: own })
    for (const corp of [two.home, otherCorp]) expect((await signIn(corp, 'lin.mei')).status).toBe(302)
    expect(await accountOf(own)).toBeTruthy()
    expect((await signIn(otherCorp, 'chen.yu')).status).toBe(403)
  })

  it('has one account in each; nobody gives an account that opens more than he holds himself', async () => {
    const [one] = await two.world.sql<{ id: string }>(
      `select id::text as id from organisation_staff where wecom_userid = 'lin.mei'`,
    )
    const second = await create('organisation.staff_account', {
      staff: await create('organisation.staff', { name: '另一位' }),
      channel: 'wecom',
      issuer: otherCorp,
      account: 'lin.mei.2',
    })
    const give = { id: second, staff: surely(one, 'she is there').id }
    await expect(two.world.command('staff_account.assign', give)).rejects.toMatchObject({ code: 'staff_account.has_one' })
    const role = await create('organisation.role', { name: '总管', objects: { '*': { read: 'all' } }, rights: ['*'] })
    const chief = await create('organisation.staff', { name: '总管', roles: [role] })
    const clerk = await two.world.tenant.staff({
      name: '员',
      objects: {
        'organisation.staff_account': { read: 'all', update: 'all', create: false, delete: 'none' },
        'organisation.staff': { read: 'all', update: 'none', create: false, delete: 'none' },
      },
    })
    const taken = two.world.tenant.as(clerk, (work) => work.run('staff_account.assign', { id: second, staff: chief }))
    await expect(taken).rejects.toMatchObject({ problems: [{ code: 'access.beyond_own' }] })
  })
})
