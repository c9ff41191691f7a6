import { wecom } from '@lianke/channel-wecom/testing'
import { surely } from '@lianke/kernel'
import { openPlatform, type Platform } from '@lianke/platform'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { localStore, mountRoutes, openAuth, openHttp } from '@lianke/platform/http'
import { testUrls } from '@lianke/platform/testing'
import { tmpdir } from 'node:os'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

const publicUrl = 'http://localhost:3000'
const secret = 'a secret for tests only'
let world: SpineWorld
let elsewhere: Platform
let doors: readonly Awaited<ReturnType<typeof openDoor>>[]
let authorization = ''

/** The product's doors as one process opens them. */
const openDoor = async (platform: Platform) => {
  const log = pino({ level: 'silent' })
  const auth = await openAuth(platform, { secret, publicUrl })
  const files = { store: localStore(tmpdir()), root: tmpdir(), bytesMax: 1024 * 1024 }
  const app = await openHttp(platform, { auth, publicUrl, log, files })
  const hostOf = openChannelHosts(platform, { receive: world.receiver.receive, log })
  const firstTenant = world.tenant.id
  await mountRoutes(app, { platform, auth, publicUrl, secret, firstTenant, hostOf, turnedAway: () => undefined })
  const api = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) => {
    const answer = await app.inject({ method, url: `/api/v1${url}`, headers: { authorization }, ...(payload ? { payload } : {}) })
    return { status: answer.statusCode, body: answer.json() }
  }
  return { app, auth, api }
}

beforeAll(async () => {
  world = await openSpine({ channels: [wecom] })
  elsewhere = await openPlatform({ ...testUrls(), secret, modules: world.platform.modules, connectionsMax: 6 })
  doors = [await openDoor(world.platform), await openDoor(elsewhere)]
  const made = await doors[0]?.auth.keys.make({ tenant: world.tenant.id, name: 'spec', scopes: ['*'], expiresAt: null, by: null })
  authorization = `Bearer ${made?.key}`
})
afterAll(async () => {
  for (const { app, auth } of doors ?? []) {
    await app.close()
    await auth.close()
  }
  await elsewhere?.close()
  await world?.tenant.close()
})

type Corp = { corp_id: string; name: string; suite_id: string; agents: { agent_id: number }[]; agents_version: string }
const corps = async (at: number): Promise<readonly Corp[]> => (await doors[at]?.api('GET', '/wecom/corps'))?.body.data
const ids = async (at: number) => (await corps(at)).map(({ corp_id }) => corp_id).sort()
/** The same moment in both processes, with what each has in its cache. */
const together = async (calls: readonly [method: 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object][]) => {
  for (const at of [0, 1]) await corps(at)
  return Promise.all(calls.map(async (call, at) => surely(await doors[at % 2]?.api(...call), 'a door')))
}

beforeEach(async () => {
  await world.sql(`delete from setting where name like 'wecom.%'`)
  for (const { settings } of [world.platform, elsewhere]) {
    await settings.set(world.tenant.id, 'wecom.corp_id', 'ww0', null)
    await settings.set(world.tenant.id, 'wecom.corps', [], null)
  }
  await expect.poll(() => ids(1)).toEqual(['ww0'])
})

describe('two administrators in two processes', () => {
  it('who add corporations at the same moment have added them all', async () => {
    const names = Array.from({ length: 8 }, (_, at) => `ww${at + 1}`)
    const answers = await together(names.map((corp_id) => ['POST', '/wecom/corps', { corp_id }]))
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 201))
    for (const at of [0, 1]) await expect.poll(() => ids(at)).toEqual(['ww0', ...names])
  })

  /** What a process has kept in the moment before the others hear of it. */
  const keptUnheard = async (value: unknown) => {
    const sealed = await elsewhere.secrets.encrypt(world.tenant.id, JSON.stringify(value))
    await world.sql(`update setting set sealed = $1 where name = 'wecom.corps'`, [sealed])
  }

  it('of whom the second has not heard yet what the first has kept: he goes on from it all the same', async () => {
    expect(await ids(0)).toEqual(['ww0'])
    await keptUnheard([{ 'wecom.corp_id': 'ww1', 'wecom.corp_name': '山茶', 'wecom.app_secret': 'one' }])
    expect((await doors[0]?.api('POST', '/wecom/corps', { corp_id: 'ww2' }))?.status).toBe(201)
    expect(await ids(0)).toEqual(['ww0', 'ww1', 'ww2'])
    await keptUnheard([{ 'wecom.corp_id': 'ww1', 'wecom.corp_name': '山茶', 'wecom.app_secret': 'one', 'wecom.suite_id': 's' }])
    await doors[0]?.api('PATCH', '/wecom/corps/ww1', { agents: [{ agent_id: 7, secret: 'two' }] })
    expect(await corps(0)).toMatchObject([
      { corp_id: 'ww0' },
      { corp_id: 'ww1', name: '山茶', suite_id: 's', agents: [{ agent_id: 7 }] },
    ])
    // Agents are a list too: one that another process has just added keeps its secret.
    await keptUnheard([{ 'wecom.corp_id': 'ww1', 'wecom.agents': [{ agent_id: 8, secret: 'three' }] }])
    const both = await doors[0]?.api('PATCH', '/wecom/corps/ww1', { agents: [{ agent_id: 8 }, { agent_id: 9, secret: 'four' }] })
    expect(both).toMatchObject({ status: 200, body: { agents: [{ agent_id: 8 }, { agent_id: 9 }] } })
  })

  it('who change agents by what each has seen of them lose none: the second is told, and what to do', async () => {
    const seen = surely((await corps(1))[0], 'a corp')
    const keep = (at: number, agent_id: number, agents_version?: string) =>
      doors[at]?.api('PATCH', '/wecom/corps/ww0', { agents: [{ agent_id, secret: 's' }], agents_version })
    expect((await keep(0, 7, seen.agents_version))?.status).toBe(200)
    expect(await keep(1, 8, seen.agents_version)).toMatchObject({
      status: 409,
      body: { code: 'wecom.agents_changed', detail: expect.stringContaining('别人刚改过') },
    })
    await expect.poll(async () => (await corps(1))[0]?.agents).toMatchObject([{ agent_id: 7 }])
    expect((await keep(1, 8, (await corps(1))[0]?.agents_version))?.body.agents).toMatchObject([{ agent_id: 8 }])
  })

  it('who add the same corporation have added it once, and one of them is told', async () => {
    const answers = await together([
      ['POST', '/wecom/corps', { corp_id: 'ww1' }],
      ['POST', '/wecom/corps', { corp_id: 'ww1' }],
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('wecom.corp_there')
  })

  it('who change different things, of one corporation or of two, have changed them all', async () => {
    for (const corp_id of ['ww1', 'ww2']) await doors[0]?.api('POST', '/wecom/corps', { corp_id })
    const answers = await together([
      ['PATCH', '/wecom/corps/ww1', { name: '山茶' }],
      ['PATCH', '/wecom/corps/ww1', { suite_id: 'suite' }],
      ['PATCH', '/wecom/corps/ww2', { name: '远山' }],
      ['POST', '/wecom/corps', { corp_id: 'ww3' }],
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 201])
    for (const at of [0, 1])
      await expect
        .poll(async () => (await corps(at)).map(({ corp_id, name, suite_id }) => [corp_id, name, suite_id].join()))
        .toEqual(['ww0,,', 'ww1,山茶,suite', 'ww2,远山,', 'ww3,,'])
  })

  it('of whom one changes what the other has removed: the change is refused, and what was removed stays so', async () => {
    await doors[0]?.api('POST', '/wecom/corps', { corp_id: 'ww1' })
    await doors[0]?.api('PATCH', '/wecom/corps/ww1', { paused: true })
    for (const at of [0, 1]) await expect.poll(() => ids(at)).toEqual(['ww0', 'ww1'])
    const [removed, changed] = await together([
      ['DELETE', '/wecom/corps/ww1'],
      ['PATCH', '/wecom/corps/ww1', { name: '还在吗' }],
    ])
    expect(removed?.status).toBe(200)
    if (changed?.status !== 200) expect(changed).toMatchObject({ status: 404, body: { code: 'wecom.unknown_corp' } })
    for (const at of [0, 1]) await expect.poll(() => ids(at)).toEqual(['ww0'])
  })
})

describe('the first corporation', () => {
  const values = { corp_id: 'ww9', name: '晨露', agent_id: 7, app_secret: 'one', callback_token: 'two' }
  const kept = () => world.sql<{ name: string }>(`select name from setting where name like 'wecom.%' order by name`)
  it('is kept whole or not at all: where one of its settings cannot be kept, none is', async () => {
    await world.sql(`delete from setting where name like 'wecom.%'`)
    await world.platform.settings.set(world.tenant.id, 'wecom.corp_id', '', null)
    const before = await kept()
    await world.sql(`alter table setting add constraint never check (name <> 'wecom.callback_token')`)
    expect((await doors[0]?.api('POST', '/wecom/corps', values))?.status).toBe(500)
    await world.sql('alter table setting drop constraint never')
    expect(await kept()).toEqual(before)
    expect((await doors[0]?.api('POST', '/wecom/corps', values))?.status).toBe(201)
    expect(await corps(0)).toMatchObject([{ corp_id: 'ww9', name: '晨露', first: true, is_set: { callback_token: true } }])
    await doors[0]?.api('PATCH', '/wecom/corps/ww9', { paused: true })
    await world.sql(`alter table setting add constraint never check (name <> 'wecom.corp_name' or value <> '"露"')`)
    expect((await doors[0]?.api('PATCH', '/wecom/corps/ww9', { agent_id: 8, name: '露' }))?.status).toBe(500)
    await world.sql('alter table setting drop constraint never')
    expect(await corps(0)).toMatchObject([{ corp_id: 'ww9', name: '晨露', agent_id: 7 }])
    expect((await doors[0]?.api('DELETE', '/wecom/corps/ww9'))?.status).toBe(200)
    expect(await kept()).toEqual([])
  })
})
