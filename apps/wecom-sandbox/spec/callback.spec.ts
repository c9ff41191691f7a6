import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Envelope, Translated } from '@lianke/kernel'
import { receive, verifyUrl, wecom, type CallbackQuery } from '@lianke/channel-wecom/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSandbox, type Sandbox } from '../index.ts'
import { aesKey, channelHost, play } from './channel-host.ts'

let sandbox: Sandbox
let receiver: Server
let house: ReturnType<typeof channelHost>
let reasons: string[]
let arrivals: string[]
/** Answers to give instead of receiving, first one first. */
let broken: number[]

beforeAll(async () => {
  sandbox = await openSandbox({ port: 0, seed: {}, retryDelayMs: 5 })
  // The way a server takes callbacks: receive, keep the envelope, then acknowledge.
  receiver = createServer((request, reply) => {
    const query = Object.fromEntries(new URL(request.url ?? '/', 'http://x').searchParams) as CallbackQuery
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      if (request.method === 'GET') {
        const verified = await verifyUrl(house.host, query)
        return verified.ok ? reply.end(verified.echo) : reply.writeHead(403).end()
      }
      const status = broken.shift()
      if (status) return reply.writeHead(status).end()
      const received = await receive(house.host, query, Buffer.concat(chunks))
      if (!received.ok) {
        reasons.push(received.reason)
        return reply.writeHead(400).end()
      }
      arrivals.push(received.envelope.message_id)
      await house.host.post(received.envelope)
      return reply.end()
    })
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
})
beforeEach(async () => {
  await play(sandbox, 'seed', {})
  await play(sandbox, 'configure', {
    callback: { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/callback`, token: 'QDG6eK', aes_key: aesKey },
  })
  house = channelHost(sandbox)
  reasons = []
  arrivals = []
  broken = []
})
afterAll(async () => {
  await sandbox.close()
  await new Promise((done) => receiver.close(done))
})

const stored = (): Envelope[] =>
  [...house.inbox.values()].map((each, index) => ({ ...each, id: `e${index}`, received_at: house.host.now() }))
const told = async (): Promise<Translated[]> =>
  (await Promise.all(stored().map((each) => wecom.translate!(house.host, each)))).flat()
const code = async (fields: Record<string, unknown> = {}): Promise<string> => {
  const { callWecom } = await import('@lianke/channel-wecom/testing')
  const made = await callWecom<{ config_id: string }>(house.host, '/cgi-bin/externalcontact/add_contact_way', {
    body: { type: 2, scene: 2, user: ['lin.mei'], state: 'live-1111', skip_verify: true, ...fields },
  })
  return made.config_id
}
const scan = async (more: Record<string, unknown> = {}) => {
  const config_id = await code()
  return play<{ external_userid: string; userid: string }>(sandbox, 'scan', { config_id, name: '小满', gender: 2, ...more })
}
const settled = () => play(sandbox, 'settled')

describe('a callback address', () => {
  it('is verified by its bare echo', async () => {
    expect(await play(sandbox, 'callback/verify')).toMatchObject({ ok: true, http: 200 })
  })
  it('is not verified with another token', async () => {
    house.secrets['wecom.callback_token'] = 'other'
    expect(await play(sandbox, 'callback/verify')).toMatchObject({ ok: false, http: 403 })
  })
})

describe('a customer scans a code', () => {
  it('becomes one fact with identifiers, traits, state and welcome code', async () => {
    const { external_userid } = await scan()
    await settled()
    const facts = await told()
    const customer = sandbox.store.world.customers[external_userid]!
    expect(facts).toHaveLength(1)
    expect(facts[0]).toMatchObject({
      name: 'wecom.contact_added',
      identifiers: [
        { type: 'wecom_external_userid', issuer: sandbox.store.world.corp.corp_id, value: external_userid, verified: true },
        { type: 'unionid', issuer: 'wechat', value: customer.unionid, verified: true },
      ],
      traits: { name: '小满', gender: 'female' },
      payload: {
        userid: 'lin.mei',
        external_userid,
        state: 'live-1111',
        welcome_code: expect.stringMatching(/^WC-/),
        add_way: 1,
        remark: '小满',
        half: false,
        tags: [],
      },
    })
  })
  it('delivered three times is one envelope and the same fact', async () => {
    await play(sandbox, 'switches', { deliver_times: 3 })
    await scan()
    await settled()
    expect(arrivals).toHaveLength(3)
    expect(house.inbox.size).toBe(1)
    const [envelope] = stored()
    expect(await wecom.translate!(house.host, envelope!)).toEqual(await wecom.translate!(house.host, envelope!))
  })
  it('is tried three times in total when the house does not answer 200', async () => {
    broken = [500, 503]
    await scan()
    await settled()
    expect(house.inbox.size).toBe(1)
    broken = [500, 500, 500, 500]
    await play(sandbox, 'scan', { state: 'live-1111', name: '后来' })
    await settled()
    expect(broken).toHaveLength(1)
    expect(house.inbox.size).toBe(1)
    expect(sandbox.callbacks.log.at(-1)).toMatchObject({
      status: 'failed',
      attempts: [{ http: 500 }, { http: 500 }, { http: 500 }],
    })
  })
  it('with one wrong signature is refused once and taken at the next attempt', async () => {
    await play(sandbox, 'switches', { wrong_signature: 1 })
    await scan()
    await settled()
    expect(reasons).toEqual(['wecom.wrong_signature'])
    expect(house.logs.filter((each) => each.message === 'wecom callback refused')).toHaveLength(1)
    expect(house.inbox.size).toBe(1)
  })
  it('meant for another corp is refused', async () => {
    await play(sandbox, 'switches', { wrong_receiver: 3 })
    await scan()
    await settled()
    expect(reasons).toEqual(Array(3).fill('wecom.wrong_receiver'))
    expect(house.inbox.size).toBe(0)
  })
  it.each([-3600, 3600])('whose clock is off by %i s is refused', async (skew_seconds) => {
    await play(sandbox, 'switches', { skew_seconds })
    await scan()
    await settled()
    expect(reasons).toEqual(Array(3).fill('wecom.clock_skew'))
    expect(house.inbox.size).toBe(0)
  })
  it('is told even when the customer is gone before we read him', async () => {
    const { external_userid, userid } = await scan()
    await play(sandbox, 'unfriend', { userid, external_userid })
    await settled()
    const facts = await told()
    expect(facts.map((each) => each.name).sort()).toEqual(['wecom.contact_added', 'wecom.contact_removed_by_customer'])
    expect(facts.every((each) => each.identifiers[0]?.value === external_userid)).toBe(true)
  })
  it('of a code that needs confirmation arrives when the member confirms', async () => {
    const config_id = await code({ skip_verify: false })
    const waiting = await play<{ userid: string; external_userid: string }>(sandbox, 'scan', { config_id, name: '立夏' })
    await settled()
    expect(house.inbox.size).toBe(0)
    await play(sandbox, 'accept', { userid: waiting.userid, external_userid: waiting.external_userid })
    await settled()
    expect((await told()).map((each) => each.name)).toEqual(['wecom.contact_added'])
  })
  it('half and then confirmed is two facts, the second not half', async () => {
    const { userid, external_userid } = await scan({ half: true })
    await play(sandbox, 'clock', { seconds: 1 })
    await play(sandbox, 'accept', { userid, external_userid })
    await settled()
    expect((await told()).map((each) => each.payload.half)).toEqual([true, false])
  })
  it('throws when the vendor is busy, so that the envelope waits', async () => {
    await scan()
    await settled()
    await play(sandbox, 'switches', { failures: [{ path: '/cgi-bin/externalcontact/get', errcode: 45009, times: 1 }] })
    await expect(told()).rejects.toMatchObject({ errcode: 45009, delayMs: 60_000 })
    expect(await told()).toHaveLength(1)
  })
})

describe('what else happens', () => {
  const friend = () => Object.values(sandbox.store.world.relations).find((each) => each.remark === '小鹿-西湖店')!
  it('arrives out of order with its own time', async () => {
    const { userid, external_userid } = friend()
    await play(sandbox, 'switches', { out_of_order: true })
    await play(sandbox, 'staff/edit', { userid, external_userid, remark: '小鹿' })
    await play(sandbox, 'clock', { seconds: 5 })
    await play(sandbox, 'unfriend', { userid, external_userid })
    await settled()
    const facts = await told()
    expect(facts.map((each) => each.name)).toEqual(['wecom.contact_removed_by_customer', 'wecom.contact_edited'])
    expect(Date.parse(facts[0]!.occurred_at) - Date.parse(facts[1]!.occurred_at)).toBeGreaterThanOrEqual(5000)
  })
  it('a member edits remark and tags', async () => {
    const { userid, external_userid } = friend()
    const tag = sandbox.store.world.tag_groups[0]!.tag[1]!
    await play(sandbox, 'staff/edit', { userid, external_userid, remark: '鹿鹿', phones: ['13900000001'], tags: [tag.id] })
    await settled()
    expect((await told())[0]).toMatchObject({
      name: 'wecom.contact_edited',
      payload: { remark: '鹿鹿', tags: [tag.name], tag_ids: [tag.id], phones: ['13900000001'] },
    })
  })
  it('a member deletes the customer', async () => {
    const { userid, external_userid } = friend()
    await play(sandbox, 'staff/remove', { userid, external_userid })
    await settled()
    expect(await told()).toMatchObject([
      { name: 'wecom.contact_removed_by_staff', payload: { userid, external_userid, source: '' } },
    ])
  })
  it('tags are made, renamed and deleted in the console', async () => {
    await play(sandbox, 'admin/tag', { change: 'create', group_name: '来源', name: '抖音' })
    const tag = sandbox.store.world.tag_groups.find((each) => each.group_name === '来源')!.tag.at(-1)!
    await settled()
    expect(await told()).toMatchObject([{ name: 'wecom.tag_seen', payload: { id: tag.id, name: '抖音', group_name: '来源' } }])
    await play(sandbox, 'admin/tag', { change: 'delete', id: tag.id })
    await settled()
    // Told late, what was made and is no more is told as gone.
    expect((await told()).map(({ name, payload }) => [name, payload.id])).toEqual(Array(2).fill(['wecom.tag_removed', tag.id]))
  })
  it('a member leaves, a transfer is refused, a group grows', async () => {
    const { external_userid } = friend()
    await play(sandbox, 'staff/leave', { userid: 'sun.tao' })
    const { callWecom } = await import('@lianke/channel-wecom/testing')
    await callWecom(house.host, '/cgi-bin/externalcontact/transfer_customer', {
      body: { handover_userid: 'lin.mei', takeover_userid: 'chen.yu', external_userid: [external_userid] },
    })
    await play(sandbox, 'transfer/refuse', { external_userid })
    const group = await play<{ chat_id: string }>(sandbox, 'groups', { name: '福利群', owner: 'lin.mei' })
    await play(sandbox, 'groups/join', { external_userid, chat_id: group.chat_id })
    await settled()
    const facts = await told()
    expect(facts.map((each) => each.name).sort()).toEqual([
      'wecom.chat_changed',
      'wecom.chat_changed',
      'wecom.staff_left',
      'wecom.transfer_failed',
    ])
    expect(facts.find((each) => each.payload.detail === 'add_member')?.payload).toMatchObject({
      members: [external_userid],
      owner: 'lin.mei',
      name: '福利群',
      member_count: 2,
    })
    expect(facts.find((each) => each.name === 'wecom.transfer_failed')?.payload).toMatchObject({
      fail_reason: 'customer_refused',
      userid: 'chen.yu',
    })
  })
  it('acquisition and customer-service events are told', async () => {
    await play(sandbox, 'callback', { Event: 'customer_acquisition', ChangeType: 'friend_request', LinkId: 'ca1', State: 'xhs' })
    await play(sandbox, 'callback', { Event: 'kf_msg_or_event', Token: 'T1', OpenKfId: 'wk1' })
    await settled()
    expect((await told()).map((each) => [each.name, each.payload]).sort()).toMatchObject([
      ['wecom.acquisition_changed', { change: 'friend_request', link_id: 'ca1', state: 'xhs' }],
      ['wecom.service_message_waiting', { open_kfid: 'wk1', token: 'T1' }],
    ])
  })
  it('an event nobody knows is kept whole', async () => {
    await play(sandbox, 'callback', { Event: 'sprouting', ChangeType: 'leaf', Depth: '3' })
    await settled()
    expect(await told()).toMatchObject([
      { name: 'wecom.unknown_event', payload: { kind: 'sprouting.leaf', event: { Depth: '3' } } },
    ])
  })
  it('what was done through the API is silent', async () => {
    const { userid, external_userid } = friend()
    await wecom.deliver!(house.host, {
      intent: 'i',
      action: 'wecom.update_remark',
      person: null,
      address: null,
      content: { userid, external_userid, remark: '静' },
    })
    await settled()
    expect(house.inbox.size).toBe(0)
  })
})

describe('a body that is no callback', () => {
  it.each(['', '{}', '{"encrypt":1}', '<xml></xml>', 'x'.repeat(2_000_001), '<xml><Encrypt>AAAA</Encrypt></xml>'])(
    'is refused with a reason: %.30s',
    async (body) => {
      const received = await receive(house.host, { msg_signature: 'a', timestamp: '1', nonce: 'n' }, body)
      expect(received.ok).toBe(false)
      expect(house.inbox.size).toBe(0)
    },
  )
  it('is refused while nothing is set up', async () => {
    house.secrets['wecom.callback_token'] = null
    expect(await receive(house.host, {}, '<xml><Encrypt>AAAA</Encrypt></xml>')).toEqual({
      ok: false,
      reason: 'wecom.not_configured',
    })
  })
})
