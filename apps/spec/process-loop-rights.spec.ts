import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRightsWorld, type RightsWorld } from './rights-world.testing.ts'

let world: RightsWorld
beforeAll(async () => {
  world = await openRightsWorld()
})
afterAll(() => world?.company.close())

const drawn = async (by: 'boss' | 'clerk', loop: object) =>
  (
    await world.ask(world[by], {
      method: 'POST',
      url: '/api/v1/automation/automation',
      payload: {
        name: `逐条 ${Math.random()}`,
        subject_object: 'lead.lead',
        trigger: { on: 'manual' },
        graph: { entry: 'e', nodes: [{ id: 'e', step: 'flow.for_each', config: loop, next: { next: null } }] },
      },
    })
  ).json<{ id?: string; problems?: { path: string; code: string }[] }>()
const about = (field: string, value: unknown) => ({ object: 'customer.person', filter: { field, op: 'eq', value } })

describe('the condition of a loop', () => {
  it('asks the records that the loop goes through, not the one that walks', async () => {
    // A person has a stage, a lead has none.
    expect(await drawn('boss', about('stage', 'customer'))).toMatchObject({ id: expect.any(String) })
    expect((await drawn('boss', about('disqualify_reason', 'x'))).problems).toMatchObject([
      { path: '/graph/nodes/0/config/filter', code: 'filter.unknown_field' },
    ])
  })

  it('asks nothing that whoever draws it may not ask in a list', async () => {
    expect((await drawn('clerk', about('phone', '13800000000'))).problems).toMatchObject([
      { path: '/graph/nodes/0/config/filter', code: 'field.masked' },
    ])
    expect(await drawn('clerk', about('name', '张三'))).toMatchObject({ id: expect.any(String) })
  })

  it('stands in the uses of the field, so that it is not deleted unseen', async () => {
    const made = await drawn('boss', about('stage', 'customer'))
    const uses = await world.ask(world.boss, { method: 'GET', url: '/api/v1/settings/fields/customer.person/stage/uses' })
    expect(uses.body).toContain(made.id)
  })
})
