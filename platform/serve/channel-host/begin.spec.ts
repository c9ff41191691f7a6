import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testTenant, type TestTenant, tinyShop } from '../../testing/index.ts'
import { openChannelHosts } from './open-channel-hosts.ts'

const day = 86_400_000
let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({ modules: tinyShop })
})
afterAll(() => tenant?.close())

/** The host of one process. */
const process = () =>
  openChannelHosts(tenant.platform, { receive: async () => undefined, log: pino({ level: 'silent' }) })(tenant.id)

describe('what a channel begins', () => {
  it('is begun once for all processes, and known to each since when; a set is one question', async () => {
    const keys = Array.from({ length: 2500 }, (_, at) => `mass:${at}`)
    const from = new Date().toISOString()
    expect(await process().begin(keys.slice(0, 2000), day)).toEqual(new Map())
    const before = await process().begin(keys, day)
    expect([...before.keys()].sort()).toEqual(keys.slice(0, 2000).sort())
    for (const moment of before.values()) expect(moment >= from && moment <= new Date().toISOString()).toBe(true)
    expect((await process().begin(keys, day)).size).toBe(2500)
  })

  it('by two processes at once is begun by one of them', async () => {
    const answers = await Promise.all([process(), process(), process()].map((host) => host.begin(['a', 'b', 'c'], day)))
    expect(answers.filter((known) => known.size === 0)).toHaveLength(1)
    expect(answers.filter((known) => known.size === 3)).toHaveLength(2)
  })

  it('is begun anew when it was long ago, and lies sealed', async () => {
    const host = process()
    await host.begin(['short'], -1)
    expect(await host.begin(['short'], day)).toEqual(new Map())
    expect((await host.begin(['short'], day)).size).toBe(1)
    const [row] = await tenant.platform.database.query<{ sealed: string }>(tenant.id, {
      text: `select sealed from shared_value where key = 'short'`,
    })
    expect(row?.sealed).toMatch(/^v1\./)
  })
})
