import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type FactSource, intentAsked, personMerged, personUnmerged, segmentEntered } from '@lianke/kernel'
import type { Model } from '@lianke/platform'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSources, type SourcesWorld } from './sources-world.testing.ts'

let world: SourcesWorld
let model: Model
beforeAll(async () => {
  world = await openSources()
  model = await world.server.platform.model(world.server.tenant)
})
afterAll(() => world?.close())

/** Every event, told by somebody of its own for each source: whoever is not believed leaves no person either. */
const visitor = (source: string, name: string) => `${source}-${name}`
const track = (source: string, name: string) => ({
  message_id: visitor(source, name),
  type: 'track',
  event: name,
  user_id: visitor(source, name),
})
const allowed = (source: FactSource) =>
  [...model.events.values()].filter(({ from }) => from.includes(source)).map(({ name }) => name)
const factsOf = async (source: FactSource) =>
  (await world.sql<{ name: string }>(`select name from fact where source = $1 order by name collate "C"`, [source])).map(
    ({ name }) => name,
  )
const personsOf = async (source: string) =>
  (
    await world.sql<{ value: string }>(`select value from customer_identifier where type = 'user_id' and value like $1 || '-%'`, [
      source,
    ])
  ).map(({ value }) => value.slice(source.length + 1))

describe('who may tell what: every event of the product', () => {
  it('names its sources, and the product has events of every kind', () => {
    expect(model.events.size).toBeGreaterThan(50)
    for (const source of ['page', 'program', 'house', 'channel:wecom', 'channel:self'] as const)
      expect(allowed(source).length, source).toBeGreaterThan(1)
    // What changes staff, relations, codes is WeCom's word alone; what is money is ours alone.
    expect(model.events.get('wecom.staff_seen')?.from).toEqual(['channel:wecom'])
    for (const name of ['order.placed', 'order.paid', 'payment.recorded']) expect(model.events.get(name)?.from).toEqual(['house'])
  })

  it.each(['page', 'program'] as const)(
    'is taken from a %s exactly when declared; a refused one leaves nothing',
    async (source) => {
      const names = [...model.events.keys()]
      const answer = await world.collect(
        world.keys[source],
        names.map((name) => track(source, name)),
      )
      const good = allowed(source)
      expect(answer.received).toBe(good.length)
      expect(answer.refused.map(({ index }) => names[index]).sort()).toEqual(names.filter((name) => !good.includes(name)).sort())
      expect(new Set(answer.refused.map(({ code }) => code))).toEqual(new Set(['event.wrong_source']))
      const kept = await world.sql<{ message_id: string }>(`select message_id from inbox where message_id like $1 || '-%'`, [
        source,
      ])
      expect(kept.map(({ message_id }) => message_id.slice(source.length + 1)).sort()).toEqual([...good].sort())
      await world.run()
      expect(await factsOf(source)).toEqual([...good].sort())
      expect((await personsOf(source)).sort()).toEqual([...good].sort())
    },
  )

  it('says who may tell it, in both languages', async () => {
    const [zh] = (await world.collect(world.keys.page, [track('zh', 'wecom.staff_seen')])).refused
    expect(zh?.detail).toBe('这个事件“wecom.staff_seen”不能由网页上报，只能来自：企业微信')
    const [en] = (await world.collect(world.keys.program, [track('en', 'order.paid')], 'en')).refused
    expect(en?.detail).toBe('This event, “order.paid”, cannot be told by programs, only by: Lianke itself')
    const [name] = (await world.collect(world.keys.page, [track('zh', 'lead.praised')])).refused
    expect(name).toMatchObject({
      code: 'event.reserved_name',
      detail: '事件名“lead.praised”留给系统使用，网页不能上报，请换一个名字',
    })
  })

  it('is taken from an envelope of WeCom exactly when declared; the others wait as dead letters and leave no fact', async () => {
    const names = [...model.events.keys()]
    await world.receive(
      names.map((name) => ({
        channel: 'wecom',
        kind: 'wecom.sync_page',
        message_id: visitor('wecom', name),
        body: {
          facts: [
            {
              name,
              occurred_at: new Date().toISOString(),
              identifiers: [{ type: 'user_id', issuer: '', value: visitor('wecom', name), verified: true }],
              payload: { userid: 'nobody' },
              key: visitor('wecom', name),
            },
          ],
          problems: [],
        },
      })),
    )
    await world.run()
    const good = allowed('channel:wecom')
    expect(await factsOf('channel:wecom')).toEqual([...good].sort())
    expect((await personsOf('wecom')).sort()).toEqual([...good].sort())
    const dead = await world.sql<{ name: string; error: string }>(
      `select body -> 'facts' -> 0 ->> 'name' as name, error from inbox where channel = 'wecom' and state = 'dead'`,
    )
    expect(dead.map(({ name }) => name).sort()).toEqual(names.filter((name) => !good.includes(name)).sort())
    expect(new Set(dead.map(({ error }) => error))).toEqual(new Set(['event.wrong_source']))
  })

  it('is taken from the post of the house to itself exactly when declared', async () => {
    const names = [...model.events.keys()]
    const person = await world.server.platform.work(world.server.tenant, { kind: 'system', id: 'test' }, (work) =>
      work.records.create('customer.person', { name: '林小满' }),
    )
    await world.receive(
      names.map((name) => ({
        channel: 'self',
        kind: 'self.emit',
        message_id: visitor('self', name),
        body: { event: name, person: person.id, intent: visitor('self', name), payload: {} },
      })),
    )
    await world.run()
    expect(await factsOf('channel:self')).toEqual([...allowed('channel:self')].sort())
  })

  it('is not taken from channels that only send, nor from one that does not exist', async () => {
    const others = [...model.channels.keys()].filter((name) => !['wecom', 'self', 'collect'].includes(name))
    expect(others.length).toBeGreaterThan(1)
    const before = await world.sql('select 1 from fact')
    await world.receive(
      [...others, 'ghost'].flatMap((channel) =>
        [...model.events.keys()].map((name) => ({ channel, kind: name, message_id: visitor(channel, name), body: { name } })),
      ),
    )
    await world.run()
    expect(await world.sql('select 1 from fact')).toHaveLength(before.length)
  })

  it('cannot be told through the API, by its name or by writing a fact', async () => {
    const admin = await world.server.person({
      rights: ['*'],
      objects: { '*': { read: 'all', update: 'all', delete: 'all', create: true } },
    })
    await world.run()
    const before = await world.sql(`select 1 from fact where name not like 'organisation.%'`)
    const authorization = `Bearer ${world.keys.program}`
    for (const name of model.events.keys()) {
      for (const url of [`/api/v1/commands/${name}`, `/api/v1/${name.replaceAll('.', '/')}`, `/api/v1/events/${name}`]) {
        const byKey = await world.server.app.inject({ method: 'POST', url, headers: { authorization }, payload: {} })
        expect([404, 405, 422], `${url} ${byKey.body}`).toContain(byKey.statusCode)
      }
    }
    for (const url of ['/api/v1/facts', '/api/v1/events', '/api/v1/platform/fact', '/api/v1/lianke/fact']) {
      const answer = await world.server.app.inject({
        method: 'POST',
        url,
        headers: { authorization },
        payload: { name: 'wecom.staff_seen', payload: {} },
      })
      expect(answer.statusCode, url).toBe(404)
    }
    const session = await world.server.app.inject({
      method: 'POST',
      url: '/collect',
      headers: { cookie: admin.cookie },
      payload: { batch: [track('session', 'page.viewed')] },
    })
    expect(session.json()).toMatchObject({ status: 401, code: 'collect.no_key' })
    expect(await world.sql(`select 1 from fact where name not like 'organisation.%'`)).toHaveLength(before.length)
  })
})

/** Names of facts that modules tell beside their events, as they stand in the source. */
const toldInSource = async (): Promise<string[]> => {
  const root = join(import.meta.dirname, '../../..')
  const names = new Set<string>()
  for (const folder of ['modules', 'engines', 'platform', 'channels', 'apps']) {
    for (const file of await readdir(join(root, folder), { recursive: true })) {
      if (!file.endsWith('.ts') || /(spec|testing)\.ts$/.test(file) || file.includes('node_modules')) continue
      const source = await readFile(join(root, folder, file), 'utf8')
      for (const [, name] of source.matchAll(/emit\(\{\s*name: '([a-z_.]+)'/g)) names.add(name as string)
    }
  }
  return [...names]
}

describe('names that nobody has defined', () => {
  it.each(['page', 'program'] as const)('are free for a %s where they cannot be taken for ours', async (source) => {
    const names = ['order.shipped', 'purchase', 'form.sent', 'course.chapter.finished', 'opportunity_seen']
    const answer = await world.collect(
      world.keys[source],
      names.map((name) => track(`free-${source}`, name)),
    )
    expect(answer).toMatchObject({ received: names.length, refused: [] })
  })

  it('are refused where they could be: rooms, channels, engines, records, what the house tells itself', async () => {
    const told = (await toldInSource()).filter((name) => !model.events.has(name))
    expect(told).toContain('wecom.sync_asked')
    const names = [
      ...told,
      ...[...model.words.keys()].filter((word) => word.startsWith('fact.')).map((word) => word.slice(5)),
      ...[...model.objects.keys()].flatMap((object) =>
        ['created', 'updated', 'deleted', 'restored'].map((act) => `${object}.${act}`),
      ),
      ...[...model.modules.map(({ name }) => name), ...model.channels.keys()].map((name) => `${name}.anything`),
      ...['segment.entered', 'journey.begun', 'message.delivered', 'outreach.wished', 'delivery.done', 'person.merged'],
      ...[intentAsked, personMerged, personUnmerged, 'identity.merge_asked', 'identity.unmerge_asked', 'identity.ask_refused'],
      ...model.commands.keys(),
      'custom.c_pet.created',
      'anything.created',
    ].filter((name) => !model.events.has(name))
    expect(names).toContain(intentAsked)
    expect(model.events.has(segmentEntered)).toBe(true)
    for (const key of [world.keys.page, world.keys.program]) {
      for (let at = 0; at < names.length; at += 500) {
        const part = names.slice(at, at + 500)
        const answer = await world.collect(
          key,
          part.map((name) => track('reserved', name)),
        )
        expect(answer.refused.map(({ index }) => part[index])).toEqual(part)
        expect(new Set(answer.refused.map(({ code }) => code))).toEqual(new Set(['event.reserved_name']))
      }
    }
    expect(await world.sql(`select 1 from inbox where message_id like 'reserved-%'`)).toHaveLength(0)
  })
})
