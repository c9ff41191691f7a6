import { refused } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DealWorld, dealWorld, usual } from './deal-world.testing.ts'

let world: DealWorld
let way: Record<string, string>
const amount = { amount: '8000.00', currency: 'CNY' }
beforeAll(async () => {
  world = await dealWorld()
})
afterAll(() => world?.tenant.close())

const firstRefusal = async (work: Promise<unknown>) => {
  const refusal = await refused(work)
  return refusal.problems[0] ?? { code: refusal.code }
}

describe('the first deal of a company without a pipeline', () => {
  it('makes one pipeline, also when two are opened at once', async () => {
    const [one] = await Promise.all([world.open(), world.open()])
    const pipelines = await world.tenant.system((work) => work.records.list('sales.pipeline'))
    expect(pipelines.data).toMatchObject([{ name: '标准流程', standard: true }])
    const deal = await world.read(one)
    const stage = await world.tenant.system((work) => work.records.get('sales.stage', String(deal.stage)))
    expect(deal).toMatchObject({ status: 'open', pipeline: pipelines.data[0]?.id, probability: '10.00', closed_at: null })
    expect(stage).toMatchObject({ name: '初步接洽', position: 1 })
    way = await world.pipeline('渠道', usual, { standard: false })
  })
})

describe('a deal', () => {
  const open = (more: Record<string, unknown> = {}) => world.open({ pipeline: way.pipeline, ...more })

  it('is opened by its act, which takes nothing that closes it', async () => {
    expect(await refused(world.run('opportunity.open', { name: 'x', person: world.person, status: 'won' }))).toMatchObject({
      code: 'input.invalid',
      problems: [{ path: '/status' }],
    })
    expect((await refused(world.run('opportunity.open', { name: 'x' }))).code).toBe('opportunity.nobody')
    const made = { name: 'x', person: world.person, stage: way.won, amount }
    expect(await firstRefusal(world.run('opportunity.open', made))).toMatchObject({ code: 'record.state_not_initial' })
    const rows = [{ name: 'x', person: world.person, status: 'won' }]
    expect(
      (await refused(world.tenant.as(world.seller, (work) => work.records.upsert({ object: 'sales.opportunity', rows })))).code,
    ).toBe('record.made_by_command')
  })

  it('whose stage is written in a list follows its stage in everything', async () => {
    const id = await open({ amount })
    await world.update(id, { stage: way.quote })
    expect(await world.read(id)).toMatchObject({ status: 'open', stage: way.quote, probability: '50.00', closed_at: null })
    await world.update(id, { stage: way.won })
    const won = await world.read(id)
    expect(won).toMatchObject({ status: 'won', stage: way.won, probability: '100.00', pipeline: way.pipeline })
    expect(won.closed_at).toBe(won.stage_entered_at)
    await world.update(id, { stage: way.quote })
    expect(await world.read(id)).toMatchObject({ status: 'open', probability: '50.00', closed_at: null })
  })

  it('whose status is written goes to the stage of that kind', async () => {
    const id = await open({ amount })
    await world.update(id, { status: 'won' })
    expect(await world.read(id)).toMatchObject({
      status: 'won',
      stage: way.won,
      probability: '100.00',
      closed_at: expect.any(String),
    })
  })

  it('is not won without an amount, nor lost without a reason, nor turned from won to lost', async () => {
    const id = await open()
    expect(await firstRefusal(world.update(id, { status: 'won' }))).toMatchObject({ path: '/amount', code: 'record.guard' })
    expect(await firstRefusal(world.update(id, { stage: way.lost }))).toMatchObject({
      path: '/lost_reason',
      code: 'record.guard',
    })
    expect(await world.read(id)).toMatchObject({ status: 'open', stage: way.first, version: 1 })
    await world.update(id, { stage: way.won, amount })
    expect(await firstRefusal(world.update(id, { stage: way.lost, lost_reason: 'price' }))).toMatchObject({
      code: 'record.move_not_allowed',
    })
    expect(await firstRefusal(world.update(id, { amount: null }))).toMatchObject({ code: 'record.guard' })
  })

  it('does not say two things at once', async () => {
    const id = await open({ amount })
    expect(await firstRefusal(world.update(id, { stage: way.quote, status: 'won' }))).toMatchObject({
      path: '/status',
      code: 'field.derived',
    })
    const other = await world.pipeline('另一条', usual)
    expect(await firstRefusal(world.update(id, { stage: way.quote, pipeline: other.pipeline }))).toMatchObject({
      path: '/pipeline',
      code: 'field.derived',
    })
    await world.update(id, { pipeline: other.pipeline })
    expect(await world.read(id)).toMatchObject({ pipeline: other.pipeline, stage: other.first, status: 'open' })
  })

  it('keeps a probability that somebody thought of until it moves on, and none against how it closed', async () => {
    const id = await open({ amount })
    await world.update(id, { probability: '35' })
    await world.update(id, { next_step: '报价' })
    expect(await world.read(id)).toMatchObject({ probability: '35.00' })
    await world.update(id, { stage: way.quote })
    expect(await world.read(id)).toMatchObject({ probability: '50.00' })
    await world.run('opportunity.win', { id })
    expect(await firstRefusal(world.update(id, { probability: '10' }))).toMatchObject({
      path: '/probability',
      code: 'field.derived',
    })
  })

  it('is not put into a stage that its pipeline lacks', async () => {
    const bare = await world.pipeline('没有赢单', [{ name: 'only', kind: 'open' }])
    const id = await open({ pipeline: bare.pipeline, amount })
    expect(await firstRefusal(world.run('opportunity.win', { id }))).toMatchObject({ code: 'opportunity.no_stage_of_kind' })
  })
})

describe('the acts on a deal', () => {
  const open = (more: Record<string, unknown> = {}) => world.open({ pipeline: way.pipeline, ...more })

  it('move it on what the user saw: a stale board moves nothing back', async () => {
    const id = await open()
    expect(await world.run('opportunity.move_stage', { id, stage: way.quote, version: 1 })).toMatchObject({ version: 2 })
    expect(await refused(world.run('opportunity.move_stage', { id, stage: way.first, version: 1 }))).toMatchObject({
      code: 'record.stale_version',
      status: 409,
      extra: { given_version: 1, current_version: 2 },
    })
    await refused(world.update(id, { stage: way.first, version: 1 }))
    expect(await world.read(id)).toMatchObject({ stage: way.quote })
  })

  it('win, lose and reopen it once each', async () => {
    const id = await open()
    expect((await refused(world.run('opportunity.win', { id }))).code).toBe('opportunity.no_amount')
    await world.run('opportunity.win', { id, amount })
    expect((await refused(world.run('opportunity.lose', { id, reason: 'price' }))).code).toBe('opportunity.closed')
    await world.run('opportunity.reopen', { id })
    expect(await world.read(id)).toMatchObject({ status: 'open', stage: way.first, closed_at: null, probability: '10.00' })
    expect((await refused(world.run('opportunity.reopen', { id }))).code).toBe('opportunity.still_open')
    await world.run('opportunity.lose', { id, reason: 'price', competitor: '别家' })
    expect(await world.read(id)).toMatchObject({ status: 'lost', stage: way.lost, probability: '0.00', lost_reason: 'price' })
    await world.run('opportunity.reopen', { id })
    expect(await world.read(id)).toMatchObject({ lost_reason: null })
  })
})

describe('deals that are brought from elsewhere', () => {
  it('with a stage of the kind won are won, whatever else is missing', async () => {
    const { ids, codes } = await world.bring([
      { name: 'A', person: world.person, stage: way.won, close_on: '2024-03-05' },
      { name: 'B', person: world.person, stage: way.lost, closed_at: '2024-01-02T03:04:05Z', status: 'lost' },
      { name: 'C', person: world.person, stage: way.quote, probability: '65' },
      { name: 'D', person: world.person, pipeline: way.pipeline, status: 'won' },
    ])
    expect(codes).toEqual([])
    const [a, b, c, d] = await Promise.all(ids.map((id) => world.read(String(id))))
    expect(a).toMatchObject({
      status: 'won',
      pipeline: way.pipeline,
      probability: '100.00',
      closed_at: '2024-03-05T12:00:00.000Z',
    })
    expect(b).toMatchObject({ status: 'lost', probability: '0.00', closed_at: '2024-01-02T03:04:05.000Z' })
    expect(c).toMatchObject({ status: 'open', probability: '65.00', closed_at: null })
    expect(d).toMatchObject({ status: 'won', stage: way.won, closed_at: expect.any(String) })
  })
  it('are refused where they contradict themselves', async () => {
    const { ids, codes } = await world.bring([
      { name: 'E', person: world.person, stage: way.won, status: 'open' },
      { name: 'F', person: world.person, stage: way.first, closed_at: '2024-01-02T03:04:05Z' },
    ])
    expect(ids).toEqual([null, null])
    expect(codes).toEqual(['field.derived', 'field.derived'])
  })
})

describe('a pipeline', () => {
  it('keeps the kind of a stage in which deals stand', async () => {
    const own = await world.pipeline('自有', usual)
    await world.open({ pipeline: own.pipeline })
    const change = (stage: string | undefined, kind: string) =>
      world.tenant.system((work) => work.records.update('sales.stage', String(stage), { kind }))
    expect(await firstRefusal(change(own.first, 'won'))).toMatchObject({ code: 'stage.kind_in_use' })
    await change(own.quote, 'won')
    const removed = world.tenant.system((work) => work.records.remove('sales.stage', String(own.first)))
    expect(await removed.catch((error: unknown) => error)).toMatchObject({ code: 'definition.in_use', status: 409 })
    const left = world.tenant.system((work) =>
      work.records.update('sales.pipeline', String(own.pipeline), { stages: { remove: [own.first] } }),
    )
    expect(await firstRefusal(left)).toMatchObject({ code: 'stage.in_use' })
    await world.tenant.system((work) => work.records.remove('sales.stage', String(own.lost)))
  })
})

describe('the story of a deal', () => {
  it('is told once, whether an act moved it or a list', async () => {
    const { onDealTurned } = await import('../reactions/on-deal-turned.reaction.ts')
    const id = await world.open({ pipeline: way.pipeline, amount })
    await world.update(id, { stage: way.quote })
    await world.run('opportunity.win', { id })
    const facts = await world.tenant.system((work) =>
      work.sql<{
        id: string
        name: string
        after: Record<string, unknown>
        before: Record<string, unknown>
        payload: Record<string, unknown>
      }>(
        `select id, name, before, after, payload from fact where record = $1 and name = 'sales.opportunity.updated' order by recorded_at`,
        [id],
      ),
    )
    const rest = {
      seq: '1',
      object: 'sales.opportunity',
      record: id,
      person: world.person,
      actor_kind: 'user',
      actor: 'x',
      source: 'house',
      cause: null,
      hops: 0,
    } as const
    const at = '2026-01-01T00:00:00.000Z'
    for (const fact of facts)
      await world.tenant.system((work) => onDealTurned.run(work, { ...rest, ...fact, occurred_at: at, recorded_at: at }))
    const told = await world.tenant.system((work) =>
      work.sql<{ name: string; payload: object }>(
        `select name, payload from fact where record = $1 and name like 'opportunity.%' order by recorded_at, id`,
        [id],
      ),
    )
    expect(told.map(({ name }) => name).sort()).toEqual(['opportunity.opened', 'opportunity.stage_moved', 'opportunity.won'])
    expect(told.find(({ name }) => name === 'opportunity.stage_moved')?.payload).toEqual({
      name: '大单',
      from: 'first',
      to: 'quote',
    })
  })
})
