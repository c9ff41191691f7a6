import { openChannelHosts } from '@lianke/platform/channel-host'
import { openReceiver } from '@lianke/engine-intake'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { composeEngines, type Engines } from '../compose-engines.ts'
import { openRightsWorld, type RightsWorld } from './rights-world.testing.ts'

const object = 'custom.c_device'
let world: RightsWorld
let engines: Engines
beforeAll(async () => {
  world = await openRightsWorld()
  const { platform, tenant } = world.company
  const log = pino({ level: 'silent' })
  engines = composeEngines(platform, {
    channels: [],
    hostOf: openChannelHosts(platform, { receive: openReceiver(platform.database).receive, log, allowPrivate: [] }),
    allowPrivate: [],
    log: () => undefined,
    now: () => new Date().toISOString(),
  })
  await ask('POST', '/settings/objects', {
    name: 'device',
    label: { zh: '设备', en: 'Device' },
    plural: { zh: '设备', en: 'Devices' },
    title: 'name',
    person: 'customer',
    fields: {
      name: { type: 'text', label: { zh: '名称', en: 'Name' }, options: { required: true } },
      customer: { type: 'reference', label: { zh: '客户', en: 'Person' }, options: { to: 'customer.person' } },
      state: { type: 'text', label: { zh: '状态', en: 'State' }, options: {} },
      note: { type: 'text', label: { zh: '备注', en: 'Note' }, options: {} },
    },
  })
  // Other processes hear of it by notification.
  await vi.waitFor(async () => expect((await platform.model(tenant)).objects.has(object)).toBe(true), { timeout: 45_000 })
  await run()
})
afterAll(() => world?.company.close())

const ask = async <T>(method: 'POST' | 'GET' | 'PATCH', url: string, payload?: object): Promise<T> => {
  const answer = await world.ask(world.boss, { method, url: `/api/v1${url}`, ...(payload ? { payload } : {}) })
  if (answer.statusCode >= 300) throw new Error(`${url}: ${answer.body}`)
  return answer.json()
}
const run = async () => {
  for (let quiet = 0; quiet < 2; ) {
    let more = false
    for (const reader of engines.readers) more ||= (await reader.turn(world.company.tenant)).more
    quiet = more ? 0 : quiet + 1
  }
}
type Device = { readonly id: string; readonly c_note: string | null }

describe('an automation of an object that the company made itself', () => {
  it('runs when its records change, does what it is told, and can be put on them by hand', async () => {
    const draft = {
      name: '送修',
      subject_object: object,
      trigger: { on: 'record', object, change: 'updated', fields: ['c_state'], to: '坏了' },
      condition: { field: 'c_name', op: 'contains', value: '仪' },
      graph: {
        entry: 'set',
        nodes: [
          { id: 'set', step: 'record.set_fields', config: { values: { c_note: { path: 'c_name' } } }, next: { next: 'task' } },
          { id: 'task', step: 'create_task', config: { title: '{c_name} 送修' }, next: { next: null } },
        ],
      },
    }
    const { id } = await ask<{ id: string }>('POST', '/automation/automation', draft)
    await ask('POST', '/commands/automation.publish', { id })
    const made = (name: string) =>
      ask<Device>('POST', '/custom/c_device', { c_name: name, c_state: '完好', c_customer: world.ids.person })
    const [one, other, by] = [await made('美容仪'), await made('水杯'), await made('洁面仪')]
    for (const device of [one, other]) await ask('PATCH', `/custom/c_device/${device.id}`, { c_state: '坏了' })
    await run()
    const noteOf = async (device: Device) => (await ask<Device>('GET', `/custom/c_device/${device.id}`)).c_note
    expect([await noteOf(one), await noteOf(other)]).toEqual(['美容仪', null])
    const tasks = await ask<{ data: { subject: string; person: { id: string } }[] }>('POST', '/fieldwork/task/query', {
      filter: { field: 'source', op: 'eq', value: 'automation' },
    })
    expect(tasks.data.map(({ subject, person }) => [subject, person.id])).toEqual([['{c_name} 送修', world.ids.person]])
    await ask('POST', '/commands/automation.add_custom_c_device', { id: by.id, automation: id })
    await run()
    expect(await noteOf(by)).toBe('洁面仪')
    const { runs } = await ask<{ runs: readonly { status: string; end_reason: string }[] }>(
      'POST',
      '/commands/automation.of_record',
      {
        object,
        record: one.id,
      },
    )
    expect(runs).toMatchObject([{ status: 'ended', end_reason: 'completed' }])
  })

  it('keeps the object from being archived unseen while it runs on it', async () => {
    const answer = await world.ask(world.boss, {
      method: 'PATCH',
      url: `/api/v1/settings/objects/${object}`,
      payload: { archived: true },
    })
    expect(answer.json()).toMatchObject({ status: 409 })
  })
})
