import { openReceiver } from '@lianke/engine-intake'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { localStore, mountRoutes, openAuth, openHttp, type Auth } from '@lianke/platform/http'
import { type TestTenant, testTenant } from '@lianke/platform/testing'
import { openSandbox, type Sandbox } from '@lianke/wecom-sandbox'
import type { FastifyInstance } from 'fastify'
import { tmpdir } from 'node:os'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../../apps/definitions.ts'
import { ownPath } from '../routes/own-path.rule.ts'

const publicUrl = 'http://localhost:3000'
const secret = 'a secret for the tests only'
let sandbox: Sandbox
let made: TestTenant
let app: FastifyInstance
let auth: Auth
let receiver: ReturnType<typeof openReceiver>

beforeAll(async () => {
  sandbox = await openSandbox({ port: 0, seed: {}, retryDelayMs: 10 })
  made = await testTenant({ modules: definitions })
  const { platform, id } = made
  const log = pino({ level: 'silent' })
  auth = await openAuth(platform, { secret, publicUrl })
  app = await openHttp(platform, {
    auth,
    publicUrl,
    log,
    files: { store: localStore(tmpdir()), root: tmpdir(), bytesMax: 1024 * 1024 },
  })
  receiver = openReceiver(platform.database)
  const hostOf = openChannelHosts(platform, { receive: receiver.receive, log, allowPrivate: [new URL(sandbox.url).host] })
  await mountRoutes(app, { platform, auth, publicUrl, secret, firstTenant: id, hostOf, turnedAway: () => undefined })
  const { corp, apps } = sandbox.store.world
  const settings = {
    'wecom.corp_id': corp.corp_id,
    'wecom.agent_id': apps[0]?.agent_id,
    'wecom.app_secret': apps[0]?.secret,
    'wecom.api_base': sandbox.url,
    'wecom.authorize_base': sandbox.url,
    'wecom.login_base': sandbox.url,
  }
  for (const [name, value] of Object.entries(settings)) await platform.settings.set(id, name, value, null)
  await made.system(async (work) => {
    await work.records.create('organisation.staff', { name: '林美', wecom_userid: 'lin.mei', email: 'lin.mei@chenlu.example' })
    await work.records.create('organisation.staff', { name: '陈雨', wecom_userid: 'chen.yu' })
  })
})
afterAll(async () => {
  await app?.close()
  await receiver?.close()
  await auth?.close()
  await made?.close()
  await sandbox?.close()
})

const cookiesOf = (answer: { headers: Record<string, unknown> }): string[] =>
  [answer.headers['set-cookie'] ?? []].flat().map((line) => String(line).split(';')[0] ?? '')
/** Off to WeCom, somebody agrees there, and the way back as that browser would go it. */
const journey = async (as: string, to = '/h5/customers') => {
  const away = await app.inject(`/sign-in/wecom?tenant=${made.id}&to=${encodeURIComponent(to)}`)
  expect(away.statusCode, away.body).toBe(302)
  const there = await fetch(`${String(away.headers.location).replace('#wechat_redirect', '')}&as=${as}`, { redirect: 'manual' })
  return { url: String(there.headers.get('location')).replace(publicUrl, ''), cookie: cookiesOf(away).join('; ') }
}
const comeBack = async (as: string, to?: string) => {
  const { url, cookie } = await journey(as, to)
  return app.inject({ url, headers: { cookie } })
}
const meOf = async (answer: { headers: Record<string, unknown> }) =>
  (
    await app.inject({
      url: '/api/v1/me',
      headers: {
        cookie: cookiesOf(answer)
          .filter((one) => !one.startsWith('lianke_wecom_'))
          .join('; '),
      },
    })
  ).json()
const signIns = () =>
  made.platform.database.home.query<{ kind: string; login: string }>({
    text: 'select kind, login from lianke.login_event where tenant = $1 order by id',
    values: [made.id],
  })

describe('sign-in through WeCom', () => {
  it('brings a member in as the staff record with that WeCom account, with an account made once, and remembers both', async () => {
    const answer = await comeBack('lin.mei')
    expect([answer.statusCode, answer.headers.location], answer.body).toEqual([302, '/h5/customers'])
    const me = await meOf(answer)
    expect(me).toMatchObject({ staff: { name: '林美' }, account: { email: 'lin.mei@chenlu.example' }, tenant: { id: made.id } })
    const again = await meOf(await comeBack('lin.mei'))
    expect(again.account.id).toBe(me.account.id)
    expect(await signIns()).toMatchObject([
      { kind: 'account_made' },
      { kind: 'signed_in', login: 'wecom:lin.mei' },
      { kind: 'signed_in', login: 'wecom:lin.mei' },
    ])
  })
  it('asks nobody who comes too often: its doors stand under the limit of all strangers', async () => {
    // All at once: what the time in between gives back is less than what is asked.
    const ask = (url: string, remoteAddress: string, times: number) =>
      Promise.all(Array.from({ length: times }, async () => (await app.inject({ url, remoteAddress })).statusCode))
    const offered = '/sign-in/wecom/offered?tenant=nobody'
    const answers = await ask(offered, '10.9.9.9', 400)
    expect(new Set(answers)).toEqual(new Set([200, 429]))
    expect(answers.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => 200))
    expect(await ask('/sign-in/wecom?tenant=nobody', '10.9.9.9', 100)).toContain(429)
    expect(await ask(offered, '10.9.9.8', 1)).toEqual([200])
  })
  it('brings a member in at a desk by a scan, and is offered there only where the company is connected', async () => {
    expect((await app.inject(`/sign-in/wecom/offered?tenant=${made.id}`)).json()).toEqual({ offered: true })
    const { settings } = made.platform
    const corp = await settings.get<string>(made.id, 'wecom.corp_id')
    await settings.set(made.id, 'wecom.corp_id', '', null)
    expect((await app.inject(`/sign-in/wecom/offered?tenant=${made.id}`)).json()).toEqual({ offered: false })
    expect((await app.inject('/sign-in/wecom/offered?tenant=nobody')).json()).toEqual({ offered: false })
    await settings.set(made.id, 'wecom.corp_id', corp, null)
    const away = await app.inject(`/sign-in/wecom?tenant=${made.id}&by=scan&to=%2Fo%2Fsales%2Fopportunity`)
    expect(String(away.headers.location)).toContain('/wwlogin/sso/login?')
    const there = await fetch(`${away.headers.location}&as=lin.mei`, { redirect: 'manual' })
    const back = await app.inject({
      url: String(there.headers.get('location')).replace(publicUrl, ''),
      headers: { cookie: cookiesOf(away).join('; ') },
    })
    expect([back.statusCode, back.headers.location], back.body).toEqual([302, '/o/sales/opportunity'])
    expect(await meOf(back)).toMatchObject({ staff: { name: '林美' } })
  })
  it('needs no address of the staff member', async () => {
    expect(await meOf(await comeBack('chen.yu'))).toMatchObject({
      staff: { name: '陈雨' },
      account: { email: `chen.yu@${made.id}.wecom.invalid` },
    })
  })
  it('refuses in both languages whom it does not know, customers, and accounts that are switched off', async () => {
    const unknown = await comeBack('sun.tao')
    expect(unknown.statusCode).toBe(403)
    expect(unknown.body).toContain('还没有对应的员工')
    expect(unknown.body).toContain('No staff member has this WeCom account')
    const customer = Object.keys(sandbox.store.world.customers)[0] ?? ''
    expect((await comeBack(customer)).body).toContain('只有企业成员')
    await made.platform.database.home.query({
      text: `update lianke.login set disabled_at = now() where email = 'lin.mei@chenlu.example' returning id`,
    })
    const off = await comeBack('lin.mei')
    expect(off.body).toContain('账号已停用')
    expect(await meOf(off)).toMatchObject({ status: 401 })
    expect((await signIns()).slice(-3)).toMatchObject([
      { kind: 'channel_refused', login: 'wecom:sun.tao' },
      { kind: 'channel_refused' },
      { kind: 'disabled', login: 'wecom:lin.mei' },
    ])
  })
  it('takes a way back only from the browser that set out, once, unchanged', async () => {
    const { url, cookie } = await journey('chen.yu')
    expect((await app.inject(url)).statusCode).toBe(403)
    expect((await app.inject({ url, headers: { cookie: `${cookie.slice(0, -2)}xx` } })).statusCode).toBe(403)
    expect((await app.inject({ url, headers: { cookie } })).statusCode).toBe(302)
    expect((await app.inject({ url, headers: { cookie } })).body).toContain('企业微信没有认可')
  })
  it('leads nowhere but to its own pages', async () => {
    expect((await comeBack('chen.yu', 'https://evil.example.test/')).headers.location).toBe('/h5/')
    expect(['//evil.test', '/\\evil.test', '/\t/evil.test', 'h5/', '/h5/sidebar?x=1'].map(ownPath)).toEqual([
      '/h5/',
      '/h5/',
      '/h5/',
      '/h5/',
      '/h5/sidebar?x=1',
    ])
  })
})
