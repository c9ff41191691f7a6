import { appendFacts, newId } from '@lianke/platform'
import { testTenant, type TestTenant } from '@lianke/platform/testing'
import type { FactSource } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../definitions.ts'
import { upgradeEvents } from '../upgrade-events.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
}, 60_000)
afterAll(() => tenant?.close())

const told = (name: string, source: FactSource) =>
  tenant.platform.database.transaction(tenant.id, (tx) =>
    appendFacts(tx, [
      { id: newId(), name, payload: {}, actor_kind: 'system', actor: 'intake', source, occurred_at: new Date().toISOString() },
    ]),
  )
const upgraded = async (): Promise<string[]> => {
  const said: string[] = []
  await upgradeEvents(tenant.platform, [tenant.id], (line) => void said.push(line))
  return said
}

describe('a company that told events of its own before they had to be described', () => {
  it('goes on telling them: each name is described once, and nothing that the house or a vendor tells', async () => {
    await told('order.shipped', 'program')
    await told('order.shipped', 'page')
    await told('purchase', 'page')
    await told('page.viewed', 'page')
    await told('wecom.sync_asked', 'house')
    expect(await upgraded()).toEqual([`tenant ${tenant.id}: 2 events that were told before are described`])
    const { events } = await tenant.platform.model(tenant.id)
    const own = [...events.values()].filter((event) => event.own)
    expect(own.map(({ name, from, quiet }) => ({ name, from, quiet }))).toEqual([
      { name: 'order.shipped', from: ['page', 'program'], quiet: true },
      { name: 'purchase', from: ['page', 'program'], quiet: true },
    ])
    // What is told from now on is not described by being told.
    await told('coupon.used', 'page')
    expect(await upgraded()).toEqual([])
    expect((await tenant.platform.model(tenant.id)).events.has('coupon.used')).toBe(false)
  })
})
