import { wecom } from '@lianke/channel-wecom/testing'
import { openRefusedLog, receivedCallbacks } from '@lianke/engine-intake'
import { answeredFacts } from '@lianke/platform'
import type { Filter } from '@lianke/kernel'
import { failedEffects } from '@lianke/platform/operations'
import { openSandbox, type Sandbox } from '@lianke/wecom-sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

let sandbox: Sandbox
let world: SpineWorld
beforeAll(async () => {
  sandbox = await openSandbox({ port: 0, seed: {} })
  world = await openSpine({ channels: [wecom], allowPrivate: [new URL(sandbox.url).host] })
  const { corp, apps } = sandbox.store.world
  const settings = {
    'wecom.corp_id': corp.corp_id,
    'wecom.agent_id': apps[0]?.agent_id,
    'wecom.app_secret': apps[0]?.secret,
    'wecom.api_base': sandbox.url,
  }
  for (const [name, value] of Object.entries(settings)) await world.platform.settings.set(world.tenant.id, name, value, null)
})
afterAll(async () => {
  await world?.tenant.close()
  await sandbox?.close()
})

/** A callback as the door stores it. */
const came = async (message_id: string, kind: string, event: Record<string, unknown>) => {
  const corp_id = sandbox.store.world.corp.corp_id
  const body = { corp_id, event: { CreateTime: '1763793600', ...event }, raw: `<xml><Event>${kind}</Event></xml>` }
  await world.receiver.receive(world.tenant.id, [{ channel: 'wecom', message_id, kind, body }])
}
const page = { channel: 'wecom', before: null, limit: 50 }
const listed = async () =>
  new Map(
    (await receivedCallbacks.list(world.platform.database, world.tenant.id, page)).map((one) => [one.message_id, one] as const),
  )

describe('a callback', () => {
  it('is done where something of ours answers it, and needed by nobody where nothing does', async () => {
    const tag = sandbox.store.world.tag_groups[0]?.tag[0]
    await came('tag', 'change_external_tag.update', { Id: tag?.id ?? '', TagType: 'tag', ChangeType: 'update' })
    await came('leaf', 'sprouting.leaf', { Depth: '3' })
    await came('kf', 'kf_msg_or_event', { OpenKfId: 'wk1', Token: 't' })
    await world.run()
    const all = await listed()
    expect(all.get('tag')).toMatchObject({ state: 'done', needed: true })
    expect(all.get('leaf')).toMatchObject({ state: 'done', needed: false })
    expect(all.get('kf')).toMatchObject({ state: 'done', needed: false })
    const tags = await world.sql<{ name: string }>('select name from customer_tag where external_id = $1', [`wecom:${tag?.id}`])
    expect(tags).toEqual([{ name: tag?.name }])
  })

  it('is needed by the segments, processes and addresses outside that a company made itself, as long as they listen', async () => {
    const { tenant, platform } = world
    const sql = <R>(text: string, values: readonly unknown[] = []) => platform.database.query<R>(tenant.id, { text, values })
    const asked: string[] = []
    const query = <R>({ text, values }: { text: string; values: readonly unknown[] }) => {
      asked.push(text)
      return sql<R>(text, values)
    }
    const name = 'wecom.unknown_event'
    const ofSomebody = { name, payload: { identifiers: [{ type: 'wecom_external_userid', value: 'wm1' }] } }
    const ofNobody = { name, payload: {} }
    const needed = async () => {
      const found = await answeredFacts({ query }, platform.modules, [ofSomebody, ofNobody, ofSomebody])
      return [found.has(ofSomebody), found.has(ofNobody)]
    }
    expect(await needed()).toEqual([false, false])
    expect(asked).toHaveLength(3)

    const filter: Filter = { event: 'page.viewed', then: [{ event: name }] }
    const segment = await tenant.system((work) =>
      work.records.create('marketing.segment', { name: 'S', status: 'active', filter }),
    )
    expect(await needed()).toEqual([true, false])
    await tenant.system((work) => work.records.update('marketing.segment', segment.id, { status: 'paused' }))
    expect(await needed()).toEqual([false, false])

    const wait = { id: 'a', step: 'flow.wait_until', config: { event: name, amount: 1, unit: 'day' }, next: {} }
    const journey = await world.journey({ trigger: { on: 'manual' }, graph: { entry: 'a', nodes: [wait] } })
    expect(await needed()).toEqual([true, false])
    await world.command('journey.end', { id: journey })
    expect(await needed()).toEqual([false, false])

    await sql(
      `insert into webhook_subscription (id, name, url, events, role, secret, maker_kind, maker)
        values (gen_random_uuid(), 'W', 'https://x.example', '{wecom.service_message_waiting}', gen_random_uuid(), '', 'system', 't')`,
    )
    await came('kf again', 'kf_msg_or_event', { OpenKfId: 'wk1', Token: 'u' })
    await world.run()
    expect((await listed()).get('kf again')).toMatchObject({ state: 'done', needed: true })
    expect((await listed()).get('kf')).toMatchObject({ needed: false })
  })

  it('waits while the corp does not answer, and has failed where the corp will not say', async () => {
    const path = '/cgi-bin/externalcontact/groupchat/get'
    sandbox.store.world.switches.failures = [{ path, errcode: 45009, times: 1 }]
    await came('busy', 'change_external_chat.update', { ChatId: 'wr-none', ChangeType: 'update' })
    await world.run()
    expect((await listed()).get('busy')).toMatchObject({ state: 'waiting', needed: null })
    sandbox.store.world.switches.failures = [{ path, errcode: 49008, times: 1 }]
    await came('closed', 'change_external_chat.update', { ChatId: 'wr-closed', ChangeType: 'update' })
    await world.run()
    expect((await listed()).get('closed')).toMatchObject({ state: 'dead', error: 'wecom.49008' })
  })

  it('has failed where what was to come of it could not be carried out', async () => {
    await came('left', 'change_contact.delete_user', { UserID: 'lin.mei', ChangeType: 'delete_user' })
    await world.run()
    expect(await failedEffects(world.platform.database, world.tenant.id, ['wecom:left'])).toEqual(new Map())
    await world.sql(
      `insert into fact_dead (reader, seq, body, error) select 'spec', seq, jsonb_build_object('id', id), 'broken here' from fact where key = 'wecom:left' returning 1`,
    )
    expect(await failedEffects(world.platform.database, world.tenant.id, ['wecom:left', 'wecom:tag'])).toEqual(
      new Map([['wecom:left', 'broken here']]),
    )
  })

  it('keeps its text as it came', async () => {
    const { id = '' } = (await listed()).get('leaf') ?? {}
    const found = await receivedCallbacks.read(world.platform.database, world.tenant.id, id)
    expect(found).toMatchObject({ text: '<xml><Event>sprouting.leaf</Event></xml>', callback: { kind: 'sprouting.leaf' } })
    expect(await receivedCallbacks.read(world.platform.database, world.tenant.id, crypto.randomUUID())).toBeNull()
  })

  it('that was turned away is counted, and the last five of a reason are kept, cut short', async () => {
    const { database } = world.platform
    const refused = openRefusedLog(database)
    for (let knock = 0; knock < 7; knock++) refused(world.tenant.id, 'wecom', 'wecom.unreadable', `knock ${knock}`)
    refused(world.tenant.id, 'wecom', 'wecom.unreadable', 'x'.repeat(10_000))
    const kept = () => receivedCallbacks.refused(database, world.tenant.id, 'wecom')
    await expect.poll(kept, { timeout: 20_000 }).toMatchObject([{ reason: 'wecom.unreadable', count: 8 }])
    const [row] = await kept()
    expect(row?.texts.map(({ text }) => text.slice(0, 7)).sort()).toEqual(['knock 3', 'knock 4', 'knock 5', 'knock 6', 'xxxxxxx'])
    expect(Math.max(...(row?.texts.map(({ text }) => text.length) ?? []))).toBe(4000)
  })
})
