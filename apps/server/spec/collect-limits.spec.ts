import { createHash } from 'node:crypto'
import { newId } from '@lianke/platform'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openSources, type SourcesWorld } from './sources-world.testing.ts'

let world: SourcesWorld
let address = 0
beforeAll(async () => {
  world = await openSources()
  const { settings } = world.server.platform
  await settings.set(world.server.tenant, 'collect.address_events_per_second', 20, null)
  await settings.set(world.server.tenant, 'collect.key_events_per_second', 200, null)
})
afterAll(() => world?.close())
/** Every test comes from addresses of its own. */
const newAddress = () => `203.0.${113 + Math.floor(++address / 250)}.${address % 250}`
let from = ''
beforeEach(() => {
  from = newAddress()
})

let id = 0
const events = (count: number) =>
  Array.from({ length: count }, () => ({
    message_id: `limit-${++id}`,
    type: 'page',
    anonymous_id: 'v',
    properties: { url: 'https://a/' },
  }))
interface Ask {
  readonly key: string
  readonly count?: number
  readonly remoteAddress?: string
  readonly inBody?: boolean
}
const ask = ({ key, count = 1, remoteAddress = from, inBody = false }: Ask) =>
  world.server.app.inject({
    method: 'POST',
    url: '/collect',
    remoteAddress,
    headers: inBody ? { 'content-type': 'text/plain' } : { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ ...(inBody ? { write_key: key } : {}), batch: events(count) }),
  })
const newKey = async (scopes: readonly string[]) =>
  world.server.auth.keys.make({ tenant: world.server.tenant, name: 'k', scopes, expiresAt: null, by: null })
const wrong = () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  const random = Array.from({ length: 43 }, () => letters[Math.floor(Math.random() * letters.length)]).join('')
  return `lk_${world.server.tenant}_${random}`
}
const kept = async () => Number((await world.sql<{ n: number }>('select count(*)::int as n from inbox'))[0]?.n)

/** Statements that the database is asked while something happens. */
const statements = async (work: () => Promise<unknown>): Promise<number> => {
  const { database } = world.server.platform
  const spies = [vi.spyOn(database.home, 'query'), vi.spyOn(database, 'query'), vi.spyOn(database, 'transaction')]
  await work()
  const count = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
  for (const spy of spies) spy.mockRestore()
  return count
}

describe('the limits of /collect', () => {
  it.each([false, true])(
    'hold one address that uses the key of a page, and say when to come again (key in the body: %s)',
    async (inBody) => {
      const { key } = await newKey(['collect'])
      expect((await ask({ key, count: 500, inBody })).json()).toMatchObject({ received: 500 })
      const before = await kept()
      const answer = await ask({ key, count: 100, inBody })
      expect(answer.statusCode).toBe(429)
      expect(answer.headers['content-type']).toContain('application/problem+json')
      expect(answer.json()).toMatchObject({ code: 'request.too_many', status: 429 })
      const wait = Number(answer.headers['retry-after'])
      expect(wait).toBeGreaterThanOrEqual(1)
      expect(wait).toBeLessThanOrEqual(5)
      // A page may read the answer, or it would not know how long to wait.
      expect(answer.headers['access-control-allow-origin']).toBe('*')
      expect(answer.headers['access-control-expose-headers']).toContain('retry-after')
      expect(await kept()).toBe(before)
      // Another visitor of the same page is not held to it.
      expect((await ask({ key, inBody, remoteAddress: newAddress() })).statusCode).toBe(200)
    },
  )

  it('take a whole IPv6 network for one address', async () => {
    const { key } = await newKey(['collect'])
    expect((await ask({ key, count: 500, remoteAddress: '2001:db8:7:1::a' })).statusCode).toBe(200)
    expect((await ask({ key, count: 500, remoteAddress: '2001:db8:7:1:ffff::b' })).statusCode).toBe(429)
    expect((await ask({ key, count: 500, remoteAddress: '2001:db8:7:2::a' })).statusCode).toBe(200)
  })

  it('costs no statement to turn an address away', async () => {
    const { key } = await newKey(['collect'])
    await ask({ key, count: 500 })
    expect((await ask({ key, count: 500 })).statusCode).toBe(429)
    const asked = await statements(async () => {
      for (let n = 0; n < 50; n++) expect((await ask({ key, count: 500, inBody: n % 2 === 0 })).statusCode).toBe(429)
    })
    expect(asked).toBe(0)
  })

  it('do not hold a program at the address of a loud page, but do hold its key', async () => {
    const page = await newKey(['collect'])
    await ask({ key: page.key, count: 500 })
    expect((await ask({ key: page.key, count: 500 })).statusCode).toBe(429)
    const program = await newKey(['*'])
    for (let n = 0; n < 4; n++) expect((await ask({ key: program.key, count: 500 })).statusCode).toBe(200)
    const answer = await ask({ key: program.key, count: 500, remoteAddress: newAddress() })
    expect(answer.statusCode).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1)
  })

  it('let in again when the time has come', async () => {
    const { key } = await newKey(['collect'])
    await ask({ key, count: 500 })
    expect((await ask({ key, count: 10 })).statusCode).toBe(429)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect((await ask({ key, count: 10 })).statusCode).toBe(200)
  })

  it('follow their settings at once', async () => {
    const { key } = await newKey(['collect'])
    await ask({ key, count: 500 })
    expect((await ask({ key, count: 500, remoteAddress: newAddress() })).statusCode).toBe(200)
    const { settings } = world.server.platform
    await settings.set(world.server.tenant, 'collect.address_events_per_second', 2000, null)
    const busy = newAddress()
    expect((await ask({ key, count: 500, remoteAddress: busy })).statusCode).toBe(200)
    expect((await ask({ key, count: 400, remoteAddress: busy })).statusCode).toBe(200)
    await settings.set(world.server.tenant, 'collect.address_events_per_second', 20, null)
  })
})

describe('a wrong key', () => {
  it('costs one look and no write the first time, and nothing while it goes on', async () => {
    const key = wrong()
    expect(await statements(async () => expect((await ask({ key })).statusCode).toBe(401))).toBe(1)
    const asked = await statements(async () => {
      for (let n = 0; n < 100; n++)
        expect((await ask({ key, inBody: n % 2 === 0 })).json()).toMatchObject({ code: 'collect.bad_key' })
    })
    expect(asked).toBe(0)
  })

  it('is a good one as soon as somebody has made it, in this process or another', async () => {
    const key = wrong()
    expect((await ask({ key })).statusCode).toBe(401)
    const { database } = world.server.platform
    const hash = createHash('sha256')
      .update(key.slice(key.lastIndexOf('_') + 1))
      .digest()
    await database.home.query({
      text: `insert into lianke.api_key (id, tenant, name, hash, hint, scopes) values ($1, $2, 'late', $3, 'late', '{collect}')`,
      values: [newId(), world.server.tenant, hash],
    })
    expect((await ask({ key })).statusCode).toBe(401)
    await database.notify('lianke_key', world.server.tenant)
    await vi.waitFor(async () => expect((await ask({ key })).statusCode).toBe(200), { timeout: 45_000 })
  })

  it('that is no key at all costs nothing', async () => {
    expect(await statements(async () => expect((await ask({ key: 'hello' })).statusCode).toBe(401))).toBe(0)
  })

  it('that is another one each time is held to the address', async () => {
    const codes: number[] = []
    const asked = await statements(async () => {
      for (let n = 0; n < 60; n++) codes.push((await ask({ key: wrong() })).statusCode)
    })
    expect(asked).toBeLessThanOrEqual(25)
    expect(codes.slice(0, 15).every((code) => code === 401)).toBe(true)
    expect(codes.slice(-10).every((code) => code === 429)).toBe(true)
    // Who holds a key that is known here is let in from there all the same.
    await ask({ key: world.keys.program, remoteAddress: newAddress() })
    expect((await ask({ key: world.keys.program })).statusCode).toBe(200)
  })

  it('that was revoked is refused at once and from memory, and its use is written down only while it is good', async () => {
    const made = await newKey(['collect'])
    const used = () =>
      world.server.platform.database.home.query<{ used_at: string | null }>({
        text: 'select used_at from lianke.api_key where id = $1',
        values: [made.id],
      })
    expect((await ask({ key: made.key })).statusCode).toBe(200)
    expect((await used())[0]?.used_at).not.toBeNull()
    await world.server.auth.keys.revoke(world.server.tenant, made.id)
    expect((await ask({ key: made.key })).statusCode).toBe(401)
    // The word of the revocation clears what is remembered when it comes, once.
    await expect.poll(() => statements(async () => expect((await ask({ key: made.key })).statusCode).toBe(401))).toBe(0)
  })
})
