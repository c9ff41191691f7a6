import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PlatformJobWork } from '../../../store/jobs/run-job.ts'
import { pruneJob } from '../../../store/retention/prune.job.ts'
import { idAt } from '../../../testing/index.ts'
import { type HooksWorld, hooksWorld, reading } from './hooks-world.testing.ts'
import { isSigned } from './receiver.testing.ts'

let world: HooksWorld
beforeAll(async () => {
  world = await hooksWorld()
})
afterAll(() => world?.close())
beforeEach(async () => {
  for (const { id } of (await world.api('GET', '/webhooks')).data as unknown as { id: string }[])
    await world.api('DELETE', `/webhooks/${id}`)
  world.receiver.heard.length = 0
})

const person = async (name: string, more: object = {}) =>
  String((await world.api('POST', '/customer/person', { name, ...more })).id)
const rename = (id: string, name: string) => world.api('PATCH', `/customer/person/${id}`, { name })
const names = (path: string) => world.receiver.of(path).map(({ fact }) => fact.name)
const deliveries = async (id: string, query = '') =>
  (await world.api('GET', `/webhooks/${id}/deliveries${query}`)).data as unknown as Record<string, unknown>[]
const stateOf = async (id: string) => (await world.api('GET', `/webhooks/${id}`)) as Record<string, unknown>

describe('a webhook subscription', () => {
  it('is told what happens after it was made, signed so that a receiver can check it by the scheme alone', async () => {
    await person('以前的')
    const { id, secret } = await world.subscribe({ path: '/signed' })
    const made = await person('林晨', { city: '上海' })
    await world.run()
    const [first, ...more] = world.receiver.of('/signed')
    expect(more).toEqual([])
    expect(first?.fact).toMatchObject({
      name: 'customer.person.created',
      object: 'customer.person',
      record: made,
      person: made,
      before: null,
      after: { name: '林晨', city: '上海' },
      actor: world.admin.staff,
    })
    expect(isSigned(secret, first!)).toBe(true)
    expect(isSigned(secret, { ...first!, body: `${first!.body} ` })).toBe(false)
    expect(isSigned('whsec_AAAA', first!)).toBe(false)
    expect(await deliveries(id)).toMatchObject([{ id: first!.headers['webhook-id'], state: 'sent', status: 200, attempts: 1 }])
  })

  it('hears by object or by name, and nothing else', async () => {
    await world.subscribe({ path: '/persons', events: ['customer.person.*'] })
    await world.subscribe({ path: '/views', events: ['page.viewed', 'shop.order.created'] })
    const id = await person('甲')
    await world.server.platform.work(world.server.tenant, { kind: 'system', id: 'spec' }, async (work) => {
      await work.emit({ name: 'page.viewed', person: id, payload: { url: '/x', title: '首页' } })
    })
    await world.api('POST', '/shop/order', { person: id, amount: { amount: '5', currency: 'CNY' } })
    await world.run()
    expect(new Set(names('/persons'))).toEqual(new Set(['customer.person.created', 'customer.person.updated']))
    expect(names('/views').sort()).toEqual(['page.viewed', 'shop.order.created'])
  })

  it('sends nothing that its role may not see: no hidden field, the middle of a masked one covered, no object that is closed', async () => {
    const fields = { city: 'hidden' }
    await world.subscribe({ path: '/narrow', objects: { 'customer.person': { ...reading, fields } } })
    const { role } = await world.subscribe({
      path: '/own',
      events: ['customer.person.*'],
      objects: { 'customer.person': { ...reading, read: 'own' } },
    })
    const id = await person('乙', { phone: '13912345678', city: '绝密城' })
    await world.api('PATCH', `/customer/person/${id}`, { city: '更密城' })
    await world.api('POST', '/shop/order', { person: id, amount: { amount: '77', currency: 'CNY' } })
    await world.run()
    const all = world.receiver
      .of('/narrow')
      .map(({ body }) => body)
      .join('\n')
    expect(all).not.toContain('密城')
    expect(all).not.toContain('12345678')
    expect(all).not.toContain('shop.order')
    const created = world.receiver.of('/narrow').find(({ fact }) => fact.name === 'customer.person.created')?.fact
    expect(created?.after).toMatchObject({ name: '乙', phone: expect.stringMatching(/^\+86139/) })
    // A change of nothing but the hidden field is not told at all; a role that reads its own records reads none.
    const changes = world.receiver.of('/narrow').filter(({ fact }) => fact.name === 'customer.person.updated')
    expect(changes.every(({ fact }) => Object.keys(fact.after as object).length > 0)).toBe(true)
    expect(world.receiver.of('/own')).toEqual([])
    // What was written down when the role could see it is not sent once it cannot.
    await world.api('PATCH', `/organisation/role/${role}`, { objects: { 'customer.person': reading } })
    await person('丙')
    await world.read()
    await world.api('PATCH', `/organisation/role/${role}`, { objects: {} })
    await world.send()
    expect(world.receiver.of('/own')).toEqual([])
    expect(await world.sql(`select state, problem from webhook_delivery where state = 'withheld'`)).toMatchObject([
      { state: 'withheld', problem: 'webhook.withheld' },
    ])
  })

  it('keeps the order of a record over failures, while other records go on', async () => {
    const { id } = await world.subscribe({ path: '/order', events: ['customer.person.*'] })
    const [stuck, free] = [await person('卡住'), await person('自由')]
    for (const n of [1, 2]) for (const who of [stuck, free]) await rename(who, `改名${n}`)
    let refusals = 1
    world.receiver.answers('/order', ({ fact }) => ({
      status: fact.record === stuck && fact.name === 'customer.person.updated' && refusals-- > 0 ? 422 : 200,
    }))
    await world.run()
    const told = (who: string) =>
      world.receiver
        .of('/order')
        .filter(({ fact }) => fact.record === who)
        .map(({ fact }) => (fact.after as { name: string }).name)
    expect(told(free)).toEqual(['自由', '改名1', '改名2'])
    expect(told(stuck)).toEqual(['卡住', '改名1'])
    await world.soon()
    await world.send()
    expect(told(stuck)).toEqual(['卡住', '改名1', '改名1', '改名2'])
    const twice = world.receiver
      .of('/order')
      .filter(({ fact }) => (fact.after as { name: string }).name === '改名1' && fact.record === stuck)
    expect(new Set(twice.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect((await stateOf(id)).failures).toBe(0)
  })

  it('tries again later, rests an address that does not work, and lays aside what fails for a day until somebody sends it again', async () => {
    const { id } = await world.subscribe({ path: '/down' })
    world.receiver.answers('/down', () => ({ status: 503, body: '正在维护' }))
    const persons = [await person('一'), await person('二')]
    await world.run()
    // One answer is enough to leave the address in peace; the rest of the batch waits.
    expect((await deliveries(id, '?state=waiting')).length).toBe(2)
    expect(await stateOf(id)).toMatchObject({ failures: expect.any(Number), last_problem: 'HTTP 503', waiting: 2 })
    const asked = world.receiver.of('/down').length
    await world.send()
    expect(world.receiver.of('/down').length).toBe(asked)
    for (let tries = 0; tries < 30; tries++) {
      await world.soon()
      await world.send()
    }
    const dead = await deliveries(id, '?state=dead')
    expect(dead.map(({ record }) => record).sort()).toEqual([...persons].sort())
    expect(dead[0]).toMatchObject({ attempts: 11, status: 503, problem: 'HTTP 503', next_at: null })
    expect(await world.api('GET', `/webhooks/${id}/deliveries/${dead[0]?.id}`)).toMatchObject({
      answer: '正在维护',
      request: { name: 'customer.person.created' },
    })
    const letters = await world.api('GET', '/operations/dead-letters?kind=webhook')
    expect(letters.data).toMatchObject([
      { where: '/down', what: 'customer.person.created', reason: 'HTTP 503' },
      { where: '/down' },
    ])
    world.receiver.answers('/down', () => ({ status: 200 }))
    world.receiver.heard.length = 0
    expect(await world.api('POST', `/webhooks/${id}/replay`, { since: new Date(Date.now() - 3_600_000).toISOString() })).toEqual({
      replayed: 2,
    })
    await world.soon()
    await world.send()
    expect(
      world.receiver
        .of('/down')
        .map(({ headers }) => headers['webhook-id'])
        .sort(),
    ).toEqual(dead.map(({ id: one }) => one).sort())
    expect(await stateOf(id)).toMatchObject({ dead: 0, waiting: 0, failures: 0 })
    const [one] = await deliveries(id)
    await world.api('POST', `/webhooks/${id}/deliveries/${one?.id}/replay`)
    await world.send()
    expect(world.receiver.of('/down').length).toBe(3)
  })

  it('stops by itself with a reason when it has failed for a day, tells whoever made it, and goes on with what waited', async () => {
    const { id } = await world.subscribe({ path: '/long' })
    world.receiver.answers('/long', () => ({ status: 500 }))
    const who = await person('等着')
    await world.run()
    await world.sql(`update webhook_subscription set failing_since = statement_timestamp() - interval '25 hours' where id = $1`, [
      id,
    ])
    await world.soon()
    await world.send()
    expect(await stateOf(id)).toMatchObject({ state: 'paused', paused_because: '连续 24 小时投递失败', waiting: 1 })
    const [told] = await world.sql<{ payload: object }>(
      `select payload from fact where name = 'webhook.paused' and payload ->> 'subscription' = $1`,
      [id],
    )
    expect(told?.payload).toMatchObject({ staff: world.admin.staff, title: '/long', reason: 'webhook.failing' })
    world.receiver.answers('/long', () => ({ status: 200 }))
    await rename(who, '还在等')
    await world.soon()
    await world.run()
    expect(world.receiver.of('/long').length).toBe(2)
    expect(await world.api('POST', `/webhooks/${id}/resume`, {})).toMatchObject({ state: 'active', paused_because: null })
    await world.send()
    expect(names('/long').slice(2)).toEqual(['customer.person.created', 'customer.person.updated'])
  })

  it('is paused at once by an answer 410, and goes on without what waited where that is asked', async () => {
    const { id } = await world.subscribe({ path: '/gone' })
    world.receiver.answers('/gone', () => ({ status: 410 }))
    await person('没人了')
    await world.run()
    expect(await stateOf(id)).toMatchObject({ state: 'paused', paused_because: expect.stringContaining('410') })
    world.receiver.answers('/gone', () => ({ status: 200 }))
    expect(await world.api('POST', `/webhooks/${id}/resume`, { skip_waiting: true })).toMatchObject({
      state: 'active',
      waiting: 0,
    })
  })

  it('says in words why an address cannot be reached', async () => {
    const { id } = await world.subscribe({ path: '/' })
    await world.sql('update webhook_subscription set url = $2 where id = $1', [id, 'http://127.0.0.1:1/'])
    // Only the receiver's own host may be private: the guard stands before every call, not only before the first.
    expect(await world.api('POST', `/webhooks/${id}/test`)).toMatchObject({
      state: 'dead',
      problem: '不允许访问内网地址：127.0.0.1',
    })
    await world.sql('update webhook_subscription set url = $2 where id = $1', [id, 'https://nowhere.invalid/'])
    expect(await world.api('POST', `/webhooks/${id}/test`)).toMatchObject({ status: null, problem: '找不到这个域名' })
  })

  it('does not follow a redirect with what is signed for another', async () => {
    const { id } = await world.subscribe({ path: '/moved' })
    world.receiver.answers('/moved', () => ({ status: 307, headers: { location: '/elsewhere' } }))
    await person('搬家')
    await world.run()
    expect(world.receiver.of('/elsewhere')).toEqual([])
    expect(await deliveries(id)).toMatchObject([{ state: 'waiting', status: 307 }])
  })

  it('holds up neither another address nor the reader while one is slow', async () => {
    let answer = () => {}
    const until = new Promise<void>((done) => {
      answer = done
    })
    world.receiver.answers('/slow', () => ({ status: 200, until }))
    await world.subscribe({ path: '/slow', events: ['customer.person.*'] })
    await world.subscribe({ path: '/quick' })
    await person('快慢')
    await world.read()
    await world.sender.reader.turn(world.server.tenant)
    await expect.poll(() => world.receiver.of('/quick').length).toBe(1)
    await person('又一位')
    await world.read()
    await expect
      .poll(async () => {
        await world.sender.reader.turn(world.server.tenant)
        return world.receiver.of('/quick').length
      })
      .toBe(2)
    expect(world.receiver.of('/slow').length).toBe(1)
    answer()
    await world.send()
    expect(world.receiver.of('/slow').length).toBe(2)
  })

  it('signs with both secrets for a day after a change of the secret', async () => {
    const { id, secret } = await world.subscribe({ path: '/rotated' })
    const { secret: next } = (await world.api('POST', `/webhooks/${id}/rotate-secret`)) as Record<string, string>
    await person('换密钥')
    await world.run()
    const [first] = world.receiver.of('/rotated')
    expect([isSigned(secret, first!), isSigned(String(next), first!)]).toEqual([true, true])
    await world.sql(`update webhook_subscription set old_secret_until = statement_timestamp() where id = $1`, [id])
    await person('只有新的')
    await world.run()
    const second = world.receiver.of('/rotated')[1]
    expect([isSigned(secret, second!), isSigned(String(next), second!)]).toEqual([false, true])
  })

  it('keeps deliveries for thirty days, whatever became of them', async () => {
    const { id } = await world.subscribe({ path: '/old' })
    await world.sql(
      `insert into webhook_delivery (id, subscription, name, lane, state, created_at)
        select ${idAt('now() - make_interval(days => d)')}, $1, 'days ' || d, $1, s, now() - make_interval(days => d)
        from unnest(array[31, 29]) d, unnest(array['sent', 'dead', 'waiting']) s`,
      [id],
    )
    const { platform, tenant } = world.server
    const job: PlatformJobWork = {
      platform,
      tenant,
      signal: new AbortController().signal,
      transaction: (act) => platform.work(tenant, { kind: 'system', id: 'job' }, act),
      progress: async () => undefined,
    }
    await pruneJob.run(job, {})
    expect(
      await world.sql('select name, count(*)::int as n from webhook_delivery where subscription = $1 group by 1', [id]),
    ).toEqual([{ name: 'days 29', n: 3 }])
  })
})
