import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type DeliveryRequest, surely } from '@lianke/kernel'
import {
  deleteContactWay,
  readContactWay,
  saveContactWay,
  sync,
  syncStart,
  welcome,
  wecom,
  type SyncCheckpoint,
  type SyncPage,
} from '@lianke/channel-wecom/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSandbox, type Sandbox } from '../index.ts'
import { channelHost, play, type SharedCache } from './channel-host.ts'

let sandbox: Sandbox
let house: ReturnType<typeof channelHost>
const addressOf = (value: string) => ({ type: 'wecom_external_userid', issuer: sandbox.store.world.corp.corp_id, value })
beforeAll(async () => {
  sandbox = await openSandbox({ port: 0, seed: {} })
})
beforeEach(async () => {
  await play(sandbox, 'seed', {})
  house = channelHost(sandbox)
})
afterAll(() => sandbox.close())

const deliver = (action: string, content: Record<string, unknown>, more: Partial<DeliveryRequest> = {}) =>
  wecom.deliver!(house.host, { intent: 'i1', action, person: 'p1', address: null, content, ...more })
const wish = (more: Record<string, unknown> = {}) => ({
  state: 'live-1111',
  users: ['lin.mei'],
  requested_at: house.host.now(),
  remark: '双11',
  ...more,
})
const ways = () => Object.values(sandbox.store.world.contact_ways)
const failNext = (path: string, errcode: number, more: Record<string, unknown> = {}) =>
  play(sandbox, 'switches', { failures: [{ path, errcode, times: 1, ...more }] })
const add = '/cgi-bin/externalcontact/add_contact_way'

/** A stranger scans and the callback's welcome code is at hand. */
const scanned = async (): Promise<{ userid: string; external_userid: string; welcome_code: string }> => {
  await saveContactWay(house.host, wish())
  const { userid, external_userid } = await play<{ userid: string; external_userid: string }>(sandbox, 'scan', {
    state: 'live-1111',
    name: '小满',
  })
  const welcome_code = Object.values(sandbox.store.world.welcome_codes).find(
    (each) => each.external_userid === external_userid,
  )!.code
  return { userid, external_userid, welcome_code }
}
const chatOf = (external_userid: string) =>
  sandbox.store.world.messages.filter((each) => each.external_userid === external_userid && each.kind !== 'notice')

describe('the welcome', () => {
  it('reaches the customer once, though two processes and delivery ask for it at once', async () => {
    const { external_userid, welcome_code } = await scanned()
    const other = channelHost(sandbox, { shared: house.shared })
    const content = {
      text: '欢迎 %NICKNAME%',
      attachments: [{ msgtype: 'link', link: { title: '新人礼', url: 'https://m.example.test/gift' } }] as const,
    }
    const outcomes = await Promise.all([
      welcome(house.host, { welcome_code, content }),
      welcome(other.host, { welcome_code, content }),
      deliver('wecom.send_welcome', { welcome_code, ...content }),
    ])
    expect(outcomes).toEqual(Array(3).fill({ status: 'sent', reference: welcome_code }))
    expect(chatOf(external_userid)).toMatchObject([{ kind: 'welcome', text: '欢迎 小满', attachments: [{ msgtype: 'link' }] }])
  })
  it('is refused after 20 seconds, with the reason', async () => {
    const { external_userid, welcome_code } = await scanned()
    await play(sandbox, 'clock', { seconds: 21 })
    expect(await deliver('wecom.send_welcome', { welcome_code, text: '晚了' })).toEqual({
      status: 'refused',
      reason: 'wecom.41050',
    })
    expect(chatOf(external_userid)).toEqual([])
  })
  it('is refused when they chat already, and a second use of the code answers 41051', async () => {
    const first = await scanned()
    await play(sandbox, 'send', { userid: first.userid, external_userid: first.external_userid, from: 'customer', text: '你好' })
    expect(await deliver('wecom.send_welcome', { welcome_code: first.welcome_code, text: '欢迎' })).toEqual({
      status: 'refused',
      reason: 'wecom.41051',
    })
  })
  it('is tried again when another app is sending, and not forgotten', async () => {
    const { external_userid, welcome_code } = await scanned()
    await failNext('/cgi-bin/externalcontact/send_welcome_msg', 41096)
    expect(await deliver('wecom.send_welcome', { welcome_code, text: '欢迎' })).toMatchObject({ status: 'retry', afterMs: 2_000 })
    expect(await deliver('wecom.send_welcome', { welcome_code, text: '欢迎' })).toMatchObject({ status: 'sent' })
    expect(chatOf(external_userid)).toHaveLength(1)
  })
  it.each([
    [{ text: '' }, 'wecom.empty_message'],
    [{ text: '好'.repeat(1334) }, 'wecom.text_too_long'],
    [
      { text: 'x', attachments: Array(10).fill({ msgtype: 'link', link: { title: 'a', url: 'b' } }) },
      'wecom.too_many_attachments',
    ],
    [{ text: 'x', attachments: [{ msgtype: 'poem', poem: {} }] }, 'wecom.bad_attachment'],
  ])('is not asked for when its content cannot be sent (%#)', async (content, reason) => {
    const { welcome_code } = await scanned()
    expect(await deliver('wecom.send_welcome', { welcome_code, ...content })).toEqual({ status: 'refused', reason })
    expect(house.requests).not.toContain('/cgi-bin/externalcontact/send_welcome_msg')
  })
})

describe('pictures and files', () => {
  let shelf: Server
  const fetched: string[] = []
  beforeAll(async () => {
    shelf = createServer((request, reply) => {
      fetched.push(request.url ?? '')
      if (request.url === '/none.png') return reply.writeHead(404).end()
      return reply
        .writeHead(200, { 'content-type': request.url?.endsWith('.pdf') ? 'application/pdf' : 'image/png' })
        .end('picture-bytes')
    })
    await new Promise<void>((done) => shelf.listen(0, '127.0.0.1', done))
  })
  afterAll(() => new Promise((done) => shelf.close(done)))
  const at = (name: string) => `http://127.0.0.1:${(shelf.address() as AddressInfo).port}/${name}`
  const picture = (name: string) => ({ msgtype: 'image', image: { pic_url: at(name) } })
  const attachmentsTo = (external_userid: string) => chatOf(external_userid).flatMap(({ attachments }) => attachments)

  it('are uploaded from their address once, and again before the vendor has forgotten them', async () => {
    const greet = async () => {
      const { external_userid, welcome_code } = await scanned()
      const outcome = await deliver('wecom.send_welcome', { welcome_code, text: '', attachments: [picture('shop.png')] })
      expect(outcome).toMatchObject({ status: 'sent' })
      return attachmentsTo(external_userid)
    }
    const first = await greet()
    expect(first).toEqual([{ msgtype: 'image', image: { media_id: expect.stringMatching(/^MID_/) } }])
    expect(await greet()).toEqual(first)
    expect(fetched).toEqual(['/shop.png'])
    await play(sandbox, 'clock', { seconds: 2.6 * 86_400 })
    const later = await greet()
    expect(later).not.toEqual(first)
    expect(fetched).toHaveLength(2)
  })
  it('that cannot be had cost a welcome its picture, not its words; a message that is not urgent says so instead', async () => {
    const { external_userid, welcome_code } = await scanned()
    const content = { text: '欢迎', attachments: [picture('none.png')] }
    expect(await deliver('wecom.send_welcome', { welcome_code, ...content })).toMatchObject({ status: 'sent' })
    expect(chatOf(external_userid)).toMatchObject([{ text: '欢迎', attachments: [] }])
    const address = addressOf(external_userid)
    expect(await deliver('wecom.send_message', { sender: 'lin.mei', ...content }, { address })).toEqual({
      status: 'refused',
      reason: 'wecom.media_unreadable',
    })
    expect(Object.values(sandbox.store.world.tasks)).toEqual([])
  })
  it('of a message are uploaded too: covers and files by address', async () => {
    const { external_userid } = await scanned()
    const address = addressOf(external_userid)
    const attachments = [
      { msgtype: 'miniprogram', miniprogram: { title: '券', appid: 'wx1', page: 'a', pic_media_id: at('cover.png') } },
      { msgtype: 'file', file: { url: at('menu.pdf') } },
    ]
    expect(await deliver('wecom.send_message', { sender: 'lin.mei', text: '', attachments }, { address })).toMatchObject({
      status: 'asked',
    })
    const media = Object.values(sandbox.store.world.media)
    expect(media.map(({ type, filename }) => [type, filename]).sort()).toEqual([
      ['file', 'menu.pdf'],
      ['image', 'cover.png'],
    ])
  })
  it('by an id that the vendor does not know are refused by it', async () => {
    const { welcome_code } = await scanned()
    const attachments = [{ msgtype: 'image', image: { media_id: 'MID_none' } }]
    expect(await deliver('wecom.send_welcome', { welcome_code, text: '欢迎', attachments })).toEqual({
      status: 'refused',
      reason: 'wecom.40007',
    })
  })
})

describe('contact codes', () => {
  it('are made, read back, changed in place and deleted', async () => {
    const made = await saveContactWay(house.host, wish())
    expect(made).toMatchObject({
      outcome: 'created',
      way: {
        state: 'live-1111',
        users: ['lin.mei'],
        remark: '双11',
        skip_verify: true,
        qr_code: expect.stringMatching(/^https:/),
      },
    })
    const { config_id, qr_code } = made.way
    const changed = await saveContactWay(house.host, wish({ config_id, users: ['chen.yu', 'lin.mei'], skip_verify: false }))
    expect(changed).toMatchObject({
      outcome: 'updated',
      way: { config_id, qr_code, users: ['chen.yu', 'lin.mei'], skip_verify: false },
    })
    await deleteContactWay(house.host, config_id)
    await deleteContactWay(house.host, config_id)
    expect(await readContactWay(house.host, config_id)).toBeNull()
  })
  it('are never lost when the answer is lost between call and record', async () => {
    const wanted = wish()
    for (let other = 0; other < 5; other++) await saveContactWay(house.host, wish({ state: `other-${other}` }))
    await failNext(add, 45033, { after: true })
    await expect(saveContactWay(house.host, wanted)).rejects.toMatchObject({ errcode: 45033 })
    expect(ways().filter((each) => each.state === 'live-1111')).toHaveLength(1)
    // A new process, knowing only the wish that was written down.
    const reborn = channelHost(sandbox)
    const found = await saveContactWay(reborn.host, wanted)
    expect(found.outcome).toBe('adopted')
    expect(
      ways()
        .filter((each) => each.state === 'live-1111')
        .map((each) => each.config_id),
    ).toEqual([found.way.config_id])
  })
  it('as an action are reported by the inbox, once per intent', async () => {
    const content = wish()
    const first = await deliver('wecom.save_contact_way', content)
    expect(await deliver('wecom.save_contact_way', content)).toEqual(first)
    expect(ways()).toHaveLength(1)
    const reports = [...house.inbox.values()]
    expect(reports).toHaveLength(1)
    const facts = await wecom.translate!(house.host, { ...reports[0]!, id: 'e', received_at: house.host.now() })
    expect(facts).toMatchObject([
      {
        name: 'wecom.contact_way_saved',
        payload: { state: 'live-1111', config_id: ways()[0]!.config_id, qr_code: ways()[0]!.qr_code },
      },
    ])
  })
  it.each([
    [{ users: ['nobody'] }, 'wecom.60111'],
    [{ users: [], departments: [99] }, 'wecom.60003'],
    [{ users: [] }, 'wecom.40058'],
  ])('are refused with the vendor’s reason and nothing is made (%#)', async (more, reason) => {
    expect(await deliver('wecom.save_contact_way', wish(more))).toEqual({ status: 'refused', reason })
    expect(ways()).toEqual([])
  })
  it('hold at most 100 members and need them activated', async () => {
    const many = Array.from({ length: 101 }, (_, index) => ({ userid: `m${index}`, name: `成员${index}`, department: [1] }))
    await play(sandbox, 'seed', { staff: many })
    expect(await deliver('wecom.save_contact_way', wish({ users: many.map((each) => each.userid) }))).toEqual({
      status: 'refused',
      reason: 'wecom.41041',
    })
    sandbox.store.world.staff.m0!.status = 4
    expect(await deliver('wecom.save_contact_way', wish({ users: ['m0'] }))).toEqual({ status: 'refused', reason: 'wecom.41054' })
  })
})

describe('messages to a customer', () => {
  const friend = () => Object.values(sandbox.store.world.relations).find((each) => each.remark === '小鹿-西湖店')!
  const send = (intent: string, text = '周六会员日') =>
    deliver('wecom.send_message', { sender: 'lin.mei', text }, { intent, address: addressOf(friend().external_userid) })
  it('arrive when the member confirms', async () => {
    const outcome = await send('m1')
    expect(outcome).toMatchObject({ status: 'asked' })
    const { reference } = outcome as { reference: string }
    const address = addressOf(friend().external_userid)
    const said = () =>
      wecom.confirm!(house.host, [
        { intent: 'm1', action: 'wecom.send_message', address, content: { sender: 'lin.mei' }, reference },
      ])
    expect(chatOf(friend().external_userid)).toEqual([])
    expect(await said()).toEqual([{ status: 'asked' }])
    await play(sandbox, 'staff/confirm', { userid: 'lin.mei', msgid: reference })
    expect(await said()).toEqual([{ status: 'sent', at: expect.stringMatching(/^\d{4}-/) }])
    expect(chatOf(friend().external_userid)).toMatchObject([{ kind: 'mass', text: '周六会员日' }])
  })
  it('are not asked for twice when the answer was lost', async () => {
    await failNext('/cgi-bin/externalcontact/add_msg_template', 45033, { after: true })
    expect(await send('m2')).toMatchObject({ status: 'retry' })
    const [task] = Object.values(sandbox.store.world.tasks)
    expect(await send('m2')).toEqual({ status: 'asked', reference: task!.msgid })
    expect(Object.values(sandbox.store.world.tasks)).toHaveLength(1)
  })
  it('are asked for again when the first attempt never arrived', async () => {
    await failNext('/cgi-bin/externalcontact/add_msg_template', 45009)
    expect(await send('m3')).toMatchObject({ status: 'retry', afterMs: 60_000 })
    expect(await send('m3')).toMatchObject({ status: 'asked' })
    expect(Object.values(sandbox.store.world.tasks)).toHaveLength(1)
  })
  it('of one member and one content are one task, however many customers; each has an outcome of its own', async () => {
    const friends = Object.values(sandbox.store.world.relations).filter(({ userid }) => userid === 'lin.mei')
    const requests = [...friends.map(({ external_userid }) => external_userid), 'wm-stranger'].map((value, n) => ({
      intent: `set-${n}`,
      action: 'wecom.send_message',
      person: null,
      address: addressOf(value),
      content: { sender: 'lin.mei', text: '会员日' },
    }))
    const run = () => wecom.deliverMany!.run(house.host, requests)
    await failNext('/cgi-bin/externalcontact/add_msg_template', 45033, { after: true })
    expect(new Set((await run()).map(({ status }) => status))).toEqual(new Set(['retry']))
    const outcomes = await run()
    const [task, ...more] = Object.values(sandbox.store.world.tasks)
    expect(more).toEqual([])
    expect(task?.targets).toHaveLength(friends.length)
    expect(outcomes.slice(0, -1)).toEqual(friends.map(() => ({ status: 'asked', reference: task!.msgid })))
    expect(outcomes.at(-1)).toEqual({ status: 'refused', reason: 'wecom.41048' })
    await play(sandbox, 'unfriend', { userid: 'lin.mei', external_userid: friends[0]!.external_userid })
    await play(sandbox, 'staff/confirm', { userid: 'lin.mei', msgid: task!.msgid })
    const asked = requests.slice(0, -1).map(({ person: _, ...one }) => ({ ...one, reference: task!.msgid }))
    const calls = house.requests.length
    const said = await wecom.confirm!(house.host, asked)
    expect(said[0]).toEqual({ status: 'refused', reason: 'wecom.no_friend' })
    expect(new Set(said.slice(1).map(({ status }) => status))).toEqual(new Set(['sent']))
    expect(house.requests.length - calls).toBe(1)
  })
  it('beyond the vendor’s frequency are skipped with its status', async () => {
    await play(sandbox, 'switches', { mass_rule: 'day' })
    for (const intent of ['d1', 'd2']) {
      const outcome = (await send(intent, intent)) as { reference: string }
      await play(sandbox, 'staff/confirm', { userid: 'lin.mei', msgid: outcome.reference })
    }
    expect(Object.values(sandbox.store.world.tasks).map((task) => task.targets[0]?.status)).toEqual([1, 3])
  })
  it('to somebody who is no contact are refused', async () => {
    await play(sandbox, 'unfriend', { userid: 'lin.mei', external_userid: friend().external_userid })
    expect(await send('m4')).toEqual({ status: 'refused', reason: 'wecom.41048' })
  })
  it('notices to members arrive once within the duplicate window', async () => {
    const content = {
      userids: ['lin.mei', 'nobody'],
      title: '新客户待跟进',
      description: '小鹿',
      url: 'https://crm.example.test/c/1',
    }
    expect(await deliver('wecom.notify_staff', content)).toMatchObject({ status: 'sent' })
    expect(await deliver('wecom.notify_staff', content)).toMatchObject({ status: 'sent' })
    expect(sandbox.store.world.app_messages).toMatchObject([
      { touser: ['lin.mei'], msgtype: 'textcard', body: { title: '新客户待跟进', btntxt: '查看' } },
    ])
    expect(await deliver('wecom.notify_staff', { ...content, userids: ['nobody'] })).toEqual({
      status: 'refused',
      reason: 'wecom.81013',
    })
  })
  it('tags and remarks are written to the relation', async () => {
    const { userid, external_userid } = friend()
    const gold = sandbox.store.world.tag_groups[0]!.tag[1]!.id
    expect(await deliver('wecom.mark_tag', { userid, external_userid, add_tag_ids: [gold] })).toEqual({ status: 'sent' })
    expect(
      await deliver('wecom.update_remark', { userid, external_userid, remark: '长'.repeat(30), remark_mobiles: ['13900000001'] }),
    ).toEqual({ status: 'sent' })
    expect(friendOf(external_userid)).toMatchObject({
      tags: expect.arrayContaining([gold]),
      remark: '长'.repeat(20),
      remark_mobiles: ['13900000001'],
    })
    expect(await deliver('wecom.mark_tag', { userid, external_userid, add_tag_ids: ['etnone'] })).toEqual({
      status: 'refused',
      reason: 'wecom.40068',
    })
  })
  const friendOf = (external_userid: string) =>
    Object.values(sandbox.store.world.relations).find((each) => each.external_userid === external_userid)
  it('wait long when an administrator must act', async () => {
    await failNext('/cgi-bin/message/send', 60020)
    expect(await deliver('wecom.notify_staff', { userids: ['lin.mei'], title: 'x' })).toEqual({
      status: 'retry',
      reason: 'wecom.60020',
      afterMs: 900_000,
    })
  })
})

describe('sync', () => {
  const read = async (from: SyncCheckpoint, stopAfter = Number.POSITIVE_INFINITY, shared?: SharedCache): Promise<SyncPage[]> => {
    const pages: SyncPage[] = []
    for await (const page of sync(channelHost(sandbox, { shared }).host, from)) {
      pages.push(page)
      if (pages.length >= stopAfter) break
    }
    return pages
  }
  const big = () =>
    play(sandbox, 'seed', {
      customers: Array.from({ length: 450 }, (_, index) => ({
        name: `客户${index}`,
        userid: index < 350 ? 'lin.mei' : 'chen.yu',
      })),
    })
  const keysOf = (pages: readonly SyncPage[]) => pages.flatMap((page) => page.facts.map((fact) => fact.key))

  it('tells departments, members, tags and customers, page by page', async () => {
    await big()
    const facts = (await read(syncStart('r1'))).flatMap((page) => page.facts)
    const counted = Object.fromEntries(
      Map.groupBy(facts, (fact) => fact.name)
        .entries()
        .map(([name, all]) => [name, all.length]),
    )
    expect(counted).toEqual({
      'wecom.department_seen': 8,
      'wecom.staff_seen': 6,
      'wecom.tag_seen': 10,
      'wecom.tags_read': 1,
      'wecom.contact_seen': 450,
      'wecom.contacts_read': 6,
    })
    const all = facts.filter((fact) => fact.name === 'wecom.contacts_read').flatMap(({ payload }) => payload.external_userids)
    expect(new Set(all).size).toBe(450)
    expect(facts.find((fact) => fact.name === 'wecom.contact_seen')).toMatchObject({
      identifiers: [{ type: 'wecom_external_userid' }, { type: 'unionid' }],
      traits: { name: expect.any(String) },
    })
  })
  it('goes on from any checkpoint without losing or repeating; who was read in two parts is not told as read whole', async () => {
    await big()
    const whole = keysOf(await read(syncStart('r1')))
    const pages = (await read(syncStart('r1'))).length
    for (let stop = 1; stop < pages; stop++) {
      const first = await read(syncStart('r1'), stop)
      const { checkpoint } = first.at(-1)!
      const rest = await read(checkpoint)
      const parted = checkpoint.phase === 'customers' && checkpoint.cursor !== '' ? `wecom.sync:r1:contacts:${checkpoint.at}` : ''
      expect([...keysOf(first), ...keysOf(rest)]).toEqual(whole.filter((key) => key !== parted))
    }
  })
  it('reads what the directory’s secret may not read as the app, and says what neither may', async () => {
    await failNext('/cgi-bin/department/list', 48009)
    await failNext('/cgi-bin/user/list', 48009)
    const pages = await read(syncStart('r1'))
    const named = pages.flatMap(({ facts }) => facts).filter(({ name }) => name === 'wecom.department_seen')
    expect(named.map(({ payload }) => payload.name)).not.toContain('')
    expect(named).toHaveLength(8)
    expect(pages.flatMap(({ problems }) => problems)).toEqual([])
    await play(sandbox, 'switches', { failures: [{ path: '/cgi-bin/department/list', errcode: 48009, times: 2 }] })
    const again = await read(syncStart('r2'))
    expect(again.flatMap(({ problems }) => problems)).toMatchObject([{ phase: 'departments', errcode: 48009 }])
    expect(again.at(-1)?.checkpoint.phase).toBe('done')
  })
  it('tells every group, in pages that are told apart; one that cannot be read is a problem of its page', async () => {
    const names = Array.from({ length: 3 }, (_, n) => `群${n}`)
    for (const name of names) await play(sandbox, 'groups', { name, owner: 'lin.mei' })
    await play(sandbox, 'switches', {
      failures: [{ path: '/cgi-bin/externalcontact/groupchat/get', errcode: 49008, times: 1 }],
    })
    const pages = (await read(syncStart('r1'))).filter(({ facts, problems }) =>
      [...facts.map(({ name }) => name), ...problems.map(({ phase }) => phase)].some(
        (of) => of === 'wecom.chat_changed' || of === 'groups',
      ),
    )
    expect(pages.flatMap(({ facts }) => facts.map(({ payload }) => payload.name))).toHaveLength(2)
    expect(pages.flatMap(({ problems }) => problems)).toMatchObject([{ phase: 'groups', errcode: 49008 }])
    const all = await read(syncStart('r2'))
    const places = all.map(({ checkpoint: { phase, at, cursor } }) => `${phase}:${at}:${cursor}`)
    expect(new Set(places).size).toBe(places.length)
    const rest = await read(surely(all.at(-2), 'a page of groups').checkpoint)
    expect(keysOf(rest)).toEqual([])
  })
  it('tells the groups of who has left', async () => {
    await play(sandbox, 'groups', { name: '留下的群', owner: 'sun.tao' })
    await play(sandbox, 'staff/leave', { userid: 'sun.tao' })
    const facts = (await read(syncStart('r1'))).flatMap((page) => page.facts)
    expect(facts.filter(({ name }) => name === 'wecom.chat_changed').map(({ payload }) => payload.name)).toEqual(['留下的群'])
  })
  it('stops at a limit and goes on later', async () => {
    await big()
    await play(sandbox, 'switches', {
      failures: [{ path: '/cgi-bin/externalcontact/batch/get_by_user', errcode: 45009, times: 1 }],
    })
    let checkpoint = syncStart('r1')
    const keys: (string | undefined)[] = []
    const collect = async () => {
      for await (const page of sync(house.host, checkpoint)) {
        checkpoint = page.checkpoint
        keys.push(...page.facts.map((fact) => fact.key))
      }
    }
    await expect(collect()).rejects.toMatchObject({ errcode: 45009 })
    expect(checkpoint.phase).toBe('customers')
    await collect()
    expect(keys).toEqual(keysOf(await read(syncStart('r1'))))
    expect(checkpoint.phase).toBe('done')
  })
  it('names the member it could not read and goes on', async () => {
    await play(sandbox, 'switches', {
      failures: [{ path: '/cgi-bin/externalcontact/batch/get_by_user', errcode: 60011, times: 1 }],
    })
    const pages = await read(syncStart('r1'))
    expect(pages.flatMap((page) => page.problems)).toMatchObject([{ phase: 'customers', at: 'chen.yu', errcode: 60011 }])
    expect(pages.at(-1)?.checkpoint.phase).toBe('done')
  })
})
