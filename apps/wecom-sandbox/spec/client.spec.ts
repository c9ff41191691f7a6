import {
  callWecom,
  checkHealth,
  sidebarConfig,
  authorizeUrl,
  jsapiSignature,
  visitorOf,
  WecomError,
  WecomRetry,
} from '@lianke/channel-wecom/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSandbox, type Sandbox } from '../index.ts'
import { channelHost, play, type SharedCache } from './channel-host.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await openSandbox({ port: 0, seed: {} })
})
beforeEach(async () => {
  await play(sandbox, 'seed', {})
})
afterAll(() => sandbox.close())

const follow = '/cgi-bin/externalcontact/get_follow_user_list'
const raw = async (path: string, query: Record<string, string>) =>
  (await (await fetch(`${sandbox.url}${path}?${new URLSearchParams(query)}`)).json()) as Record<string, unknown>
const count = (requests: string[], path: string) => requests.filter((each) => each === path).length
const errorOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (cause: unknown) => cause,
  )

describe('token rules', () => {
  it('answers the same token until it expires, then a new one', async () => {
    const query = { corpid: sandbox.store.world.corp.corp_id, corpsecret: sandbox.store.world.apps[0]!.secret }
    const first = await raw('/cgi-bin/gettoken', query)
    expect((await raw('/cgi-bin/gettoken', query)).access_token).toBe(first.access_token)
    await play(sandbox, 'clock', { seconds: 7200 })
    const second = await raw('/cgi-bin/gettoken', query)
    expect(second.access_token).not.toBe(first.access_token)
    expect((await raw(follow, { access_token: String(first.access_token) })).errcode).toBe(42001)
  })
  it.each([
    [{}, 41002],
    [{ corpid: 'x' }, 41004],
    [{ corpid: 'x', corpsecret: 'y' }, 40013],
  ])('refuses %o with %i and a hint', async (query, errcode) => {
    const said = await raw('/cgi-bin/gettoken', query as Record<string, string>)
    expect(said.errcode).toBe(errcode)
    expect(said.errmsg).toMatch(
      new RegExp(
        `, hint: \\[[^\\]]+\\], from ip: .+, more info at https://open\\.work\\.weixin\\.qq\\.com/devtool/query\\?e=${errcode}$`,
      ),
    )
  })
  it('refuses a wrong secret with 40001 and a missing or unknown token with 41001 and 40014', async () => {
    expect((await raw('/cgi-bin/gettoken', { corpid: sandbox.store.world.corp.corp_id, corpsecret: 'no' })).errcode).toBe(40001)
    expect((await raw(follow, {})).errcode).toBe(41001)
    expect((await raw(follow, { access_token: 'no' })).errcode).toBe(40014)
  })
  it('is fetched once for many calls in two processes', async () => {
    const shared: SharedCache = new Map()
    const [left, right] = [channelHost(sandbox, { shared }), channelHost(sandbox, { shared })]
    await Promise.all(Array.from({ length: 20 }, (_, index) => callWecom((index % 2 ? left : right).host, follow)))
    expect(count([...left.requests, ...right.requests], '/cgi-bin/gettoken')).toBe(1)
  })
  it.each(['invalid', 'expired'] as const)(
    'is refreshed once when the vendor ends it early (%s), and the call is replayed',
    async (how) => {
      const { host, requests } = channelHost(sandbox)
      await callWecom(host, follow)
      await play(sandbox, 'tokens/invalidate', { how })
      expect(await callWecom(host, follow)).toMatchObject({ errcode: 0 })
      expect(count(requests, '/cgi-bin/gettoken')).toBe(2)
      expect(count(requests, follow)).toBe(3)
    },
  )
  it('is not asked for again and again with a wrong secret; with the right one, or when somebody looks, at once', async () => {
    const { host, requests, secrets } = channelHost(sandbox, { secrets: { 'wecom.app_secret': 'wrong' } })
    for (let turn = 0; turn < 10; turn++) expect(await errorOf(callWecom(host, follow))).toMatchObject({ errcode: 40001 })
    expect(count(requests, '/cgi-bin/gettoken')).toBe(1)
    await checkHealth(host, new Set(['token']))
    expect(count(requests, '/cgi-bin/gettoken')).toBe(2)
    secrets['wecom.app_secret'] = sandbox.store.world.apps[0]!.secret
    await callWecom(host, follow)
    expect(count(requests, '/cgi-bin/gettoken')).toBe(3)
  })
  it('is not refreshed for ever', async () => {
    const { host, requests } = channelHost(sandbox)
    await play(sandbox, 'switches', { failures: [{ path: follow, errcode: 40014, times: 100 }] })
    expect(await errorOf(callWecom(host, follow))).toMatchObject({ errcode: 40014, kind: 'token' })
    expect(count(requests, follow)).toBe(2)
  })
})

describe('what the client does about an errcode', () => {
  it('replays busy twice, then comes back later', async () => {
    const { host, requests } = channelHost(sandbox)
    await play(sandbox, 'switches', { failures: [{ path: follow, errcode: -1, times: 2 }] })
    expect(await callWecom(host, follow)).toMatchObject({ errcode: 0 })
    await play(sandbox, 'switches', { failures: [{ path: follow, errcode: -1, times: 100 }] })
    expect(await errorOf(callWecom(host, follow))).toMatchObject({ errcode: -1, delayMs: 5_000 })
    expect(count(requests, follow)).toBe(6)
  })
  it.each([
    [45009, 60_000],
    [45033, 2_000],
    [41096, 2_000],
  ])('leaves %i alone for %i ms', async (errcode, delayMs) => {
    const { host } = channelHost(sandbox)
    await play(sandbox, 'switches', { failures: [{ path: follow, errcode, times: 1 }] })
    const cause = await errorOf(callWecom(host, follow))
    expect(cause).toBeInstanceOf(WecomRetry)
    expect(cause).toMatchObject({ errcode, delayMs })
  })
  it.each([
    [40001, 'stop'],
    [40013, 'stop'],
    [60020, 'stop'],
    [50003, 'stop'],
    [48002, 'permission'],
    [60011, 'permission'],
    [84074, 'permission'],
    [84061, 'gone'],
    [40096, 'gone'],
    [40035, 'input'],
    [99999, 'input'],
  ])('does not repeat %i: it is %s', async (errcode, kind) => {
    const { host, logs, requests } = channelHost(sandbox)
    await play(sandbox, 'switches', { failures: [{ path: follow, errcode, times: 1 }] })
    const cause = await errorOf(callWecom(host, follow))
    expect(cause).toBeInstanceOf(WecomError)
    expect(cause).toMatchObject({ errcode, kind, hint: expect.stringMatching(/^\d+_61_/) })
    expect(count(requests, follow)).toBe(1)
    expect(logs.at(-1)?.level).toBe(kind === 'stop' ? 'error' : 'warn')
  })
  it('takes silence for unsure', async () => {
    const { host } = channelHost(sandbox, { settings: { 'wecom.api_base': 'http://127.0.0.1:1' } })
    expect(await errorOf(callWecom(host, follow))).toMatchObject({ errcode: 0 })
  })
  it('keeps to the frequency the vendor allows', async () => {
    const { host } = channelHost(sandbox)
    await play(sandbox, 'switches', { calls_per_minute: 3 })
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => errorOf(callWecom(host, '/cgi-bin/externalcontact/get_corp_tag_list', { body: {} }))),
    )
    expect(outcomes.filter((each) => each instanceof WecomRetry)).toHaveLength(1)
  })
})

describe('health', () => {
  it('is well when everything is set', async () => {
    expect((await checkHealth(channelHost(sandbox).host)).map(({ name, status }) => [name, status])).toEqual(
      ['token', 'callback', 'directory', 'customers', 'tags', 'contact_way', 'app_message', 'sidebar'].map((name) => [
        name,
        'ok',
      ]),
    )
  })
  it('says which capability lacks a right, what stops and how to mend it', async () => {
    await play(sandbox, 'configure', { app: { permissions: ['contacts', 'message'] } })
    const failed = (await checkHealth(channelHost(sandbox).host)).filter((each) => each.status === 'failed')
    expect(failed.map((each) => [each.name, each.errcode])).toEqual([
      ['customers', 48002],
      ['tags', 48002],
      ['contact_way', 48002],
    ])
    for (const each of failed) expect([each.missing?.zh, each.stops.zh, each.mend.zh, each.hint].every(Boolean)).toBe(true)
  })
  it('tells a wrong secret, a foreign AgentId and an incomplete callback apart', async () => {
    const wrong = await checkHealth(channelHost(sandbox, { secrets: { 'wecom.app_secret': 'no' } }).host)
    expect(wrong.filter((each) => each.errcode === 40001)).toHaveLength(7)
    const agent = await checkHealth(
      channelHost(sandbox, { settings: { 'wecom.agent_id': 7 }, secrets: { 'wecom.callback_aes_key': 'short' } }).host,
    )
    expect(agent.filter((each) => each.status === 'failed').map((each) => [each.name, each.errcode])).toEqual([
      ['callback', null],
      ['app_message', 40056],
    ])
  })
  it('is unsure, not broken, when the vendor is silent', async () => {
    const all = await checkHealth(channelHost(sandbox, { settings: { 'wecom.api_base': 'http://127.0.0.1:1' } }).host)
    expect(all.filter((each) => each.status === 'unsure')).toHaveLength(7)
  })
})

describe('pages inside WeCom', () => {
  it('signs the page with both tickets', async () => {
    const { host } = channelHost(sandbox)
    const url = 'https://crm.example.test/h5/sidebar?x=1#top'
    const config = await sidebarConfig(host, { url, nonce: 'n1' })
    const ticket = sandbox.store.world.tickets.corp?.ticket ?? ''
    expect(config.config.signature).toBe(jsapiSignature({ ticket, nonce: 'n1', timestamp: config.config.timestamp, url }))
    expect(config.agent_config.signature).not.toBe(config.config.signature)
  })
  it('knows the member by a code, once', async () => {
    const { host } = channelHost(sandbox)
    const address = await authorizeUrl(host, { redirect_uri: 'https://crm.example.test/back', state: 's1' })
    const answer = await fetch(`${address.split('#')[0]}&as=lin.mei`, { redirect: 'manual' })
    const back = new URL(answer.headers.get('location') ?? '')
    expect(back.searchParams.get('state')).toBe('s1')
    const code = back.searchParams.get('code') ?? ''
    expect(await visitorOf(host, code)).toEqual({ kind: 'staff', userid: 'lin.mei' })
    expect(await errorOf(visitorOf(host, code))).toMatchObject({ errcode: 42022 })
  })
})
