import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { localTime, RetryLater } from '@lianke/kernel'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

let world: SpineWorld
let event = 0
beforeAll(async () => {
  world = await openSpine()
})
afterAll(() => world.tenant.close())
beforeEach(() => {
  world.post.sent.length = 0
  world.post.answer = async () => ({ status: 'sent' })
})

const page = (user: string, url: string) => ({ message_id: `e${++event}`, type: 'page', user_id: user, properties: { url } })
const track = (user: string, name: string, properties: Record<string, unknown> = {}) => ({
  message_id: `e${++event}`,
  type: 'track',
  event: name,
  user_id: user,
  properties,
})
const note = (id: string, text: string, next: string | null = null) => ({
  id,
  step: 'test.note',
  config: { text },
  next: { next },
})
const texts = () => world.post.sent.map((request) => request.content.text)
const runsOf = (journey: string) =>
  world.sql<{ status: string; node: string; end_reason: string | null; version: number }>(
    `select status, node, end_reason, version from process_run where process = $1 order by started_at, id`,
    [journey],
  )

describe('from an event to an act', () => {
  it('sends to whoever looked at the wanted page, once, and to nobody else', async () => {
    await world.journey({
      trigger: { on: 'event', event: 'page.viewed', where: { field: 'url', op: 'contains', value: '/price' } },
      graph: { entry: 'a', nodes: [note('a', 'hello')] },
    })
    await world.collect([page('ann', 'https://x/price'), page('bob', 'https://x/home'), page('ann', 'https://x/price?again')])
    await world.run()
    expect(world.post.sent).toHaveLength(1)
    expect(world.post.sent[0]).toMatchObject({ content: { text: 'hello' }, address: { type: 'user_id', value: 'ann' } })
    const [fact] = await world.sql<{ person: string; hops: number }>(`select person, hops from fact where name = 'message.sent'`)
    expect(fact?.person).toBe(world.post.sent[0]?.person)
  })

  it('tags whoever comes by', async () => {
    await world.journey({
      trigger: { on: 'event', event: 'order.shipped' },
      graph: { entry: 'a', nodes: [{ id: 'a', step: 'add_tag', config: { tags: ['buyer'] }, next: { next: null } }] },
    })
    await world.collect([track('tess', 'order.shipped')])
    await world.run()
    const [person] = await world.sql<{ tags: string[] }>(
      `select p.tags from customer_person p join customer_identifier i on i.person = p.id where i.value = 'tess'`,
    )
    expect(person?.tags).toContain('buyer')
  })
})

describe('waiting', () => {
  it('goes on at its moment, however often it is looked at before, and after a restart', async () => {
    const id = await world.journey({
      trigger: { on: 'event', event: 'cart.filled' },
      graph: {
        entry: 'w',
        nodes: [{ id: 'w', step: 'flow.wait', config: { amount: 2, unit: 'hour' }, next: { next: 'a' } }, note('a', 'later')],
      },
    })
    await world.collect([track('wendy', 'cart.filled')])
    await world.run()
    world.advance(3_600_000)
    await world.run()
    expect(await runsOf(id)).toMatchObject([{ status: 'waiting', node: 'w' }])
    world.advance(3_700_000)
    await world.run()
    expect(texts()).toEqual(['later'])
    expect(await runsOf(id)).toMatchObject([{ status: 'ended', end_reason: 'completed' }])
  })

  it('remembers one person’s way: each step, when it was reached and left, which way out, and until when it stands', async () => {
    const id = await world.journey({
      trigger: { on: 'event', event: 'way.began' },
      graph: {
        entry: 'first',
        nodes: [
          note('first', 'begun', 'w'),
          { id: 'w', step: 'flow.wait', config: { amount: 2, unit: 'hour' }, next: { next: 'a' } },
          note('a', 'arrived'),
        ],
      },
    })
    await world.collect([track('walter', 'way.began')])
    await world.run()
    const [{ person } = { person: '' }] = await world.sql<{ person: string }>(
      'select person from process_run where process = $1',
      [id],
    )
    const played = () =>
      world.command<{
        run: {
          status: string
          due_at: string | null
          end_reason: string | null
          trail: { node: string; at: string; left?: string; outlet?: string }[]
        }
      }>('journey.played', { id, person })
    const standing = (await played()).run
    expect(standing).toMatchObject({ status: 'waiting', trail: [{ node: 'first', outlet: 'next' }, { node: 'w' }] })
    expect(standing.due_at).not.toBeNull()
    expect(standing.trail[1]).not.toHaveProperty('left')
    world.advance(7_300_000)
    await world.run()
    const { run } = await played()
    expect(run).toMatchObject({
      status: 'ended',
      end_reason: 'completed',
      trail: [
        { node: 'first', outlet: 'next' },
        { node: 'w', outlet: 'next' },
        { node: 'a', outlet: 'next' },
      ],
    })
    expect(Date.parse(run.trail[1]?.left ?? '') - Date.parse(run.trail[1]?.at ?? '')).toBeGreaterThanOrEqual(7_200_000)
  })

  it('takes the way of the event when it comes and the way of the clock when it does not, also when it stands in the same set as the trigger', async () => {
    await world.journey({
      trigger: { on: 'event', event: 'quote.asked' },
      graph: {
        entry: 'u',
        nodes: [
          {
            id: 'u',
            step: 'flow.wait_until',
            config: { event: 'quote.accepted', where: { field: 'sum', op: 'gte', value: 100 }, amount: 1, unit: 'day' },
            next: { event: 'yes', timeout: 'no' },
          },
          note('yes', 'thanks'),
          note('no', 'reminder'),
        ],
      },
    })
    await world.collect([
      track('uma', 'quote.asked'),
      track('uma', 'quote.accepted', { sum: 150 }),
      track('vic', 'quote.asked'),
      track('vic', 'quote.accepted', { sum: 5 }),
      track('wes', 'quote.asked'),
    ])
    await world.run()
    expect(texts()).toEqual(['thanks'])
    await world.collect([track('wes', 'quote.accepted', { sum: 100 })])
    await world.run()
    expect(texts()).toEqual(['thanks', 'thanks'])
    world.advance(25 * 3_600_000)
    await world.run()
    expect(texts()).toEqual(['thanks', 'thanks', 'reminder'])
  })
})

describe('branches, goals and versions', () => {
  it('branches by what is known of the person and splits the same person always the same way', async () => {
    await world.journey({
      trigger: { on: 'event', event: 'form.sent' },
      reentry: { mode: 'always' },
      graph: {
        entry: 'b',
        nodes: [
          {
            id: 'b',
            step: 'flow.branch',
            config: { branches: [{ outlet: 'vip', filter: { field: 'tags', op: 'any_of', value: ['vip'] } }] },
            next: { vip: 'v', else: 's' },
          },
          note('v', 'vip'),
          { id: 's', step: 'flow.split', config: { shares: [{ outlet: 'x', percent: 50 }] }, next: { x: 'x', rest: 'y' } },
          note('x', 'x'),
          note('y', 'y'),
        ],
      },
    })
    await world.platform.settings.set(world.tenant.id, 'delivery.per_day_max', 100, null)
    await world.collect([track('zed', 'form.sent'), track('kim', 'form.sent')])
    await world.run()
    const first = texts()
    expect(first.every((text) => text === 'x' || text === 'y')).toBe(true)
    await world.sql(
      `update customer_person set tags = '{vip}' where id in (select person from customer_identifier where value = 'kim')`,
    )
    await world.collect([track('kim', 'form.sent'), track('zed', 'form.sent')])
    await world.run()
    const zed = (await world.sql<{ person: string }>(`select person from customer_identifier where value = 'zed'`))[0]?.person
    const byZed = world.post.sent.filter((request) => request.person === zed).map((request) => request.content.text)
    expect(new Set(byZed).size).toBe(1)
    expect(byZed).toHaveLength(2)
    expect(texts()).toContain('vip')
  })

  it('ends at the goal, keeps the version a person started with, and stands still while it is paused', async () => {
    const wait = (text: string) => ({
      entry: 'w',
      nodes: [{ id: 'w', step: 'flow.wait', config: { amount: 1, unit: 'hour' }, next: { next: 'a' } }, note('a', text)],
    })
    const id = await world.journey({
      trigger: { on: 'event', event: 'trial.started' },
      goal: { event: 'trial.paid' },
      graph: wait('first words'),
    })
    await world.collect([track('gil', 'trial.started'), track('hal', 'trial.started')])
    await world.run()
    await world.tenant.system((work) => work.records.update('marketing.journey', id, { graph: wait('second words') }))
    await world.command('journey.publish', { id })
    await world.collect([track('ida', 'trial.started'), track('gil', 'trial.paid')])
    await world.run()
    await world.command('journey.pause', { id })
    world.advance(3_700_000)
    await world.run()
    expect(texts()).toEqual([])
    await world.command('journey.resume', { id })
    await world.run()
    expect(texts().sort()).toEqual(['first words', 'second words'])
    expect((await runsOf(id)).map((run) => run.end_reason).sort()).toEqual(['completed', 'completed', 'goal'])
    const counts = await world.command<{ nodes: { version: number; node: string; entered: number }[] }>('journey.counts', { id })
    expect(counts.nodes.find((node) => node.version === 1 && node.node === 'w')).toMatchObject({ entered: 2, here: 0 })
  })

  it('waits until a time of day on the clock where the person is, on a working day', async () => {
    const id = await world.journey({
      trigger: { on: 'event', event: 'morning.asked' },
      graph: {
        entry: 'w',
        nodes: [
          { id: 'w', step: 'flow.wait', config: { amount: 0, unit: 'working_day', at: '09:30' }, next: { next: 'a' } },
          note('a', 'good morning'),
        ],
      },
    })
    await world.collect(['eva', 'una'].map((user_id) => ({ message_id: `e${++event}`, type: 'identify', user_id })))
    await world.run()
    await world.tenant.system(async (work) => {
      const [row] = await work.sql<{ person: string }>(`select person from customer_identifier where value = 'eva'`)
      await work.records.update('customer.person', String(row?.person), { zone: 'America/New_York' })
    })
    await world.collect([track('eva', 'morning.asked'), track('una', 'morning.asked')])
    await world.run()
    const until = async (user: string) =>
      String(
        (
          await world.sql<{ due_at: string }>(
            `select r.due_at from process_run r join customer_identifier i on i.person = r.person where r.process = $1 and i.value = $2`,
            [id, user],
          )
        )[0]?.due_at,
      )
    expect(localTime(await until('eva'), 'America/New_York').clock).toBe('09:30')
    expect(localTime(await until('una'), 'Asia/Shanghai').clock).toBe('09:30')
    await world.command('journey.pause', { id })
  })

  it('names what is wrong with a graph at its nodes', async () => {
    const row = await world.tenant.system((work) =>
      work.records.create('marketing.journey', {
        name: 'broken',
        trigger: { on: 'event', event: 'x.happened' },
        graph: {
          entry: 'a',
          nodes: [
            note('a', '', 'ghost'),
            { id: 'b', step: 'no.such', config: {}, next: {} },
            { id: 'c', step: 'test.note', config: { text: 'x' }, next: { next: 'd' } },
            { id: 'd', step: 'test.note', config: { text: 'y' }, next: { next: 'c' } },
          ],
        },
      }),
    )
    await expect(world.command('journey.publish', { id: row.id })).rejects.toMatchObject({
      code: 'journey.not_publishable',
      problems: [
        { path: '/nodes/0/config/text', code: 'journey.missing_setting' },
        { path: '/nodes/0/next/next', code: 'journey.points_nowhere' },
        { path: '/nodes/1', code: 'journey.unknown_step' },
        { path: '/nodes/3', code: 'journey.circle_without_wait' },
      ],
    })
  })

  it('walks one person through without doing anything', async () => {
    const row = await world.tenant.system((work) =>
      work.records.create('marketing.journey', {
        name: 'trial',
        trigger: { on: 'manual' },
        graph: {
          entry: 'w',
          nodes: [
            { id: 'w', step: 'flow.wait', config: { amount: 3, unit: 'day' }, next: { next: 'a' } },
            note('a', 'would say'),
          ],
        },
      }),
    )
    const [person] = await world.sql<{ person: string }>(`select person from customer_identifier where value = 'zed'`)
    const { stops } = await world.command<{ stops: { node: string; would: unknown[] }[] }>('journey.dry_run', {
      id: row.id,
      person: person?.person,
    })
    expect(stops).toMatchObject([
      { node: 'w', outlet: 'next', would: [] },
      { node: 'a', outlet: 'next', would: [{ action: 'post.note', content: { text: 'would say' } }] },
    ])
    expect(world.post.sent).toEqual([])
  })
})

describe('delivery', () => {
  const say = (user: string) => world.collect([track(user, 'said.so')])
  const states = (user: string) =>
    world.sql<{ state: string; reason: string | null; attempts: number }>(
      `select d.state, d.reason, d.attempts from delivery d join customer_identifier i on i.person = d.person and i.value = $1 order by d.created_at, d.intent`,
      [user],
    )
  beforeAll(async () => {
    await world.journey({
      trigger: { on: 'event', event: 'said.so' },
      reentry: { mode: 'always' },
      graph: { entry: 'a', nodes: [note('a', 'note')] },
    })
  })

  it('counts touches of all senders in one budget and says why it refused', async () => {
    await world.platform.settings.set(world.tenant.id, 'delivery.per_day_max', 2, null)
    for (let time = 0; time < 3; time++) {
      await say('fay')
      await world.run()
    }
    expect((await states('fay')).map((one) => one.reason ?? one.state)).toEqual(['sent', 'sent', 'delivery.too_many_today'])
    expect(
      await world.sql(
        `select payload ->> 'reason' as reason from fact where name = 'message.refused' and payload ->> 'reason' = 'delivery.too_many_today'`,
      ),
    ).toHaveLength(1)
  })

  it('keeps quiet at night and sends when the night ends', async () => {
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Asia/Shanghai',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    const at = (ms: number) => clock.format(new Date(Date.parse(world.now()) + ms))
    await world.platform.settings.set(world.tenant.id, 'delivery.quiet_hours', { from: at(-3_600_000), to: at(3_600_000) }, null)
    await say('noa')
    await world.run()
    expect(await states('noa')).toMatchObject([{ state: 'waiting', reason: 'delivery.quiet_hours' }])
    world.advance(3_700_000)
    await world.run()
    expect(await states('noa')).toMatchObject([{ state: 'sent' }])
    // By the clock where the person is: it is night here, and seven or eight hours earlier in London.
    await world.platform.settings.set(world.tenant.id, 'delivery.quiet_hours', { from: at(-3_600_000), to: at(3_600_000) }, null)
    await world.collect([{ message_id: `e${++event}`, type: 'identify', user_id: 'liv' }])
    await world.run()
    await world.tenant.system(async (work) => {
      const [row] = await work.sql<{ person: string }>(`select person from customer_identifier where value = 'liv'`)
      await work.records.update('customer.person', String(row?.person), { zone: 'Europe/London' })
    })
    await say('liv')
    await world.run()
    expect(await states('liv')).toMatchObject([{ state: 'sent' }])
    // On a day on which the company does not work, if days off are quiet.
    const { weekday } = localTime(world.now(), 'Asia/Shanghai')
    const week = [1, 2, 3, 4, 5, 6, 7].map((day) => (day === (weekday % 7) + 1 ? [{ from: '09:00', to: '18:00' }] : []))
    const calendar = await world.tenant.system((work) => work.records.create('organisation.calendar', { name: 'tomorrow', week }))
    await world.command('calendar.make_usual', { id: calendar.id })
    const restful = { from: at(-7_200_000), to: at(-3_600_000), off_days: true }
    await world.platform.settings.set(world.tenant.id, 'delivery.quiet_hours', restful, null)
    await say('ode')
    await world.run()
    expect(await states('ode')).toMatchObject([{ state: 'waiting', reason: 'delivery.quiet_hours' }])
    await world.platform.settings.set(world.tenant.id, 'delivery.quiet_hours', null, null)
  })

  it('obeys a refusal of consent', async () => {
    await world.collect([{ message_id: `e${++event}`, type: 'identify', user_id: 'cal' }])
    await world.run()
    await world.tenant.system(async (work) => {
      const [row] = await work.sql<{ person: string }>(`select person from customer_identifier where value = 'cal'`)
      await work.records.create('customer.consent', { person: row?.person, purpose: 'marketing', status: 'denied' })
    })
    await say('cal')
    await world.run()
    expect(await states('cal')).toMatchObject([{ state: 'refused', reason: 'delivery.consent_denied' }])
  })

  it('tries again what the channel asks to try again, and never blindly what may have arrived', async () => {
    world.post.answer = async () => {
      throw new RetryLater('busy', 600_000)
    }
    await say('ray')
    await world.run()
    expect(await states('ray')).toMatchObject([{ state: 'waiting', reason: 'busy', attempts: 1 }])
    world.post.answer = async () => ({ status: 'sent' })
    world.advance(660_000)
    await world.run()
    expect(await states('ray')).toMatchObject([{ state: 'sent', attempts: 2 }])
    world.post.answer = async () => {
      throw new Error('socket hang up')
    }
    await say('sol')
    await world.run()
    world.advance(3_600_000)
    await world.run()
    expect(await states('sol')).toMatchObject([{ state: 'unknown', reason: 'socket hang up', attempts: 1 }])
  })

  it('counts a send whose process died as unknown and sends nothing twice', async () => {
    world.post.answer = async () => ({ status: 'sent' })
    await say('pia')
    await world.run()
    await world.sql(
      `update delivery set state = 'sending', lease_until = now() - interval '1 second' where person in (select person from customer_identifier where value = 'pia')`,
    )
    const sent = world.post.sent.length
    await world.run()
    expect(await states('pia')).toMatchObject([{ state: 'unknown', reason: 'delivery.interrupted' }])
    expect(world.post.sent).toHaveLength(sent)
  })
})

describe('after a merge', () => {
  it('lets only the run that is further along go on, and moves the other journeys to who stays', async () => {
    const wait = (id: string, next: string | null) => ({
      id,
      step: 'flow.wait',
      config: { amount: 1, unit: 'hour' },
      next: { next },
    })
    const both = await world.journey({
      trigger: { on: 'event', event: 'both.began' },
      graph: { entry: 'w', nodes: [wait('w', 'x'), wait('x', 'a'), note('a', 'once only')] },
    })
    const own = await world.journey({
      trigger: { on: 'event', event: 'one.began' },
      graph: { entry: 'w', nodes: [wait('w', 'a'), note('a', 'moved along')] },
    })
    const anonymous = { message_id: `e${++event}`, type: 'track', event: 'both.began', anonymous_id: 'm-dev', properties: {} }
    await world.collect([anonymous])
    await world.run()
    world.advance(3_700_000)
    await world.run()
    await world.collect([track('may', 'both.began'), { ...anonymous, message_id: `e${++event}`, event: 'one.began' }])
    await world.run()
    await world.collect([{ ...track('may', 'both.seen'), anonymous_id: 'm-dev' }])
    await world.run()
    expect((await runsOf(both)).map((run) => run.end_reason ?? run.node).sort()).toEqual(['merged', 'x'])
    expect(await runsOf(own)).toMatchObject([{ status: 'waiting' }])
    const people = await world.sql(
      `select distinct r.person from process_run r join customer_person p on p.id = r.person and p.deleted_at is null where r.process = any($1) and r.status <> 'ended'`,
      [[both, own]],
    )
    expect(people).toHaveLength(1)
    world.advance(3_700_000)
    await world.run()
    expect(texts().sort()).toEqual(['moved along', 'once only'])
  })
})
