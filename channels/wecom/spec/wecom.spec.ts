import { openReceiver } from '@lianke/engine-intake'
import type { ChannelHost } from '@lianke/kernel'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { localStore, mountRoutes, openAuth, openHttp, type Auth } from '@lianke/platform/http'
import { type TestTenant, testTenant, testUrls } from '@lianke/platform/testing'
import { openSandbox, type Sandbox } from '@lianke/wecom-sandbox'
import { encrypt, getSignature } from '@wecom/crypto'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { tmpdir } from 'node:os'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { definitions } from '../../../apps/definitions.ts'
import { installJobs, startJobs } from '@lianke/platform/jobs'
import { saveContactWay, welcome } from '../wecom.testing.ts'
import { syncJob } from '../jobs/sync.job.ts'

const token = 'QDG6eK'
const aes_key = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const publicUrl = 'http://localhost:3000'
let sandbox: Sandbox
let made: TestTenant
let app: FastifyInstance
let auth: Auth
let hostOf: (tenant: string) => ChannelHost
let receiver: ReturnType<typeof openReceiver>
let authorization: string
let turnedAway: (string | undefined)[][]

beforeAll(async () => {
  sandbox = await openSandbox({ port: 0, seed: {}, retryDelayMs: 10 })
  made = await testTenant({ modules: definitions })
  const { platform, id } = made
  const log = pino({ level: 'silent' })
  auth = await openAuth(platform, { secret: 'a secret for the tests only', publicUrl })
  app = await openHttp(platform, {
    auth,
    publicUrl,
    log,
    files: { store: localStore(tmpdir()), root: tmpdir(), bytesMax: 1024 * 1024 },
  })
  receiver = openReceiver(platform.database)
  hostOf = openChannelHosts(platform, { receive: receiver.receive, log, allowPrivate: [new URL(sandbox.url).host] })
  turnedAway = []
  await mountRoutes(app, {
    platform,
    auth,
    publicUrl,
    secret: 'a secret for the tests only',
    firstTenant: id,
    hostOf,
    turnedAway: (...about) => turnedAway.push(about),
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  authorization = `Bearer ${(await auth.keys.make({ tenant: id, name: 'spec', scopes: ['*'], expiresAt: null, by: null })).key}`
  const { corp, apps } = sandbox.store.world
  const settings = {
    'wecom.corp_id': corp.corp_id,
    'wecom.agent_id': apps[0]?.agent_id,
    'wecom.app_secret': apps[0]?.secret,
    'wecom.callback_token': token,
    'wecom.callback_aes_key': aes_key,
    'wecom.api_base': sandbox.url,
    'wecom.authorize_base': sandbox.url,
    'wecom.login_base': sandbox.url,
    'wecom.js_sdk_url': `${sandbox.url}/js/wecom-jssdk.js`,
  }
  for (const [name, value] of Object.entries(settings)) await platform.settings.set(id, name, value, null)
  await play('configure', {
    callback: { url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/callbacks/wecom/${id}`, token, aes_key },
  })
})
afterAll(async () => {
  await app?.close()
  await receiver?.close()
  await auth?.close()
  await made?.close()
  await sandbox?.close()
})

const play = async (address: string, body: unknown = {}): Promise<Record<string, unknown>> =>
  (
    await fetch(`${sandbox.url}/sandbox/${address}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).json() as Promise<Record<string, unknown>>
const inbox = () =>
  made.system((work) =>
    work.sql<{ kind: string; message_id: string; body: { event: Record<string, string> } }>(
      "select kind, message_id, body from inbox where channel = 'wecom' order by received_at, id",
    ),
  )
const ask = (path: string) => app.inject({ url: `/api/v1${path}`, headers: { authorization } })
const calls = (path: string) => sandbox.apiLog.filter((each) => each.path === path).length

describe('the product tied to a corp', () => {
  it('answers the check of its callback address', async () => {
    expect(await play('callback/verify')).toMatchObject({ ok: true })
  })
  it('is well in every capability, says the health page', async () => {
    const answer = await ask('/wecom/health')
    expect(answer.statusCode).toBe(200)
    expect(answer.json().data.map((each: { status: string }) => each.status)).toEqual(Array(8).fill('ok'))
  })
  it('keeps a callback that came three times once, with one wrong signature refused', async () => {
    await saveContactWay(hostOf(made.id), { state: 'spec-1', users: ['lin.mei'], requested_at: new Date().toISOString() })
    await play('switches', { deliver_times: 3, wrong_signature: 1 })
    await play('scan', { state: 'spec-1', name: '小满' })
    await play('settled')
    await play('switches/reset')
    expect(sandbox.callbacks.log.at(-1)?.attempts.map((each) => each.http)).toEqual([403, 200, 200, 200])
    expect((await inbox()).map((each) => each.kind)).toEqual(['change_external_contact.add_external_contact'])
  })
  it('refuses what is not for us, not readable or not of this hour, and keeps nothing; an event nobody knows is kept', async () => {
    const corp = sandbox.store.world.corp.corp_id
    const send = (message: string, { to = corp, at = Math.floor(Date.now() / 1000), forged = false } = {}) => {
      const sealed = encrypt(aes_key, message, to)
      const [timestamp, nonce] = [String(at), 'n1']
      const msg_signature = forged ? '0'.repeat(40) : getSignature(token, timestamp, nonce, sealed)
      return app.inject({
        method: 'POST',
        url: `/callbacks/wecom/${made.id}`,
        query: { msg_signature, timestamp, nonce },
        headers: { 'content-type': 'text/xml' },
        payload: `<xml><ToUserName>${to}</ToUserName><Encrypt>${sealed}</Encrypt></xml>`,
      })
    }
    const event = (name: string) =>
      `<xml><ToUserName>${corp}</ToUserName><MsgType>event</MsgType><Event>${name}</Event><CreateTime>1700000000</CreateTime></xml>`
    const before = (await inbox()).length
    const hour = Math.floor(Date.now() / 1000) - 3 * 3600
    for (const [answer, reason] of [
      [await send(event('a'), { to: 'ww-another-corp' }), 'wecom.wrong_receiver'],
      [await send(event('a'), { forged: true }), 'wecom.wrong_signature'],
      [await send(event('a'), { at: hour }), 'wecom.clock_skew'],
      [await send('not xml at all'), 'wecom.unreadable'],
      [
        await app.inject({
          method: 'POST',
          url: `/callbacks/wecom/${made.id}`,
          headers: { 'content-type': 'text/xml' },
          payload: '<xml><Nothing/></xml>',
        }),
        'wecom.unreadable',
      ],
    ] as const)
      expect([answer.statusCode, answer.json().code]).toEqual([403, reason])
    expect(turnedAway.slice(-2)).toMatchObject([
      [made.id, 'wecom', 'wecom.unreadable', expect.stringContaining('<Encrypt>')],
      [made.id, 'wecom', 'wecom.unreadable', '<xml><Nothing/></xml>'],
    ])
    const stranger = {
      method: 'POST',
      url: '/callbacks/wecom/nobody',
      headers: { 'content-type': 'text/xml' },
      payload: '<xml/>',
    } as const
    expect((await app.inject(stranger)).json()).toMatchObject({ status: 404, code: 'tenant.unknown' })
    // Refused in words, in the language of whoever asks.
    const forged = await app.inject({
      ...stranger,
      url: `/callbacks/wecom/${made.id}`,
      headers: { ...stranger.headers, 'accept-language': 'en' },
    })
    expect(forged.json()).toMatchObject({ code: 'wecom.unreadable', detail: 'The callback cannot be read' })
    // What is no callback is counted and kept whatever it calls itself.
    const picture = { ...stranger, url: `/callbacks/wecom/${made.id}`, headers: { 'content-type': 'image/png' }, payload: 'PNG' }
    expect((await app.inject(picture)).statusCode).toBe(403)
    expect(turnedAway.at(-1)).toEqual([made.id, 'wecom', 'wecom.unreadable', 'PNG'])
    expect(await inbox()).toHaveLength(before)
    expect((await send(event('a_thing_of_next_year'))).statusCode).toBe(200)
    expect((await inbox()).map((each) => each.kind)).toContain('a_thing_of_next_year')
  })
  it('understands JSON as well as XML, and what a third-party app is told about this corp alone', async () => {
    const corp = sandbox.store.world.corp.corp_id
    const suite = 'ww-suite-1'
    await made.platform.settings.set(made.id, 'wecom.suite_id', suite, null)
    const send = (message: string, to: string) => {
      const sealed = encrypt(aes_key, message, to)
      const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), 'n2']
      return app.inject({
        method: 'POST',
        url: `/callbacks/wecom/${made.id}`,
        query: { msg_signature: getSignature(token, timestamp, nonce, sealed), timestamp, nonce },
        headers: { 'content-type': 'application/vnd.vendor' },
        payload: JSON.stringify({ tousername: corp, encrypt: sealed, agentid: '' }),
      })
    }
    const json = JSON.stringify({ tousername: corp, createtime: 1700000001, msgtype: 'event', event: 'enter_agent', agentid: 1 })
    const ofSuite = (about: string) =>
      `<xml><SuiteId>${suite}</SuiteId><AuthCorpId>${about}</AuthCorpId><InfoType>change_external_tag</InfoType><TimeStamp>1700000002</TimeStamp>` +
      '<ChangeType>shuffle</ChangeType></xml>'
    expect((await send(json, corp)).statusCode).toBe(200)
    expect((await send(ofSuite(corp), suite)).statusCode).toBe(200)
    expect((await send(ofSuite('ww-other'), suite)).json().code).toBe('wecom.wrong_receiver')
    const kept = (await inbox()).filter(({ kind }) => ['enter_agent', 'change_external_tag.shuffle'].includes(kind))
    expect(kept.map(({ body }) => body)).toMatchObject([
      { raw: json, event: { Event: 'enter_agent', CreateTime: '1700000001' } },
      { raw: ofSuite(corp), event: { CreateTime: '1700000002', ChangeType: 'shuffle' } },
    ])
    await made.platform.settings.set(made.id, 'wecom.suite_id', '', null)
  })
  it('greets once, though two processes greet at the same time, with one token', async () => {
    const [row] = await inbox()
    const code = row?.body.event.WelcomeCode ?? ''
    const other = openChannelHosts(made.platform, {
      receive: receiver.receive,
      log: pino({ level: 'silent' }),
      allowPrivate: [new URL(sandbox.url).host],
    })
    const before = calls('/cgi-bin/gettoken')
    const outcomes = await Promise.all(
      [hostOf, other].map((open) => welcome(open(made.id), { welcome_code: code, content: { text: '欢迎' } })),
    )
    expect(outcomes).toEqual([
      { status: 'sent', reference: code },
      { status: 'sent', reference: code },
    ])
    expect(calls('/cgi-bin/externalcontact/send_welcome_msg')).toBe(1)
    expect(calls('/cgi-bin/gettoken') - before).toBe(0)
  })
  it('signs its own pages for the JS-SDK and no others', async () => {
    expect((await ask(`/wecom/js-config?url=${encodeURIComponent(`${publicUrl}/h5/sidebar?x=1`)}`)).json()).toMatchObject({
      corp_id: sandbox.store.world.corp.corp_id,
      config: { signature: expect.stringMatching(/^[0-9a-f]{40}$/) },
    })
    const foreign = await ask(`/wecom/js-config?url=${encodeURIComponent('https://evil.example.test/')}`)
    expect(foreign.statusCode).toBe(400)
    expect(foreign.json()).toMatchObject({ code: 'wecom.foreign_page' })
  })
  it('shows its health to nobody without the right', async () => {
    expect((await app.inject({ url: '/api/v1/wecom/health' })).statusCode).toBe(401)
    const { key } = await auth.keys.make({
      tenant: made.id,
      name: 'small',
      scopes: ['customer.person'],
      expiresAt: null,
      by: null,
    })
    expect((await app.inject({ url: '/api/v1/wecom/health', headers: { authorization: `Bearer ${key}` } })).statusCode).toBe(403)
  })
  it('greets whoever comes by a channel code at once and only once, before any engine has run', async () => {
    await made.system((work) =>
      work.records.create('marketing.channel_code', {
        name: '直播间',
        state: 'live-9',
        status: 'live',
        welcome_text: '欢迎来到晨露',
      }),
    )
    await saveContactWay(hostOf(made.id), { state: 'live-9', users: ['chen.yu'], requested_at: new Date().toISOString() })
    await play('switches', { deliver_times: 2 })
    const { external_userid } = await play('scan', { state: 'live-9', name: '立夏' })
    await play('settled')
    await play('switches/reset')
    const greeted = () =>
      sandbox.store.world.messages.filter((each) => each.external_userid === external_userid && each.kind === 'welcome')
    await vi.waitFor(() => expect(greeted()).toHaveLength(1), { timeout: 45_000 })
    expect(greeted()[0]?.text).toContain('欢迎来到晨露')
    const welcome_code =
      Object.values(sandbox.store.world.welcome_codes).find((each) => each.external_userid === external_userid)?.code ?? ''
    expect(await welcome(hostOf(made.id), { welcome_code, content: { text: '又一次' } })).toMatchObject({ status: 'sent' })
    expect(greeted()).toHaveLength(1)
  })
  it('greets though the corp does not give the profile: at once where no name is said, without the name where one is', async () => {
    const codes = [
      { state: 'silent-1', welcome_text: '欢迎来店' },
      { state: 'silent-2', welcome_text: '你好{name}，欢迎' },
    ]
    await made.system(async (work) => {
      for (const code of codes) await work.records.create('marketing.channel_code', { name: code.state, status: 'live', ...code })
    })
    for (const { state } of codes)
      await saveContactWay(hostOf(made.id), { state, users: ['chen.yu'], requested_at: new Date().toISOString() })
    await play('switches', { failures: [{ path: '/cgi-bin/externalcontact/get', errcode: 45009, times: 1000 }] })
    const met: string[] = []
    for (const { state } of codes) met.push(String((await play('scan', { state, name: '小寒' })).external_userid))
    const welcomed = () =>
      met.map((one) => sandbox.store.world.messages.find((each) => each.external_userid === one && each.kind === 'welcome')?.text)
    await vi.waitFor(() => expect(welcomed()).toEqual(['欢迎来店', '你好，欢迎']), { timeout: 19_000 })
    await play('switches/reset')
  })
  it('is read as a whole by a job that can be watched, asked for once however often one presses', async () => {
    const { databaseUrl } = testUrls()
    await installJobs(databaseUrl)
    const press = async () =>
      (await app.inject({ method: 'POST', url: '/api/v1/wecom/sync', headers: { authorization }, payload: {} })).json()
    expect((await ask('/wecom/sync')).json()).toEqual({ job: null, problems: [] })
    const { job } = await press()
    expect((await press()).job.id).toBe(job.id)
    const worker = await startJobs({
      platform: made.platform,
      databaseUrl,
      jobs: [syncJob],
      hostOf,
      log: pino({ level: 'silent' }),
    })
    try {
      await vi.waitFor(
        async () =>
          expect((await ask('/wecom/sync')).json()).toMatchObject({
            job: { id: job.id, status: 'done', done: 100, total: 100 },
            problems: [],
          }),
        { timeout: 45_000 },
      )
    } finally {
      await worker.stop()
    }
    const pages = (await inbox()).filter(({ kind }) => kind === 'wecom.sync_page')
    const told = pages.flatMap(({ body }) => (body as unknown as { facts: { name: string }[] }).facts.map(({ name }) => name))
    expect([...new Set(told)].sort()).toEqual([
      'wecom.contact_seen',
      'wecom.contacts_read',
      'wecom.department_seen',
      'wecom.staff_seen',
      'wecom.tag_seen',
      'wecom.tags_read',
    ])
  })
})
