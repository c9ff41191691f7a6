import { processEngine } from '@lianke/engine-process'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeEngines } from '../compose-engines.ts'
import { openRightsWorld, type RightsWorld } from './rights-world.testing.ts'

let world: RightsWorld
let lead: string
beforeAll(async () => {
  world = await openRightsWorld()
  lead = (await ask<{ id: string }>('POST', '/lead/lead', { name: '线索', wechat: 'hook-1' })).id
})
afterAll(() => world?.company.close())

const ask = async <T>(method: 'POST' | 'GET', url: string, payload?: object): Promise<T> =>
  (await world.ask(world.boss, { method, url: `/api/v1${url}`, ...(payload ? { payload } : {}) })).json()
const automation = async (by: 'boss' | 'clerk', draft: object) =>
  world.ask(world[by], {
    method: 'POST',
    url: '/api/v1/automation/automation',
    payload: { name: `外部 ${Math.random()}`, subject_object: 'lead.lead', ...draft },
  })
const graph = (config: object) => ({
  entry: 'a',
  nodes: [{ id: 'a', step: 'record.set_fields', config, next: { next: null } }],
})
const call = (path: string, payload: object, headers: Record<string, string> = {}) =>
  world.company.app.inject({ method: 'POST', url: path, payload, headers })
/** One turn of the engine on this company. */
const turned = async (): Promise<void> => {
  const { platform, tenant } = world.company
  const hostOf = openChannelHosts(platform, { receive: async () => undefined, log: pino({ level: 'silent' }) })
  await processEngine.turn(composeEngines(platform, { channels: [], hostOf, log: () => undefined }).hostOf(tenant))
}
const counted = async (process: string): Promise<number> =>
  (
    await world.company.platform.database.query<{ n: number }>(world.company.tenant, {
      text: 'select count(*)::int as n from process_run where process = $1',
      values: [process],
    })
  )[0]?.n ?? 0

describe('a program outside that starts an automation', () => {
  it('names records by one of their fields, with the secret of the address; a call that names itself starts one run', async () => {
    const trigger = { on: 'hook', path: 'contact.wechat', field: 'wechat' }
    const made = (await automation('boss', { trigger, graph: graph({ values: { interest: '表单' } }) })).json()
    await ask('POST', '/commands/automation.publish', { id: made.id })
    const { path, secret } = await ask<{ path: string; secret: string }>('POST', '/commands/automation.hook', { id: made.id })
    const told = { contact: { wechat: 'hook-1' } }
    const bearer = { authorization: `Bearer ${secret}` }
    const named = { ...bearer, 'idempotency-key': 'order-7' }
    expect((await call(path, told, named)).json()).toEqual({ entered: 1 })
    expect((await call(path, told, named)).json()).toEqual({ entered: 0 })
    expect((await call(`${path}?secret=${secret}`, told, { 'webhook-id': 'order-7' })).json()).toEqual({ entered: 0 })
    expect((await call(path, told, { ...bearer, 'webhook-id': 'other' })).json()).toEqual({ entered: 1 })
    // Without a name every call is an event of its own, also where it says the same.
    for (const again of [1, 1]) expect((await call(`${path}?secret=${secret}`, told)).json()).toEqual({ entered: again })
    expect((await call(path, { contact: { wechat: 'nobody' } }, bearer)).json()).toEqual({ entered: 0 })
    expect((await call(path, {}, bearer)).json()).toMatchObject({ status: 422, code: 'process.hook_names_nothing' })
    // A hundred at most: some of more would be nobody's choice.
    await world.company.platform.work(world.company.tenant, { kind: 'system', id: 'test' }, (work) =>
      work.records.upsert({
        object: 'lead.lead',
        rows: Array.from({ length: 101 }, (_, n) => ({ name: `同号${n}`, wechat: 'shared' })),
      }),
    )
    expect((await call(path, { contact: { wechat: 'shared' } }, bearer)).json()).toMatchObject({
      status: 422,
      code: 'process.hook_names_many',
    })
    expect(await counted(made.id)).toBe(4)
    const strangers: readonly Record<string, string>[] = [{}, { authorization: 'Bearer nonsense' }]
    for (const bad of strangers)
      expect((await call(path, told, bad)).json()).toMatchObject({ status: 403, code: 'process.hook_refused' })
    const strange = path.replace(made.id, lead)
    expect((await call(strange, told, bearer)).json()).toMatchObject({ status: 403, code: 'process.hook_refused' })
    // A new secret makes the old void, and a pause holds at the door.
    const fresh = await ask<{ secret: string }>('POST', '/commands/automation.hook', { id: made.id })
    expect((await call(path, told, bearer)).statusCode).toBe(403)
    await ask('POST', '/commands/automation.pause', { id: made.id })
    expect((await call(path, told, { authorization: `Bearer ${fresh.secret}` })).statusCode).toBe(403)
    expect(await counted(made.id)).toBe(4)
  })

  it('tells what runs take along, for the fields and texts of later steps; what is no plain value is refused', async () => {
    const values = [
      { name: 'product', path: 'order.product' },
      { name: 'note', path: 'note' },
    ]
    const trigger = { on: 'hook', path: 'wechat', field: 'wechat', values }
    const drawn = graph({ values: { interest: { run: 'product' }, remark: 'says: {$note}' } })
    const made = (await automation('boss', { trigger, graph: drawn })).json()
    await ask('POST', '/commands/automation.publish', { id: made.id })
    const { path, secret } = await ask<{ path: string; secret: string }>('POST', '/commands/automation.hook', { id: made.id })
    const bearer = { authorization: `Bearer ${secret}` }
    const told = { wechat: 'hook-1', order: { product: 'Tea' }, note: 'call {phone}' }
    expect((await call(path, { ...told, order: { product: ['Tea'] } }, bearer)).json()).toMatchObject({
      status: 422,
      code: 'process.hook_bad_value',
    })
    expect((await call(path, told, bearer)).json()).toEqual({ entered: 1 })
    await turned()
    expect(await ask('GET', `/lead/lead/${lead}`)).toMatchObject({ interest: 'Tea', remark: 'says: call ｛phone｝' })
    const undeclared = { trigger: { on: 'manual' }, graph: drawn }
    const other = (await automation('boss', undeclared)).json()
    const refused = await ask<{ problems: { code: string }[] }>('POST', '/commands/automation.publish', { id: other.id })
    expect(refused.problems.map(({ code }) => code)).toEqual(['automation.unknown_value', 'automation.unknown_value'])
  })

  it('is made by nobody who may not ask by that field, nor read what it would copy', async () => {
    const person = { subject_object: 'customer.person' }
    const codes = async (draft: object) =>
      ((await automation('clerk', { ...person, ...draft })).json().problems ?? []).map(({ code }: { code: string }) => code)
    expect(await codes({ trigger: { on: 'hook', path: 'phone', field: 'phone' } })).toEqual(['field.masked'])
    expect(await codes({ trigger: { on: 'manual' }, graph: graph({ values: { name: { path: 'phone' } } }) })).toEqual([
      'field.masked',
    ])
    expect(await codes({ trigger: { on: 'manual' }, graph: graph({ values: { email: 'x@example.com' } }) })).toEqual([
      'field.unknown',
    ])
  })
})
