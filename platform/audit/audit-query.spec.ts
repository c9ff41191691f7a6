import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestTenant, testTenant } from '../testing/test-tenant.ts'
import { tinyShop } from '../testing/tiny-shop.ts'
import { changeAudit } from './audit-query.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({ modules: tinyShop })
})
afterAll(() => tenant.close())

describe('the audit', () => {
  it('gives the newest first and page by page, also where the number of facts gets a digit more', async () => {
    const { database } = tenant.platform
    await database.query(tenant.id, { text: `select setval('fact_seq', 9990)` })
    await tenant.system(async (room) => {
      for (let n = 0; n < 20; n++) await room.emit({ name: 'note.written', payload: { n } })
    })
    const seen: unknown[] = []
    for (let cursor: string | null = null, first = true; first || cursor; first = false) {
      const page = await changeAudit(database, tenant.id, { limit: 7, cursor, name: 'note.written' })
      seen.push(...page.data.map((line) => (line.payload as { n: number }).n))
      cursor = page.next
    }
    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => 19 - n))
  })

  it('says who told each fact', async () => {
    const [line] = (await changeAudit(tenant.platform.database, tenant.id, { limit: 1, cursor: null, name: 'note.written' })).data
    expect(line).toMatchObject({ source: 'house', actor: 'test' })
  })
})
