import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Filter, UnitOfWork } from '@lianke/kernel'
import { previewSegment, rebuildSegment, segmentClock } from '@lianke/engine-segment'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

let world: SpineWorld
let event = 0
beforeAll(async () => {
  world = await openSpine()
})
afterAll(() => world.tenant.close())

const viewed = (user: string, url: string, more: Record<string, unknown> = {}) => ({
  message_id: `s${++event}`,
  type: 'page',
  user_id: user,
  properties: { url },
  ...more,
})
const person = async (user: string) =>
  (await world.sql<{ person: string }>(`select person from customer_identifier where value = $1`, [user]))[0]?.person as string
const make = async (filter: Filter, more: Record<string, unknown> = {}) => {
  const row = await world.tenant.system((work) =>
    work.records.create('marketing.segment', { name: `segment ${work.id()}`, status: 'active', filter, ...more }),
  )
  await world.run()
  return row.id
}
const members = async (segment: string) => {
  const rows = await world.sql<{ value: string }>(
    `select i.value from segment_membership m join customer_identifier i on i.person = m.person and i.type = 'user_id' where m.segment = $1 order by 1`,
    [segment],
  )
  return rows.map((row) => row.value)
}
const told = async (segment: string, name: string) =>
  (
    await world.sql<{ count: number }>(`select count(*)::int as count from fact where name = $1 and record = $2`, [name, segment])
  )[0]?.count
const rowOf = async (id: string) => {
  const [row] = await world.sql<{ filter: Filter; include: string[] | null; exclude: string[] | null }>(
    `select filter, include, exclude from marketing_segment where id = $1`,
    [id],
  )
  return {
    id,
    filter: row?.filter as Filter,
    include: row?.include ?? [],
    exclude: row?.exclude ?? [],
    status: 'active' as const,
  }
}
const prices: Filter = {
  event: 'page.viewed',
  where: { field: 'url', op: 'contains', value: '/price' },
  measure: { fn: 'count', op: 'gte', value: 2 },
}

describe('membership', () => {
  it('takes in who did it often enough at once, tells it once, and agrees with a full rebuild', async () => {
    await world.collect([
      viewed('ann', 'https://x/price'),
      viewed('ann', 'https://x/price'),
      viewed('bob', 'https://x/price'),
      viewed('cid', 'https://x/home'),
    ])
    await world.run()
    const id = await make(prices)
    expect(await members(id)).toEqual(['ann'])
    await world.collect([viewed('bob', 'https://x/price?2')])
    await world.run()
    expect(await members(id)).toEqual(['ann', 'bob'])
    expect(await rebuildSegment(world.engines.hostOf(world.tenant.id), await rowOf(id))).toEqual({
      entered: 0,
      left: 0,
      members: 2,
    })
    expect(await told(id, 'marketing.segment.entered')).toBe(2)
    const preview = await previewSegment(world.engines.hostOf(world.tenant.id), prices)
    expect(preview.count).toBe(2)
    expect(preview.sample.sort()).toEqual([await person('ann'), await person('bob')].sort())
  })

  it('counts people with no events in negative and count-below conditions', async () => {
    await world.collect([{ message_id: `s${++event}`, type: 'identify', user_id: 'new' }])
    await world.run()
    const never = await make({ event: 'page.viewed', none: true })
    const seldom = await make({ event: 'page.viewed', measure: { fn: 'count', op: 'lt', value: 2 } })
    expect(await members(never)).toEqual(['new'])
    expect(await members(seldom)).toEqual(['cid', 'new'])
    await world.collect([viewed('new', 'https://x/')])
    await world.run()
    expect(await members(never)).toEqual([])
    expect(await told(never, 'marketing.segment.left')).toBe(1)
    expect(await members(seldom)).toEqual(['cid', 'new'])
  })

  it('keeps in who was fixed by hand and out who was barred, through every rebuild', async () => {
    const [ann, cid] = [await person('ann'), await person('cid')]
    const id = await make(prices, { include: [cid], exclude: [ann] })
    expect(await members(id)).toEqual(['bob', 'cid'])
    await world.collect([viewed('ann', 'https://x/price'), viewed('cid', 'https://x/other')])
    await world.run()
    await rebuildSegment(world.engines.hostOf(world.tenant.id), await rowOf(id))
    expect(await members(id)).toEqual(['bob', 'cid'])
  })

  it('asks both again when a record goes from one person to another', async () => {
    const [ann, bob] = [await person('ann'), await person('bob')]
    const id = await make({ child: 'fieldwork.task', via: 'person' })
    const task = await world.tenant.system((work) => work.records.create('fieldwork.task', { subject: 'call', person: ann }))
    await world.run()
    expect(await members(id)).toEqual(['ann'])
    await world.tenant.system((work) => work.records.update('fieldwork.task', task.id, { person: bob }))
    await world.run()
    expect(await members(id)).toEqual(['bob'])
  })

  it('asks again whoever leads to a record that changed, was deleted or came back', async () => {
    const account = await world.tenant.system((work) =>
      work.records.create('customer.account', { name: 'Far', industry: 'retail' }),
    )
    const other = { field: 'account.industry', op: 'eq', value: 'retail' } as const
    const id = await make({ child: 'customer.contact_role', via: 'person', where: other })
    await world.tenant.system(async (work) =>
      work.records.create('customer.contact_role', { account: account.id, person: await person('bob') }),
    )
    await world.run()
    const change = async (act: (records: UnitOfWork['records']) => Promise<unknown>) => {
      await world.tenant.system((work) => act(work.records))
      await world.run()
      return members(id)
    }
    expect(await members(id)).toEqual(['bob'])
    expect(await change((records) => records.update('customer.account', account.id, { industry: 'education' }))).toEqual([])
    expect(await change((records) => records.update('customer.account', account.id, { industry: 'retail' }))).toEqual(['bob'])
    expect(await change((records) => records.remove('customer.account', account.id))).toEqual([])
    expect(await change((records) => records.restore('customer.account', account.id))).toEqual(['bob'])
  })

  it('of the first or the last time between two days fills, and moves with what happens', async () => {
    const [from, to] = [-1, 1].map((days) => new Date(Date.parse(world.now()) + days * 86_400_000).toISOString())
    const first = await make({ event: 'page.viewed', measure: { fn: 'first', op: 'within', value: { from, to } } })
    const last = await make({ event: 'page.viewed', measure: { fn: 'last', op: 'within', value: { to: from } } })
    await world.collect([viewed('dot', 'https://x/')])
    await world.run()
    expect(await members(first)).toContain('dot')
    expect(await members(last)).toEqual([])
    const { data: faults } = await world.command<{ data: { id: string }[] }>('segment.faults', {})
    expect(faults.map(({ id }) => id).filter((id) => id === first || id === last)).toEqual([])
  })

  it('counts every ready-made condition about people', async () => {
    const { conditions } = await world.platform.model(world.tenant.id)
    const about = [...conditions.values()].filter(
      ({ on, filter }) => on === 'customer.person' && !JSON.stringify(filter).includes('"me"'),
    )
    expect(about.length).toBeGreaterThan(8)
    for (const { name, filter } of about)
      expect((await previewSegment(world.engines.hostOf(world.tenant.id), filter)).count, name).toBeGreaterThanOrEqual(0)
  })

  it('tells of one person which segments they are in, because of what, by name on the timeline too', async () => {
    const chosen: Filter = { or: [{ event: 'page.viewed', where: { field: 'url', op: 'contains', value: '/nowhere' } }, prices] }
    const id = await make(chosen)
    const { data } = await world.command<{ data: { segment: string; name: string; because: Filter[]; by_hand: boolean }[] }>(
      'segment.of_person',
      { id: await person('bob') },
    )
    expect(data.find((one) => one.segment === id)).toMatchObject({ by_hand: false, because: [prices] })
    const [cid] = (
      await world.command<{ data: { by_hand: boolean }[] }>('segment.of_person', { id: await person('cid') })
    ).data.filter((one) => one.by_hand)
    expect(cid).toMatchObject({ by_hand: true, because: [] })
    const [fact] = await world.sql<{ title: string; name: string }>(
      `select f.payload ->> 'title' as title, s.name from fact f join marketing_segment s on s.id = f.record where f.name = 'marketing.segment.entered' and f.record = $1 limit 1`,
      [id],
    )
    expect(fact?.title).toBe(fact?.name)
  })

  it('follows a changed field and the segments it is nested in, in one pass', async () => {
    const vip = await make({ field: 'tags', op: 'any_of', value: ['gold'] })
    const outer = await make({ and: [{ segment: vip }, prices] })
    expect(await members(outer)).toEqual([])
    const ann = await person('ann')
    await world.tenant.system((work) => work.records.update('customer.person', ann, { tags: ['gold'] }))
    await world.run()
    expect(await members(vip)).toEqual(['ann'])
    expect(await members(outer)).toEqual(['ann'])
    await world.tenant.system((work) => work.records.update('customer.person', ann, { tags: [] }))
    await world.run()
    expect(await members(outer)).toEqual([])
  })

  it('lets go by the clock alone who did it too long ago', async () => {
    await world.collect([viewed('old', 'https://x/recent', { timestamp: new Date(Date.now() - 3 * 3_600_000).toISOString() })])
    await world.run()
    const id = await make({
      event: 'page.viewed',
      where: { field: 'url', op: 'contains', value: '/recent' },
      within: { last: 4, unit: 'hour' },
    })
    expect(await members(id)).toEqual(['old'])
    world.advance(2 * 3_600_000)
    await segmentClock.turn(world.engines.hostOf(world.tenant.id))
    await world.run()
    expect(await members(id)).toEqual([])
    expect(await told(id, 'marketing.segment.left')).toBe(1)
  })

  it('lets nobody go, and takes nobody in, because the analytics store is behind', async () => {
    await world.collect([viewed('kim', 'https://x/home'), viewed('leo', 'https://x/home')])
    await world.run()
    const id = await make({ field: 'tags', op: 'any_of', value: ['late'] })
    const [kim, leo] = [await person('kim'), await person('leo')]
    await world.tenant.system((work) => work.records.update('customer.person', leo, { tags: ['late'] }))
    await world.run()
    // Its reader stands still, and what happens meanwhile is an hour old when somebody counts anew.
    await world.sql(`update fact_cursor set retry_at = now() + interval '1 day' where reader = 'lake'`)
    await world.tenant.system((work) => work.records.update('customer.person', kim, { tags: ['late'] }))
    await world.tenant.system((work) => work.records.update('customer.person', leo, { tags: [] }))
    await world.run()
    expect(await members(id)).toEqual(['kim'])
    await world.sql(
      `update fact set recorded_at = (recorded_at at time zone 'UTC' - interval '1 hour') at time zone 'UTC' where person = any($1)`,
      [[kim, leo]],
    )
    expect(await rebuildSegment(world.engines.hostOf(world.tenant.id), await rowOf(id))).toMatchObject({ entered: 0, left: 0 })
    expect(await members(id)).toEqual(['kim'])
    await world.sql(`update fact_cursor set retry_at = null where reader = 'lake'`)
    await world.run()
    expect(await rebuildSegment(world.engines.hostOf(world.tenant.id), await rowOf(id))).toMatchObject({ entered: 0, left: 0 })
    expect(await told(id, 'marketing.segment.left')).toBe(1)
  })

  it('counts what a merged person did for the one who stayed', async () => {
    const phone = '13812340000'
    await world.collect([
      { message_id: `s${++event}`, type: 'page', anonymous_id: 'dev-1', properties: { url: 'https://x/price' } },
      { message_id: `s${++event}`, type: 'identify', user_id: 'mia', traits: { phone } },
    ])
    await world.run()
    const id = await make(prices)
    expect(await members(id)).not.toContain('mia')
    await world.collect([
      { message_id: `s${++event}`, type: 'page', user_id: 'mia', anonymous_id: 'dev-1', properties: { url: 'https://x/price' } },
    ])
    await world.run()
    expect(await members(id)).toContain('mia')
    expect(await rebuildSegment(world.engines.hostOf(world.tenant.id), await rowOf(id))).toMatchObject({ entered: 0, left: 0 })
  })

  it('starts a journey for who enters', async () => {
    const id = await make({ field: 'tags', op: 'any_of', value: ['platinum'] })
    await world.journey({
      trigger: { on: 'segment', segment: id, change: 'entered' },
      graph: { entry: 'a', nodes: [{ id: 'a', step: 'test.note', config: { text: 'welcome' }, next: { next: null } }] },
    })
    const bob = await person('bob')
    await world.tenant.system((work) => work.records.update('customer.person', bob, { tags: ['platinum'] }))
    await world.run()
    expect(world.post.sent.map((request) => [request.person, request.content.text])).toEqual([[bob, 'welcome']])
  })

  it('does not evaluate segments that refer to one another in a circle, and says so', async () => {
    const left = await make({ field: 'tags', op: 'any_of', value: ['never'] })
    const right = await make({ segment: left })
    // Stored before segments were checked when saved.
    await world.sql(`update marketing_segment set filter = $2 where id = $1`, [left, JSON.stringify({ segment: right })])
    await world.run()
    expect(await world.sql(`select error from segment_state where segment = any($1)`, [[left, right]])).toEqual([
      { error: 'segment.circle' },
      { error: 'segment.circle' },
    ])
  })

  it('stops one that cannot be answered, with its reason, and goes on with the others and with the person', async () => {
    const broken: readonly Filter[] = [
      { event: 'order.cancelled', measure: { fn: 'sum', of: 'reason', op: 'gte', value: 1 } },
      { event: 'page.viewed', where: { field: 'nothing', op: 'eq', value: '1' } },
      { and: 'nonsense' } as unknown as Filter,
    ]
    const ids: string[] = []
    for (const filter of broken) {
      const id = await make({ and: [] }, { status: 'draft' })
      await world.sql(`update marketing_segment set filter = $2, status = 'active' where id = $1`, [id, JSON.stringify(filter)])
      ids.push(id)
    }
    const good = await make(prices)
    await world.collect([viewed('stays', '/price/a'), viewed('stays', '/price/b')])
    await world.run()
    expect(await members(good)).toContain('stays')
    const states = await world.sql<{ error: string | null }>(
      `select error from segment_state where segment = any($1) order by segment`,
      [ids],
    )
    expect(states.map(({ error }) => error)).toEqual(['filter.measure_not_a_number', 'filter.unknown_field', 'filter.malformed'])
  })
})
