import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { places, points, purse } from '../../../model/ledgers/spec/ledgers.testing.ts'
import { countingShop } from '../../../model/ledgers/spec/ledgers.testing.ts'
import { proveLedgers } from '../../../model/ledgers/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let server: HttpTenant
let admin: Person
let guide: Person
let mine: string
let others: string
const own = { ...everything, read: 'own', update: 'own', delete: 'own' } as const
const post = (person: string, key: string, amount: string, occurred_at: string) =>
  server.platform.work(server.tenant, { kind: 'system', id: 'test' }, (work) =>
    work.ledger(purse).post([{ key, account: { person }, amount: { amount, currency: 'CNY' }, occurred_at, memo: key }]),
  )
beforeAll(async () => {
  server = await httpTenant(countingShop)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
  guide = await server.person({ objects: { '*': own } })
  const made = async (owner: string) =>
    (await admin.send({ method: 'POST', url: '/api/v1/customer/person', payload: { name: '甲', owner } })).json().id as string
  mine = await made(guide.staff)
  others = await made(admin.staff)
  for (const person of [mine, others]) {
    await post(person, `${person} in`, '100', '2026-01-01T00:00:00Z')
    await post(person, `${person} out`, '-30', '2026-02-01T00:00:00Z')
  }
})
afterAll(() => server?.close())

describe('a ledger over HTTP', () => {
  it('is read under the rights of its account: balances, statement page by page, a past moment', async () => {
    const all = (await admin.send({ url: '/api/v1/shop/purse' })).json().data
    expect(all).toHaveLength(2)
    const seen = (await guide.send({ url: '/api/v1/shop/purse' })).json().data
    expect(seen).toMatchObject([{ person: { id: mine }, balance: { amount: '70.00', currency: 'CNY' } }])
    const foreign = all.find((row: { id: string }) => row.id !== seen[0].id).id
    const pages: unknown[] = []
    for (let cursor = ''; ; ) {
      const page = (await guide.send({ url: `/api/v1/shop/purse_entry?limit=1&sort=-occurred_at${cursor}` })).json()
      pages.push(...page.data.map((row: { memo: string }) => row.memo))
      if (!page.next) break
      cursor = `&cursor=${encodeURIComponent(page.next)}`
    }
    expect(pages).toEqual([`${mine} out`, `${mine} in`])
    const then = (id: string, at: string) => guide.send({ url: `/api/v1/shop/purse/${id}/balance?at=${encodeURIComponent(at)}` })
    expect((await then(seen[0].id, '2026-01-15T00:00:00Z')).json()).toMatchObject({ balance: '100.00', currency: 'CNY' })
    expect((await then(seen[0].id, '2025-12-31T00:00:00+08:00')).json()).toMatchObject({ balance: '0.00' })
    expect((await then(foreign, '2026-01-15T00:00:00Z')).statusCode).toBe(404)
    expect((await guide.send({ url: `/api/v1/shop/purse/${foreign}` })).statusCode).toBe(404)
    expect((await then(seen[0].id, 'yesterday')).statusCode).toBe(400)
    expect((await guide.send({ url: `/api/v1/customer/person/${mine}/balance?at=2026-01-15T00:00:00Z` })).statusCode).toBe(404)
  })
  it('is written by nobody through the generic routes', async () => {
    const [account] = (await admin.send({ url: '/api/v1/shop/purse' })).json().data
    for (const object of ['shop/purse', 'shop/purse_entry', 'shop/purse_lot']) {
      expect((await admin.send({ method: 'POST', url: `/api/v1/${object}`, payload: {} })).statusCode).toBe(405)
      expect(
        (await admin.send({ method: 'PATCH', url: `/api/v1/${object}/${account.id}`, payload: { memo: 'x' } })).statusCode,
      ).toBe(405)
      expect((await admin.send({ method: 'DELETE', url: `/api/v1/${object}/${account.id}` })).statusCode).toBe(405)
      expect((await admin.send({ method: 'POST', url: `/api/v1/${object}/bulk`, payload: { create: [{}] } })).statusCode).toBe(
        405,
      )
    }
  })
  it('stands in the OpenAPI document and in meta for whoever may read it', async () => {
    const document = (await admin.send({ url: '/api/v1/openapi.json' })).json()
    expect(Object.keys(document.paths['/api/v1/shop/purse'])).toEqual(['get'])
    expect(document.paths).toHaveProperty(['/api/v1/shop/purse/{id}/balance'])
    expect(document.paths).toHaveProperty(['/api/v1/shop/purse_entry'])
    const ledgersOf = async (person: Person) =>
      (await person.send({ url: '/api/v1/meta' })).json().ledgers.map(({ name }: { name: string }) => name)
    expect(await ledgersOf(admin)).toEqual(expect.arrayContaining([points.name, purse.name, places.name]))
    expect(await ledgersOf(await server.person({ objects: { 'shop.purse': everything } }))).toEqual([purse.name])
    const blind = await server.person({ objects: { 'customer.person': everything } })
    expect((await blind.send({ url: '/api/v1/shop/purse' })).statusCode).toBe(403)
  })
  it('shows the last proof to whoever watches operations', async () => {
    await proveLedgers(server.platform, server.tenant)
    const proofs = (await admin.send({ url: '/api/v1/operations/ledgers' })).json().data
    expect(proofs.find((proof: { ledger: string }) => proof.ledger === purse.name)).toMatchObject({
      accounts: 2,
      entries: 4,
      differences: [],
    })
    expect((await guide.send({ url: '/api/v1/operations/ledgers' })).statusCode).toBe(403)
  })
})
