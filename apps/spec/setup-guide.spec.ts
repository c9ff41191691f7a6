import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import type { AddressInfo } from 'node:net'
import { linkSandbox } from '@lianke/channel-wecom'
import { postSync, syncStart, wecom } from '@lianke/channel-wecom/testing'
import { type SetupStepDefinition, surely } from '@lianke/kernel'
import { type Auth, localStore, mountRoutes, openAuth, openHttp } from '@lianke/platform/http'
import { openSandbox, type Sandbox } from '@lianke/wecom-sandbox'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../definitions.ts'
import { sandboxDoor } from '../server/doors/sandbox.door.ts'
import type { SandboxBeside } from '../server/sandbox-link.ts'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

const secret = 'a secret for the tests only'
const publicUrl = 'http://localhost:3000'
interface Step {
  readonly name: string
  readonly done: boolean
  readonly open: boolean
  readonly count: number | null
  readonly problem: { readonly said: { zh: string; en: string }; readonly mend: { zh: string } | null } | null
}
interface Guide {
  readonly shown: boolean
  readonly done: boolean
  readonly steps: readonly Step[]
}
let sandbox: Sandbox
let world: SpineWorld
let app: FastifyInstance
let auth: Auth
let administrator: string

const play = async <T = Record<string, unknown>>(address: string, body: unknown = {}): Promise<T> =>
  (
    await fetch(`${sandbox.url}/sandbox/${address}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).json()
const ask = (path: string, by = administrator) => app.inject({ url: `/api/v1${path}`, headers: { authorization: by } })
const tie = () =>
  app.inject({ method: 'POST', url: '/api/v1/wecom/sandbox', headers: { authorization: administrator }, payload: {} })
const guide = async (): Promise<Guide> => (await ask('/platform/setup-steps')).json()
const step = async (name: string): Promise<Step> => {
  const found = (await guide()).steps.find((one) => one.name === name)
  if (!found) throw new Error(`there is no step ${name}`)
  return found
}
const set = (name: string, value: unknown) => world.platform.settings.set(world.tenant.id, name, value, null)
const key = async (scopes: ['*'] | ['read']) =>
  `Bearer ${(await auth.keys.make({ tenant: world.tenant.id, name: randomUUID(), scopes, expiresAt: null, by: null })).key}`
const code = (values: Record<string, unknown>) =>
  world.tenant.system((work) =>
    work.records.create('marketing.channel_code', { name: '第一个活码', welcome_text: '{name}，您好', ...values }),
  )
const staffOf = async (userid: string): Promise<string> =>
  String((await world.sql<{ id: string }>('select id from organisation_staff where wecom_userid = $1', [userid]))[0]?.id)
const scan = async (body: Record<string, unknown>): Promise<void> => {
  await play('scan', body)
  await play('settled')
  await world.run()
}

beforeAll(async () => {
  sandbox = await openSandbox({ port: 0, seed: {}, retryDelayMs: 5 })
  const log = pino({ level: 'silent' })
  world = await openSpine({ channels: [wecom], allowPrivate: [new URL(sandbox.url).host] })
  const { platform, tenant } = world
  auth = await openAuth(platform, { secret, publicUrl })
  app = await openHttp(platform, {
    auth,
    publicUrl,
    log,
    files: { store: localStore(tmpdir()), root: tmpdir(), bytesMax: 1024 * 1024 },
  })
  const beside: SandboxBeside = {
    address: sandbox.url,
    tenant: tenant.id,
    tie: ({ anew, by }) =>
      linkSandbox({
        base: sandbox.url,
        shownBase: sandbox.url,
        house: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
        tenant: tenant.id,
        anew,
        get: (name) => platform.settings.get<string>(tenant.id, name),
        change: (decide) => platform.settings.change(tenant.id, decide, by),
        ask: async (url, body) =>
          (
            await fetch(url, {
              method: body === undefined ? 'GET' : 'POST',
              headers: { 'content-type': 'application/json' },
              ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            })
          ).json(),
      }),
  }
  const { hostOf } = world.engines
  await mountRoutes(app, {
    platform,
    auth,
    publicUrl,
    secret,
    firstTenant: tenant.id,
    hostOf: (id) => hostOf(id).channelHost,
    turnedAway: () => undefined,
  })
  await app.register(sandboxDoor(platform, beside))
  await app.listen({ port: 0, host: '127.0.0.1' })
  administrator = await key(['*'])
})
afterAll(async () => {
  await app?.close()
  await auth?.close()
  await sandbox?.close()
  await world?.tenant.close()
})

describe('the set-up guide of an empty company', () => {
  it('begins with nothing done and the first step open, for whoever may change settings', async () => {
    const { shown, done, steps } = await guide()
    expect([shown, done]).toEqual([true, false])
    expect(steps.map(({ name, done: ready, open }) => [name, ready, open])).toEqual([
      ['wecom.connection', false, true],
      ['organisation.members', false, false],
      ['customer.customers', false, false],
      ['acquisition.first_code', false, false],
      ['acquisition.first_greeting', false, false],
    ])
    expect((await ask('/platform/setup-steps', await key(['read']))).statusCode).toBe(403)
    expect((await ask('/wecom/sandbox', await key(['read']))).statusCode).toBe(403)
  })

  it('says of a corp that does not answer as it should what is wrong and what to do', async () => {
    await set('wecom.corp_id', sandbox.store.world.corp.corp_id)
    await set('wecom.api_base', sandbox.url)
    await set('wecom.app_secret', 'not-the-secret')
    const { done, problem } = await step('wecom.connection')
    expect(done).toBe(false)
    expect(problem?.said).toEqual({ zh: 'Secret 不对', en: 'The secret is wrong' })
    expect(problem?.mend?.zh).toContain('应用 Secret')
  })

  it('is tied to the sandbox by one act, but not where the company has a corp of its own', async () => {
    await set('wecom.corp_id', 'ww0000000000000001')
    const refused = await tie()
    expect(refused.statusCode).toBe(409)
    expect(refused.json()).toMatchObject({ code: 'wecom.has_a_corp' })
    await set('wecom.corp_id', '')
    expect((await tie()).json()).toEqual({ address: sandbox.url, tied: true })
    expect(await step('wecom.connection')).toMatchObject({ done: true, problem: null })
    expect((await guide()).steps.map(({ open }) => open)).toEqual([true, true, false, false, false])
  })

  it('names the capability that an app was not given', async () => {
    await play('configure', { app: { permissions: ['contacts', 'message'] } })
    const { done, problem } = await step('wecom.connection')
    expect([done, problem?.said.zh]).toEqual([false, '应用没有这个接口的权限'])
    expect(problem?.mend?.zh).toContain('可调用接口的应用')
    await play('configure', { app: { permissions: ['contacts', 'customer', 'message'] } })
  })

  it('counts members and customers as the sync brings them in', async () => {
    await postSync(world.engines.hostOf(world.tenant.id).channelHost, syncStart('first'), async () => undefined)
    await world.run()
    expect(await step('organisation.members')).toMatchObject({ done: true, count: Object.keys(sandbox.store.world.staff).length })
    const friends = Object.values(sandbox.store.world.relations).filter(({ status }) => status === 'active').length
    expect(await step('customer.customers')).toMatchObject({ done: true, count: friends })
    expect(await step('acquisition.first_code')).toMatchObject({ done: false, open: true, problem: null })
  })

  it('says why a code was not made, instead of waiting for ever', async () => {
    const member = surely(sandbox.store.world.staff['lin.mei'], 'the sandbox has her')
    member.follows = false
    const { id } = await code({ staff: [await staffOf('lin.mei')] })
    await world.command('channel_code.publish', { id })
    await world.run()
    expect(await step('acquisition.first_code')).toMatchObject({
      done: false,
      problem: { said: { zh: '没有客户联系权限', en: 'No customer-contact permission' } },
    })
    expect(await world.sql('select status, failure from marketing_channel_code')).toEqual([
      { status: 'failed', failure: 'wecom.84074' },
    ])
    member.follows = true
    await world.command('channel_code.publish', { id })
    await world.run()
    await world.run()
    expect(await step('acquisition.first_code')).toMatchObject({ done: true, problem: null })
  })

  it('may be put away before it is done', async () => {
    await set('platform.setup_guide', false)
    expect(await guide()).toMatchObject({ shown: false, done: false })
    await set('platform.setup_guide', true)
  })

  it('says why a newcomer was not greeted, and ends itself with the first who is', async () => {
    const [{ state, config_id } = { state: '', config_id: '' }] = await world.sql<{ state: string; config_id: string }>(
      'select state, config_id from marketing_channel_code',
    )
    await play('switches', { failures: [{ path: '/cgi-bin/externalcontact/send_welcome_msg', errcode: 41051, times: 1 }] })
    await scan({ config_id, name: '小寒' })
    expect(await step('acquisition.first_greeting')).toMatchObject({
      done: false,
      problem: { said: { zh: '已发过欢迎语或已开始聊天' } },
    })
    await scan({ state, name: '小满' })
    expect(sandbox.store.world.messages.filter(({ kind }) => kind === 'welcome').map(({ text }) => text)).toEqual(['小满，您好'])
    expect(await world.sql('select greeted, greeting_failure from marketing_channel_code')).toEqual([
      { greeted: 1, greeting_failure: null },
    ])
    const { shown, done, steps } = await guide()
    expect([shown, done, steps.every((one) => one.done)]).toEqual([false, true, true])
    // Whatever fails later, the company is alive: nobody is led through its set-up again.
    await set('wecom.app_secret', 'not-the-secret')
    expect(await guide()).toMatchObject({ shown: false, done: true })
  })

  it('is made of steps with words in both languages, each in its own place', () => {
    const steps: readonly SetupStepDefinition[] = definitions.flatMap(({ setup = [] }) => setup)
    expect(new Set(steps.map(({ order }) => order)).size).toBe(steps.length)
    for (const { name, label, help } of steps) expect([label.zh, label.en, help.zh, help.en].every(Boolean), name).toBe(true)
  })
})
