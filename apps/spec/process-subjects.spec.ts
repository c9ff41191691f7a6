import { surely } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

const hourMs = 3_600_000
let world: SpineWorld
beforeAll(async () => {
  world = await openSpine()
})
afterAll(() => world?.tenant.close())

const wait = (id: string, next: string | null) => ({ id, step: 'flow.wait', config: { amount: 1, unit: 'hour' }, next: { next } })
const note = (id: string, text: string, next: string | null) => ({ id, step: 'test.note', config: { text }, next: { next } })
const person = async (name: string): Promise<string> =>
  (await world.tenant.system((work) => work.records.create('customer.person', { name }))).id
/** For whom it was asked to be sent, in order. */
const asked = async (text: string): Promise<string[]> =>
  (await world.sql<{ person: string }>(`select person from intent where content ->> 'text' = $1 order by id`, [text])).map(
    (intent) => intent.person,
  )
const later = async (): Promise<void> => {
  world.advance(hourMs + 60_000)
  await world.run()
}
const merged = async (one: string, other: string): Promise<string> => {
  await world.command('identity.merge', { id: one, with: other })
  await world.run()
  const [row] = await world.sql<{ kept: string }>(
    'select merged_into as kept from customer_person where id = any($1) and merged_into is not null',
    [[one, other]],
  )
  return surely(row, 'one of them went').kept
}

describe('whoever walks through a process', () => {
  it('walks no further once deleted', async () => {
    const gone = await person('要删的')
    const id = await world.journey({
      trigger: { on: 'manual' },
      graph: { entry: 'w', nodes: [wait('w', 'n'), note('n', 'to the deleted', null)] },
    })
    await world.command('journey.enrol', { id, persons: [gone] })
    await world.run()
    await world.tenant.system((work) => work.records.remove('customer.person', gone))
    await world.run()
    await later()
    expect(await world.sql('select end_reason from process_run where process = $1', [id])).toEqual([{ end_reason: 'deleted' }])
    expect(await asked('to the deleted')).toEqual([])
  })

  it('is not started once deleted, though what started it was told before', async () => {
    const id = await world.journey({
      trigger: { on: 'record', object: 'customer.person', change: 'created' },
      graph: { entry: 'n', nodes: [note('n', 'welcome', null)] },
    })
    const gone = await person('刚来就删的')
    await world.tenant.system((work) => work.records.remove('customer.person', gone))
    await world.run()
    expect(await world.sql('select 1 from process_run where process = $1', [id])).toEqual([])
    await world.command('journey.end', { id })
  })

  it('does not see a step again that was drawn behind where they stand', async () => {
    const one = await person('改版的')
    const graph = { entry: 'n', nodes: [note('n', 'coupon', 'w'), wait('w', null)] }
    const id = await world.journey({ trigger: { on: 'manual' }, graph })
    await world.command('journey.enrol', { id, persons: [one] })
    await world.run()
    await world.tenant.system((work) =>
      work.records.update('marketing.journey', id, {
        graph: { entry: 'w', nodes: [wait('w', 'n'), note('n', 'coupon', 'x'), note('x', 'more', null)] },
      }),
    )
    await world.command('journey.publish', { id, runs: 'move' })
    await later()
    expect(await asked('coupon')).toEqual([one])
    expect(await asked('more')).toEqual([one])
  })

  it('is one with another from then on, and sees nothing that either saw', async () => {
    const [one, other] = [await person('同一人甲'), await person('同一人乙')]
    const id = await world.journey({
      trigger: { on: 'manual' },
      graph: {
        entry: 'a',
        nodes: [note('a', 'first', 'w'), wait('w', 'b'), note('b', 'second', 'v'), wait('v', 'c'), note('c', 'third', null)],
      },
    })
    await world.command('journey.enrol', { id, persons: [one] })
    await world.run()
    await later()
    await world.command('journey.publish', { id })
    await world.command('journey.enrol', { id, persons: [other] })
    await world.run()
    const kept = await merged(one, other)
    await later()
    await later()
    await later()
    expect((await asked('first')).sort()).toEqual([one, other].sort())
    expect(await asked('second')).toEqual([one])
    expect(await asked('third')).toEqual([kept])
  })

  it('stays out of it where they had been through it before they were one with somebody under way', async () => {
    const [one, other] = [await person('走完的'), await person('在途的')]
    const nodes = [wait('w', 'n'), note('n', 'offer', null)]
    const id = await world.journey({ trigger: { on: 'manual' }, graph: { entry: 'w', nodes } })
    await world.command('journey.enrol', { id, persons: [one] })
    await world.run()
    await later()
    await world.command('journey.publish', { id })
    await world.command('journey.enrol', { id, persons: [other] })
    await world.run()
    await merged(one, other)
    await later()
    await later()
    expect(await asked('offer')).toEqual([one])
  })
})
