import { type Actor, Refusal } from '@lianke/kernel'
import { scoped, type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../definitions.ts'

let tenant: TestTenant
let boss: Actor
let guide: Actor
let [left, right] = ['', '']
beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
  boss = await tenant.staff({ name: '总', objects: { '*': scoped('all') }, rights: ['*'] })
  guide = await tenant.staff({ name: '导', objects: { 'customer.person': scoped('own'), 'insight.notification': scoped('own') } })
  ;[left, right] = [await create('customer.person', { name: '甲' }), await create('customer.person', { name: '乙' })]
}, 60_000)
afterAll(() => tenant.close())

const create = async (object: string, values: Record<string, unknown>) =>
  (await tenant.system((work) => work.records.create(object, values))).id
const run = <O = Record<string, unknown>>(actor: Actor, name: string, input: unknown) =>
  tenant.as(actor, (work) => work.run<O>(name, input))
const sql = <R = Record<string, unknown>>(text: string, values: readonly unknown[] = []) =>
  tenant.platform.database.query<R>(tenant.id, { text, values: [...values] })
const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof Refusal ? error.code : Promise.reject(error)),
  )
const asked = async (name: string) =>
  (await sql<{ payload: object }>('select payload from fact where name = $1 order by seq desc limit 1', [name]))[0]?.payload
const suggestion = async () => {
  const other = await create('customer.person', { name: '另一位' })
  const [row] = await sql<{ id: string }>(
    `insert into identity_suggestion (id, "left", "right", reason, status, version, created_at, updated_at)
      values (uuidv7(), $1, $2, 'weak', 'open', 1, now(), now()) returning id`,
    [left, other],
  )
  return { id: row?.id ?? '', other }
}
const nobody = '01900000-0000-7000-8000-000000000000'

describe('identity.suggestion_accept and identity.suggestion_reject', () => {
  it('decide a pair once, and ask the engine', async () => {
    const { id, other } = await suggestion()
    await run(boss, 'identity.suggestion_accept', { id })
    expect(await asked('identity.merge_asked')).toMatchObject({ left, right: other, reason: 'suggestion', by: boss.id })
    expect(await refusal(run(boss, 'identity.suggestion_accept', { id }))).not.toBe('nothing was refused')
    expect(await refusal(run(boss, 'identity.suggestion_reject', { id }))).not.toBe('nothing was refused')
    const second = await suggestion()
    await run(boss, 'identity.suggestion_reject', { id: second.id })
    expect(await asked('identity.parting_asked')).toMatchObject({ left, right: second.other, by: boss.id })
    const decided = await sql('select status, decided_by from identity_suggestion where id = any($1) order by id', [
      [id, second.id],
    ])
    expect(decided).toEqual([
      { status: 'accepted', decided_by: boss.id },
      { status: 'rejected', decided_by: boss.id },
    ])
  })
  it('are not for whoever may not merge, and leave the pair as it is', async () => {
    const { id } = await suggestion()
    for (const name of ['identity.suggestion_accept', 'identity.suggestion_reject'])
      expect(await refusal(run(guide, name, { id }))).toBe('access.denied')
    expect(await sql('select status from identity_suggestion where id = $1', [id])).toEqual([{ status: 'open' }])
  })
})

describe('identity.unmerge', () => {
  it('asks to part what a merge joined, and asks nothing of one that is parted', async () => {
    const merge = (undone: string) =>
      sql<{ id: string }>(
        `insert into identity_merge (id, kept, gone, reason, merged_at, undone_at, version, created_at, updated_at)
          values (uuidv7(), $1, $2, 'manual', now(), ${undone}, 1, now(), now()) returning id`,
        [left, right],
      )
    const [open] = await merge('null')
    const [parted] = await merge('now()')
    expect(await run(boss, 'identity.unmerge', { id: open?.id })).toEqual({ asked: true })
    expect(await asked('identity.unmerge_asked')).toMatchObject({ merge: open?.id, by: boss.id })
    expect(await run(boss, 'identity.unmerge', { id: parted?.id })).toEqual({ asked: false })
    expect(await refusal(run(boss, 'identity.unmerge', { id: nobody }))).toBe('record.not_found')
    expect(await refusal(run(guide, 'identity.unmerge', { id: open?.id }))).toBe('access.denied')
  })
})

describe('delivery.replay', () => {
  it('sends again what died or whose outcome is unknown, and nothing that was sent or waits', async () => {
    const states = ['dead', 'unknown', 'sent', 'waiting', 'refused']
    const rows = await sql<{ intent: string }>(
      `insert into delivery (intent, channel, action, touches, urgent, state, attempts, next_at, created_at)
        select uuidv7(), 'sms', 'sms.send', true, false, s, 5, now() + interval '1 day', now() from unnest($1::text[]) s returning intent`,
      [states],
    )
    const intents = rows.map(({ intent }) => intent)
    expect(await refusal(run(guide, 'delivery.replay', { intents }))).toBe('access.denied')
    expect(await run(boss, 'delivery.replay', { intents: [...intents, nobody] })).toEqual({ replayed: 2 })
    const now = await sql(
      'select state, attempts, reason from delivery where intent = any($1) order by array_position($1, intent)',
      [intents],
    )
    expect(now.slice(0, 2)).toEqual(Array(2).fill({ state: 'waiting', attempts: 0, reason: 'delivery.replayed' }))
    expect(now.slice(2)).toEqual(['sent', 'waiting', 'refused'].map((state) => ({ state, attempts: 5, reason: null })))
  })
})

describe('segment.state', () => {
  it('says when a segment was counted and what stopped it; of one that is not there, nothing', async () => {
    const id = await create('marketing.segment', { name: '测试', filter: { and: [] } })
    expect(await run(boss, 'segment.state', { id })).toEqual({ built_at: null, next_at: null, error: null, took_ms: null })
    await sql(
      `insert into segment_state (segment, definition, built_at, error, took_ms) values ($1, 'd', '2026-01-01T00:00:00Z', 'filter.malformed', 12)
      on conflict (segment) do update set built_at = excluded.built_at, error = excluded.error, took_ms = excluded.took_ms`,
      [id],
    )
    expect(await run(boss, 'segment.state', { id })).toMatchObject({
      built_at: '2026-01-01T00:00:00.000Z',
      error: 'filter.malformed',
    })
    expect(await refusal(run(boss, 'segment.state', { id: nobody }))).toBe('record.not_found')
    expect(await refusal(run(guide, 'segment.state', { id }))).toBe('access.denied')
  })
})

describe('segment.faults', () => {
  it('names active segments that could not be counted, with what stopped them; none that is off or well', async () => {
    const [broken, off] = await Promise.all([
      create('marketing.segment', { name: '坏了', filter: { and: [] }, status: 'active' }),
      create('marketing.segment', { name: '停了', filter: { and: [] } }),
    ])
    for (const id of [broken, off])
      await sql(
        `insert into segment_state (segment, definition, error) values ($1, 'd', 'segment.circle')
        on conflict (segment) do update set error = excluded.error`,
        [id],
      )
    const { data } = await run<{ data: { id: string; error: string }[] }>(boss, 'segment.faults', {})
    expect(data.filter(({ id }) => [broken, off].includes(id))).toEqual([{ id: broken, name: '坏了', error: 'segment.circle' }])
    expect(await refusal(run(guide, 'segment.faults', {}))).toBe('access.denied')
  })
})

describe('journey.check', () => {
  it('finds what stands against publishing, each at its place, and writes nothing', async () => {
    const graph = { entry: 'a', nodes: [{ id: 'a', step: 'flow.wait', config: {}, next: { next: 'gone' } }] }
    const { problems } = await run<{ problems: { path: string; code: string }[] }>(boss, 'journey.check', {
      graph,
      trigger: { on: 'manual' },
    })
    expect(problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['journey.missing_setting', 'journey.points_nowhere']),
    )
    expect(
      (await run<{ problems: unknown[] }>(boss, 'journey.check', { graph: 'no graph', trigger: null })).problems,
    ).not.toEqual([])
    expect(await refusal(run(guide, 'journey.check', { graph, trigger: null }))).toBe('access.denied')
  })
})

describe('journey.add_person and journey.overview', () => {
  it('put one or many in once, counted for the list; who may not be seen is not put in', async () => {
    const graph = {
      entry: 'a',
      nodes: [{ id: 'a', step: 'flow.wait', config: { amount: 3, unit: 'day' }, next: { next: null } }],
    }
    const id = await create('marketing.journey', { name: '手动', graph, trigger: { on: 'manual' } })
    expect(await refusal(run(boss, 'journey.add_person', { id: left, journey: id }))).toBe('journey.not_running')
    await run(boss, 'journey.publish', { id })
    expect(await run(boss, 'journey.add_person', { id: left, journey: id })).toEqual({ entered: 1 })
    expect(await refusal(run(boss, 'journey.add_person', { id: left, journey: id }))).toBe('journey.not_entered')
    expect(await refusal(run(boss, 'journey.add_person', { id: nobody, journey: id }))).toBe('record.not_found')
    expect(await refusal(run(guide, 'journey.add_person', { id: left, journey: id }))).toBe('access.denied')
    const { journeys } = await run<{ journeys: { journey: string; here: number; goal: number }[] }>(boss, 'journey.overview', {})
    expect(journeys.find(({ journey }) => journey === id)).toMatchObject({ here: 1, goal: 0 })
    expect(await refusal(run(guide, 'journey.overview', {}))).toBe('access.denied')
  })
})

describe('notification.read', () => {
  it('marks one’s own, some or all, and nobody else’s', async () => {
    const notice = (staff: string) => create('insight.notification', { title: '看', kind: 'info', staff, owner: staff })
    const [one, two, others] = [await notice(guide.id), await notice(guide.id), await notice(boss.id)]
    expect(await run(guide, 'notification.read', { ids: [one, others] })).toEqual({ read: 1 })
    expect(await run(guide, 'notification.read', {})).toEqual({ read: 1 })
    const read = await sql('select is_read from insight_notification where id = any($1) order by array_position($1, id)', [
      [one, two, others],
    ])
    expect(read).toEqual([{ is_read: true }, { is_read: true }, { is_read: false }])
  })
})

describe('channel_code.stop', () => {
  it('takes a live code out of use and asks the vendor to forget it; a draft has nothing to stop', async () => {
    const staff = await create('organisation.staff', { name: '接待', wecom_userid: 'u1' })
    const id = await create('marketing.channel_code', { name: '门店', staff: [staff] })
    expect(await refusal(run(boss, 'channel_code.stop', { id }))).toBe('channel_code.not_live')
    await sql(`update marketing_channel_code set status = 'live', config_id = 'c1' where id = $1`, [id])
    expect(await refusal(run(guide, 'channel_code.stop', { id }))).not.toBe('nothing was refused')
    await run(boss, 'channel_code.stop', { id })
    expect(await sql('select status, config_id from marketing_channel_code where id = $1', [id])).toEqual([
      { status: 'stopped', config_id: 'c1' },
    ])
    expect(await asked('outreach.asked')).toMatchObject({ content: { config_id: 'c1' } })
  })
})

describe('order.deliver and order.complete', () => {
  it('go on from what was confirmed, each once', async () => {
    const product = await create('commerce.product', { name: '茶', code: 'T', price: { amount: '5', currency: 'CNY' } })
    const { id } = await run<{ id: string }>(boss, 'order.place', { person: left, lines: [{ product, quantity: '1' }] })
    for (const name of ['order.deliver', 'order.complete'])
      expect(await refusal(run(boss, name, { id }))).not.toBe('nothing was refused')
    await run(boss, 'order.confirm', { id })
    await run(boss, 'order.deliver', { id })
    expect(await refusal(run(boss, 'order.deliver', { id }))).not.toBe('nothing was refused')
    await run(boss, 'order.complete', { id })
    const states = await sql<{ state: string }>('select state from record_state where record = $1 order by entered_at', [id])
    expect(states.map(({ state }) => state)).toEqual(['draft', 'confirmed', 'delivered', 'completed'])
    expect(await refusal(run(guide, 'order.deliver', { id }))).not.toBe('nothing was refused')
  })
})
