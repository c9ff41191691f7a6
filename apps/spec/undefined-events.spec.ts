import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeEvents } from '@lianke/platform/testing'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

let world: SpineWorld
beforeAll(async () => {
  world = await openSpine()
})
afterAll(() => world?.tenant.close())

const wait = (event: string) => ({
  id: 'w',
  step: 'flow.wait_until',
  config: { event, amount: 1, unit: 'day' },
  next: { event: 'n' },
})
const note = { id: 'n', step: 'test.note', config: { text: 'came' }, next: {} }
const drawn = (event: string) => ({ entry: 'w', nodes: [wait(event), note] })
const draft = (parts: object): Promise<string> =>
  world.tenant.system(
    async (work) =>
      (
        await work.records.create('marketing.journey', {
          name: work.id(),
          graph: drawn('page.viewed'),
          trigger: { on: 'manual' },
          ...parts,
        })
      ).id,
  )
const publish = (id: string) => world.command('journey.publish', { id })
const versions = (id: string) => world.sql('select version from process_version where process = $1', [id])

describe('a process on an event that nobody defined', () => {
  it.each([
    ['that begins it', { trigger: { on: 'event', event: 'cart.lost' } }, '/trigger/event'],
    ['that is its goal', { goal: { event: 'cart.lost' } }, '/goal/event'],
    ['that ends it', { exit: { event: 'cart.lost', where: { field: 'sum', op: 'gte', value: 3 } } }, '/exit/event'],
    ['that a step waits for', { graph: drawn('cart.lost') }, '/graph/nodes/0/config/event'],
  ])('is kept and not published: %s', async (_what, parts, path) => {
    const id = await draft(parts)
    await expect(publish(id)).rejects.toMatchObject({
      problems: [{ path, code: 'process.unknown_event', params: { event: 'cart.lost' } }],
    })
    expect(await versions(id)).toEqual([])
  })

  it('is published once it is defined; a change of a record is an event of the product', async () => {
    const id = await draft({ trigger: { on: 'event', event: 'cart.found' }, goal: { event: 'commerce.order.created' } })
    await expect(publish(id)).rejects.toMatchObject({ problems: [{ path: '/trigger/event' }] })
    await describeEvents(world.tenant, ['cart.found'])
    await publish(id)
    expect(await versions(id)).toEqual([{ version: 1 }])
  })

  it('runs on where it was published before', async () => {
    await describeEvents(world.tenant, ['cart.gone'])
    const id = await draft({ trigger: { on: 'event', event: 'cart.gone' }, graph: { entry: 'n', nodes: [note] } })
    await publish(id)
    await world.sql(`update custom_event set archived_at = now() where name = 'cart.gone'`)
    world.platform.forget(world.tenant.id)
    await world.command('journey.pause', { id })
    await world.command('journey.resume', { id })
    const person = await world.tenant.system(async (work) => {
      const { id: bob } = await work.records.create('customer.person', { name: 'Bob' })
      await work.emit({ name: 'cart.gone', person: bob })
      return bob
    })
    await world.run()
    expect(await world.sql('select subject, end_reason from process_run where process = $1', [id])).toEqual([
      { subject: person, end_reason: 'completed' },
    ])
    await expect(publish(id)).rejects.toMatchObject({ problems: [{ code: 'process.unknown_event' }] })
  })
})
