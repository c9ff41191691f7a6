import { processEngine } from '@lianke/engine-process'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { idAt } from '@lianke/platform/testing'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeEngines } from '../compose-engines.ts'
import { openRightsWorld, type RightsWorld } from './rights-world.testing.ts'

let world: RightsWorld
beforeAll(async () => {
  world = await openRightsWorld()
})
afterAll(() => world?.company.close())

interface Run {
  readonly id: string
  readonly status: string
  readonly changed: number
  readonly restored: number
  readonly kept: number
  readonly undo: boolean
}
const ask = async <T>(method: 'POST' | 'GET', url: string, payload?: object): Promise<T> =>
  (await world.ask(world.boss, { method, url: `/api/v1${url}`, ...(payload ? { payload } : {}) })).json()
const query = <R>(text: string, values: readonly unknown[]) =>
  world.company.platform.database.query<R>(world.company.tenant, { text, values: [...values] })
/** One turn of the engine on this company. */
const turned = async (): Promise<void> => {
  const { platform, tenant } = world.company
  const hostOf = openChannelHosts(platform, { receive: async () => undefined, log: pino({ level: 'silent' }) })
  await processEngine.turn(composeEngines(platform, { channels: [], hostOf, log: () => undefined }).hostOf(tenant))
}
const wait = (id: string, next: string | null) => ({
  id,
  step: 'flow.wait',
  config: { amount: 3, unit: 'day' },
  next: { next },
})
const remark = (id: string, next: string | null) => ({
  id,
  step: 'record.set_fields',
  config: { values: { remark: '来过' } },
  next: { next },
})
const running = async (
  nodes: readonly { readonly id: string; readonly step: string; readonly config: object; readonly next: object }[],
  more: object = {},
): Promise<string> => {
  const { id } = await ask<{ id: string }>('POST', '/marketing/journey', {
    name: `旅程 ${Math.random()}`,
    graph: { entry: nodes[0]?.id, nodes },
    trigger: { on: 'manual' },
    ...more,
  })
  await ask('POST', '/commands/journey.publish', { id })
  return id
}
const people = (names: readonly string[]): Promise<string[]> =>
  Promise.all(names.map(async (name) => (await ask<{ id: string }>('POST', '/customer/person', { name })).id))
const added = (journey: string, ids: readonly string[]) =>
  ask<Run>('POST', '/commands/journey.add_person/run-on', { ids, input: { journey } })
const undone = (run: Run) => ask<Run>('POST', `/command-runs/${run.id}/undo`, {})
const insideOf = async (journey: string): Promise<string[]> =>
  (await query<{ subject: string }>('select subject from process_run where process = $1', [journey])).map(
    ({ subject }) => subject,
  )

describe('putting people into a journey', () => {
  it('is taken back while they have only waited: they are out, uncounted, and may come again', async () => {
    const journey = await running([wait('w', 'r'), remark('r', null)], { reentry: { mode: 'once' } })
    const ids = await people(['一', '二'])
    const run = await added(journey, ids)
    expect(run).toMatchObject({ status: 'done', changed: 2, undo: true })
    await turned()
    const counted = () => query('select node, entered from process_node_count where process = $1', [journey])
    expect(await counted()).toEqual([{ node: 'w', entered: 2 }])
    expect(await undone(run)).toMatchObject({ status: 'undone', restored: 2, kept: 0 })
    expect(await insideOf(journey)).toEqual([])
    expect(await counted()).toEqual([{ node: 'w', entered: 0 }])
    const told = await query<{ reason: string }>(
      `select payload ->> 'reason' as reason from fact where name = 'journey.ended' and person = any($1)`,
      [ids],
    )
    expect(told.map(({ reason }) => reason)).toEqual(['taken_out', 'taken_out'])
    expect(await added(journey, ids)).toMatchObject({ changed: 2 })
  })

  it('leaves those in for whom something has been done, and says how many', async () => {
    const journey = await running([
      {
        id: 'b',
        step: 'flow.branch',
        config: { branches: [{ outlet: 'b1', filter: { field: 'name', op: 'eq', value: '做了' } }] },
        next: { b1: 'r', else: 'w' },
      },
      remark('r', 'w'),
      wait('w', null),
    ])
    const [done = '', waiting = ''] = await people(['做了', '等着'])
    const run = await added(journey, [done, waiting])
    await turned()
    expect(await undone(run)).toMatchObject({ restored: 1, kept: 1 })
    expect(await insideOf(journey)).toEqual([done])
    const alone = await world.ask(world.boss, {
      method: 'POST',
      url: '/api/v1/commands/journey.take_out_person',
      payload: { id: done, journey },
    })
    expect(alone.json()).toMatchObject({ status: 409, code: 'journey.gone_on' })
  })

  it('takes nobody out who came by himself, and is for nobody who may not change the journey', async () => {
    const journey = await running([wait('w', null)])
    const [one = ''] = await people(['自来'])
    await added(journey, [one])
    await query(`update process_run set cause = ${idAt('now()')} where process = $1`, [journey])
    const take = (by: 'boss' | 'clerk') =>
      world.ask(world[by], { method: 'POST', url: '/api/v1/commands/journey.take_out_person', payload: { id: one, journey } })
    expect((await take('boss')).json()).toMatchObject({ code: 'journey.gone_on' })
    expect((await take('clerk')).json()).toMatchObject({ status: 404 })
    expect(await insideOf(journey)).toEqual([one])
  })
})
