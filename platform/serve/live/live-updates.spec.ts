import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../store/db/database.ts'
import { appendFacts } from '../../store/facts/append-facts.ts'
import { ledgerTenant } from '../../store/facts/fact-tenant.testing.ts'
import { testUrls } from '../../testing/index.ts'
import { openLive } from './live-updates.ts'

let database: Database
let tenant: string
let close: () => Promise<void>
beforeAll(async () => {
  ;({ database, tenant, close } = await ledgerTenant(testUrls().databaseUrl))
})
afterAll(() => close())

const tell = (names: string[], at = '2026-01-02T03:04:05.000Z') =>
  database.transaction(tenant, (tx) =>
    appendFacts(
      tx,
      names.map((name) => ({
        id: v7(),
        name,
        object: 'a.b',
        record: v7(),
        payload: { version: 3, secret: 'x' },
        actor_kind: 'system' as const,
        source: 'house' as const,
        actor: 't',
        occurred_at: at,
      })),
    ),
  )

it('tells every open screen what was committed after it was opened, and nothing of what the record holds', async () => {
  const live = await openLive(database)
  const abort = new AbortController()
  await tell(['early.told'])
  const watch = async (count: number) => {
    const seen = []
    for await (const notice of live.updates(tenant, abort.signal)) {
      seen.push(notice)
      if (seen.length === count) break
    }
    return seen
  }
  const screens = [watch(3), watch(3)]
  await new Promise((resolve) => setTimeout(resolve, 100))
  await tell(['a.b.created'])
  await tell(['a.b.updated', 'a.b.deleted'])
  for (const seen of await Promise.all(screens)) {
    expect(seen.map((notice) => notice?.name)).toEqual(['a.b.created', 'a.b.updated', 'a.b.deleted'])
    expect(Object.keys(seen[0] ?? {}).sort()).toEqual(['at', 'id', 'name', 'object', 'person', 'version'])
    expect(seen[0]?.version).toBe(3)
  }
  abort.abort()
  await live.close()
})

it('says that some were missed instead of sending a flood', async () => {
  const live = await openLive(database)
  const abort = new AbortController()
  const first = (async () => {
    for await (const notice of live.updates(tenant, abort.signal)) return notice
  })()
  await new Promise((resolve) => setTimeout(resolve, 100))
  await tell(Array.from({ length: 600 }, () => 'a.b.created'))
  expect(await first).toBeNull()
  abort.abort()
  await live.close()
})
