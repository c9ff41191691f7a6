import { Refusal } from '@lianke/kernel'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DealWorld, dealWorld, usual } from './deal-world.testing.ts'

let world: DealWorld
let stages: string[]
let pipelines: string[]
beforeAll(async () => {
  world = await dealWorld()
  const ways = [await world.pipeline('一', usual, { standard: true }), await world.pipeline('二', usual)]
  pipelines = ways.map(({ pipeline }) => String(pipeline))
  stages = ways.flatMap((way) => usual.map(({ name }) => String(way[name])))
})
afterAll(() => world?.tenant.close())

const status = fc.constantFrom('open', 'won', 'lost')
const moment = fc.constantFrom(null, '2024-01-02T03:04:05.000Z', '2025-06-07T08:09:10.000Z')
/** Anything that a user, a list, a program or a file may say of a deal; numbers stand for one of the stages or pipelines. */
const said = fc.record(
  {
    stage: fc.option(fc.nat(7)),
    pipeline: fc.option(fc.nat(1)),
    status,
    probability: fc.constantFrom(null, '0', '35', '100'),
    closed_at: moment,
    stage_entered_at: moment,
    amount: fc.constantFrom(null, { amount: '5.00', currency: 'CNY' }),
    lost_reason: fc.constantFrom(null, 'price'),
    close_on: fc.constantFrom(null, '2024-02-03'),
  },
  { requiredKeys: [] },
)
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never
const write = fc.oneof(
  fc.record({ door: fc.constantFrom('PATCH', 'bulk', 'house', 'import again', 'import', 'where'), deal: fc.nat(5), said }),
  fc.record({
    door: fc.constantFrom(
      'opportunity.move_stage',
      'opportunity.win',
      'opportunity.lose',
      'opportunity.reopen',
      'opportunity.open',
    ),
    deal: fc.nat(5),
    said,
  }),
)

const valuesOf = ({ stage, pipeline, ...rest }: Said): Record<string, unknown> => ({
  ...rest,
  ...(stage === undefined ? {} : { stage: stage === null ? null : stages[stage] }),
  ...(pipeline === undefined ? {} : { pipeline: pipeline === null ? null : pipelines[pipeline] }),
})

const object = 'sales.opportunity'
const go = async (door: string, id: string, given: Said): Promise<string | null> => {
  const { tenant, seller, person } = world
  const values = valuesOf(given)
  const input = { object, rows: [{ id, ...values }], key: ['id'] }
  switch (door) {
    case 'PATCH':
      await world.update(id, values)
      return null
    case 'house':
      await tenant.system((work) => work.records.update(object, id, values))
      return null
    case 'bulk':
      await tenant.as(seller, (work) => work.records.upsert(input))
      return null
    case 'where':
      await tenant.as(seller, (work) => work.records.updateWhere(object, { field: 'id', op: 'eq', value: id }, values))
      return null
    case 'import again':
      await tenant.as(seller, (work) => work.records.upsert({ ...input, migrating: true, keepOrigins: true, partial: true }))
      return null
    case 'import':
      return (await world.bring([{ name: '来的', person, ...values }])).ids[0] ?? null
    case 'opportunity.open':
      return world.open({
        ...(values.pipeline ? { pipeline: values.pipeline } : {}),
        ...(values.stage ? { stage: values.stage } : {}),
      })
    case 'opportunity.move_stage':
      await world.run(door, { id, stage: stages[given.stage ?? 0] })
      return null
    case 'opportunity.lose':
      await world.run(door, { id, reason: 'price' })
      return null
    case 'opportunity.win':
      await world.run(door, { id, ...(given.amount ? { amount: given.amount } : {}) })
      return null
    default:
      await world.run(door, { id })
      return null
  }
}

/** Deals of which one thing says otherwise than another. */
const untrue = () =>
  world.tenant.system((work) =>
    work.sql(
      `select o.id, o.status, s.kind, o.closed_at, o.probability from sales_opportunity o left join sales_stage s on s.id = o.stage
      where s.id is null or o.status is distinct from s.kind or o.pipeline is distinct from s.pipeline
        or (o.closed_at is null) <> (o.status = 'open') or o.stage_entered_at is null or o.probability is null
        or o.status = 'won' and o.probability <> 100 or o.status = 'lost' and o.probability <> 0`,
    ),
  )

it('stage, status, pipeline, closing time and probability of a deal are one truth after any writes through any doors', async () => {
  let done = 0
  await fc.assert(
    fc.asyncProperty(fc.array(write, { minLength: 4, maxLength: 14 }), async (writes) => {
      const deals = [
        await world.open(),
        await world.open({ pipeline: pipelines[1], amount: { amount: '9.00', currency: 'CNY' } }),
      ]
      for (const { door, deal, said: given } of writes) {
        try {
          const made = await go(door, String(deals[deal % deals.length]), given)
          if (made) deals.push(made)
          done += 1
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
        }
        expect(await untrue(), `after ${door} ${JSON.stringify(given)}`).toEqual([])
      }
    }),
    { numRuns: 40 },
  )
  expect(done, 'writes that were taken').toBeGreaterThan(60)
})
