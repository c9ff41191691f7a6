import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callWecom } from '@lianke/channel-wecom/testing'
import type { ChannelHost } from '@lianke/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSandbox, type Sandbox } from '../index.ts'
import { channelHost, play } from './channel-host.ts'

let sandbox: Sandbox
let host: ChannelHost
beforeAll(async () => {
  sandbox = await openSandbox({ port: 0, seed: {} })
})
beforeEach(async () => {
  await play(sandbox, 'seed', {})
  host = channelHost(sandbox).host
})
afterAll(() => sandbox.close())

const contact = '/cgi-bin/externalcontact/'
const call = <T = Record<string, never>>(path: string, body: Record<string, unknown>) =>
  callWecom<T>(host, `${contact}${path}`, { body })
const codeOf = (path: string, body: Record<string, unknown>) =>
  call(path, body).then(
    () => 0,
    (cause: { errcode: number }) => cause.errcode,
  )
const friend = () => Object.values(sandbox.store.world.relations).find((each) => each.remark === '小鹿-西湖店')!

describe('corp tags', () => {
  it('are made in a named group, found, renamed and deleted with their marks', async () => {
    const made = await call<{ tag_group: { group_id: string; tag: { id: string }[] } }>('add_corp_tag', {
      group_name: '来源',
      tag: [{ name: '抖音' }, { name: '快手' }],
    })
    const [first, second] = made.tag_group.tag.map((tag) => tag.id)
    expect(sandbox.store.world.tag_groups.filter((group) => group.group_name === '来源')).toHaveLength(1)
    await call('mark_tag', { userid: friend().userid, external_userid: friend().external_userid, add_tag: [first] })
    expect(friend().tags).toContain(first)
    await call('edit_corp_tag', { id: second, name: 'B站' })
    await call('del_corp_tag', { tag_id: [first] })
    expect(friend().tags).not.toContain(first)
    expect(await call('get_corp_tag_list', { tag_id: [first, second] })).toMatchObject({
      tag_group: [{ tag: [{ id: second, name: 'B站' }] }],
    })
  })
  it('ignore tag_id when group_id is given', async () => {
    const [group, other] = sandbox.store.world.tag_groups
    expect(await call('get_corp_tag_list', { group_id: [group!.group_id], tag_id: [other!.tag[0]!.id] })).toMatchObject({
      tag_group: [{ group_id: group!.group_id }],
    })
  })
  it.each([
    ['add_corp_tag', { group_name: '来源', tag: [{ name: '门店' }] }, 40071],
    ['add_corp_tag', { group_name: 'x', tag: [{ name: '长'.repeat(31) }] }, 40072],
    ['add_corp_tag', { group_name: 'x', tag: [] }, 40058],
    ['edit_corp_tag', { id: 'et0', name: 'x' }, 40068],
    ['del_corp_tag', {}, 40058],
    ['del_corp_tag', { tag_id: ['et0'] }, 40068],
    ['add_corp_tag', { group_name: 'x', tag: Array.from({ length: 3000 }, (_, index) => ({ name: `t${index}` })) }, 40126],
  ])('%s refuses %# with its code', async (path, body, errcode) => {
    expect(await codeOf(path, body)).toBe(errcode)
  })
})

describe('contact codes', () => {
  it.each([
    [{ scene: 2 }, 41037],
    [{ type: 2 }, 41038],
    [{ type: 3, scene: 2 }, 41039],
    [{ type: 2, scene: 9 }, 41040],
    [{ type: 2, scene: 1, style: 3, user: ['lin.mei'] }, 41042],
    [{ type: 1, scene: 2, user: ['lin.mei', 'zhou.bo'] }, 40031],
    [{ type: 2, scene: 2, user: ['lin.mei'], state: 's'.repeat(31) }, 40035],
  ])('refuse %o with %i', async (body, errcode) => {
    expect(await codeOf('add_contact_way', body)).toBe(errcode)
  })
  it('know 41043 and 41044', async () => {
    expect([await codeOf('get_contact_way', {}), await codeOf('del_contact_way', { config_id: 'x' })]).toEqual([41043, 41044])
  })
  it('are listed by pages with a checked cursor', async () => {
    for (let index = 0; index < 5; index++)
      await call('add_contact_way', { type: 2, scene: 2, user: ['lin.mei'], state: `s${index}` })
    const first = await call<{ contact_way: { config_id: string }[]; next_cursor: string }>('list_contact_way', { limit: 3 })
    const second = await call<{ contact_way: { config_id: string }[]; next_cursor: string }>('list_contact_way', {
      limit: 3,
      cursor: first.next_cursor,
    })
    expect(new Set([...first.contact_way, ...second.contact_way].map((way) => way.config_id)).size).toBe(5)
    expect(second.next_cursor).toBe('')
    expect(await codeOf('list_contact_way', { cursor: 'forged' })).toBe(50100)
  })
})

describe('transfer of customers', () => {
  it('completes after 24 hours, at most twice in 90 days', async () => {
    const { external_userid } = friend()
    const move = (from: string, to: string) =>
      call<{ customer: { errcode: number }[] }>('transfer_customer', {
        handover_userid: from,
        takeover_userid: to,
        external_userid: [external_userid],
      })
    expect(await move('lin.mei', 'zhou.bo')).toMatchObject({ customer: [{ errcode: 0 }] })
    expect(await move('lin.mei', 'zhou.bo')).toMatchObject({ customer: [{ errcode: 40100 }] })
    expect(await call('transfer_result', { handover_userid: 'lin.mei', takeover_userid: 'zhou.bo' })).toMatchObject({
      customer: [{ status: 2 }],
    })
    await play(sandbox, 'clock', { seconds: 86_400 })
    expect(await call('transfer_result', { handover_userid: 'lin.mei', takeover_userid: 'zhou.bo' })).toMatchObject({
      customer: [{ status: 1 }],
    })
    expect(await callWecom(host, `${contact}get`, { query: { external_userid } })).toMatchObject({
      follow_user: [{ userid: 'zhou.bo', add_way: 202 }],
    })
    expect(await move('lin.mei', 'chen.yu')).toMatchObject({ customer: [{ errcode: 40131 }] })
    await move('zhou.bo', 'lin.mei')
    await play(sandbox, 'clock', { seconds: 86_400 })
    await call('transfer_result', { handover_userid: 'zhou.bo', takeover_userid: 'lin.mei' })
    expect(await move('lin.mei', 'zhou.bo')).toMatchObject({ customer: [{ errcode: 40128 }] })
  })
  it('of one who has left needs that he has left', async () => {
    const body = { handover_userid: 'lin.mei', takeover_userid: 'zhou.bo', external_userid: [friend().external_userid] }
    expect(await codeOf('resigned/transfer_customer', body)).toBe(40097)
    await play(sandbox, 'staff/leave', { userid: 'lin.mei' })
    expect(await call('get_unassigned_list', {})).toMatchObject({
      is_last: true,
      info: [{ handover_userid: 'lin.mei' }, { handover_userid: 'lin.mei' }],
    })
    expect(await call('resigned/transfer_customer', body)).toMatchObject({ customer: [{ errcode: 0 }] })
  })
})

describe('media', () => {
  const upload = (type: string, bytes: string) => {
    const form = new FormData()
    form.append('media', new File([bytes], '图.png', { type: 'image/png' }))
    return callWecom<{ media_id: string }>(host, '/cgi-bin/media/upload', { query: { type }, form })
  }
  it('is uploaded, read back and forgotten after three days', async () => {
    const { media_id } = await upload('image', 'bytes of a picture')
    const [token] = Object.keys(sandbox.store.world.tokens)
    const read = () => fetch(`${sandbox.url}/cgi-bin/media/get?${new URLSearchParams({ access_token: token!, media_id })}`)
    expect(await (await read()).text()).toBe('bytes of a picture')
    await play(sandbox, 'clock', { seconds: 3 * 86_400 + 1 })
    expect(await (await read()).json()).toMatchObject({ errcode: 40007 })
  })
  it('of five bytes or of an unknown type is refused', async () => {
    await expect(upload('image', 'tiny!')).rejects.toMatchObject({ errcode: 44001 })
    await expect(upload('poem', 'long enough')).rejects.toMatchObject({ errcode: 40004 })
  })
})

describe('what callers do beside the usual', () => {
  const readFrom = <T>(path: string, query: Record<string, string | number>) => callWecom<T>(host, path, { query })
  it('members of a department are read with those below it where that is asked for', async () => {
    const members = async (more: Record<string, number>) =>
      (await readFrom<{ userlist: { userid: string }[] }>('/cgi-bin/user/list', { department_id: 1, ...more })).userlist.length
    expect(await members({ fetch_child: 1 })).toBe(Object.values(sandbox.store.world.staff).length)
    expect(await members({})).toBeLessThan(await members({ fetch_child: 1 }))
  })
  it('customers of one member are read by the older key', async () => {
    const read = (asked: Record<string, unknown>) => call<{ external_contact_list: unknown[] }>('batch/get_by_user', asked)
    const one = await read({ userid: 'lin.mei' })
    expect(one.external_contact_list.length).toBeGreaterThan(0)
    expect(one).toEqual(await read({ userid_list: ['lin.mei'] }))
  })
  it('a path that is not simulated is refused in the vendor’s shape', async () => {
    await expect(callWecom(host, '/cgi-bin/kf/account/list', { body: { offset: 0 } })).rejects.toMatchObject({ errcode: 48002 })
  })
})

describe('rights', () => {
  it('hide members outside the visible range', async () => {
    await play(sandbox, 'configure', { app: { visible: ['chen.yu'] } })
    expect(await callWecom(host, `${contact}get_follow_user_list`)).toMatchObject({ follow_user: ['chen.yu'] })
    expect(
      await codeOf('mark_tag', {
        userid: 'lin.mei',
        external_userid: friend().external_userid,
        add_tag: [sandbox.store.world.tag_groups[0]!.tag[0]!.id],
      }),
    ).toBe(60011)
    expect(await codeOf('add_contact_way', { type: 2, scene: 2, user: ['lin.mei'] })).toBe(60011)
  })
  it('keep sensitive fields back unless switched on', async () => {
    const read = () => callWecom<Record<string, unknown>>(host, '/cgi-bin/user/get', { query: { userid: 'lin.mei' } })
    expect(await read()).not.toHaveProperty('mobile')
    await play(sandbox, 'switches', { sensitive_fields: true })
    expect(await read()).toHaveProperty('mobile')
  })
})

describe('the world', () => {
  it('outlives a restart', async () => {
    const data = mkdtempSync(join(tmpdir(), 'sandbox-'))
    try {
      const first = await openSandbox({ port: 0, data, seed: {} })
      const made = await play<{ external_userid: string }>(first, 'customers', { name: '初雪' })
      await play(first, 'switches', { mass_rule: 'day' })
      await first.close()
      const second = await openSandbox({ port: 0, data, seed: {} })
      expect(second.store.world.customers[made.external_userid]?.name).toBe('初雪')
      expect(second.store.world.switches.mass_rule).toBe('day')
      await second.close()
    } finally {
      rmSync(data, { recursive: true })
    }
  })
  it('is the same for the same seed', async () => {
    const idsOf = () => Object.keys(sandbox.store.world.customers)
    const before = idsOf()
    await play(sandbox, 'seed', {})
    expect(idsOf()).toEqual(before)
  })
  it('never gives an id again after starting over, and stays tied to the product', async () => {
    const made = () => play<{ external_userid: string }>(sandbox, 'customers', { name: '初雪' })
    await play(sandbox, 'configure', { callback: { url: 'http://127.0.0.1:1/callback', token: 't', aes_key: 'a'.repeat(43) } })
    const first = await made()
    await play(sandbox, 'seed', {})
    expect((await made()).external_userid).not.toBe(first.external_userid)
    expect(sandbox.store.world.callback?.token).toBe('t')
    await play(sandbox, 'configure', { callback: null })
  })
  it('takes a seed of thousands and shows the newest', async () => {
    await play(sandbox, 'seed', {
      customers: Array.from({ length: 6000 }, (_, index) => ({
        name: `客户${index}`,
        userid: 'lin.mei',
        external_userid: `wm${index}`,
      })),
    })
    const shown = (await (await fetch(`${sandbox.url}/sandbox/world`)).json()) as { customers: object }
    expect(Object.keys(sandbox.store.world.customers)).toHaveLength(6000)
    expect(Object.keys(shown.customers)).toHaveLength(400)
  })
  it.each([
    ['scan', { state: 'nowhere', name: 'x' }],
    ['send', { userid: 'lin.mei' }],
    ['accept', { userid: 'lin.mei', external_userid: 'wm0' }],
    ['switches', { deliver_times: 0 }],
    ['configure', { callback: { url: 'x', token: 't', aes_key: 'short' } }],
  ])('refuses to play %s with %o', async (address, body) => {
    const answer = await fetch(`${sandbox.url}/sandbox/${address}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(400)
    expect(((await answer.json()) as { error: string }).error).not.toBe('')
  })
})
