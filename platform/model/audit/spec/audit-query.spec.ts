import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testTenant, type TestTenant, tinyShop } from '../../../testing/index.ts'
import { changeAudit } from '../audit-query.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({ modules: tinyShop })
})
afterAll(() => tenant?.close())

const readerOf = async ({ platform, id }: TestTenant) => ({
  database: platform.database,
  tenant: id,
  model: await platform.model(id),
  access: await platform.access(id, { kind: 'system', id: 'test' }),
})

describe('the record of changes', () => {
  it('is newest first where the number gains a digit, and its pages hold every change once', async () => {
    // 9 → 10, 99 → 100, 999 → 1000.
    for (let batch = 0; batch < 11; batch++)
      await tenant.system((work) =>
        work.records.upsert({
          object: 'customer.person',
          rows: Array.from({ length: 100 }, (_, n) => ({ name: `客户 ${batch}-${n}` })),
        }),
      )
    const { database } = tenant.platform
    const reader = await readerOf(tenant)
    const [{ first, last, count } = { first: 0, last: 0, count: 0 }] = await database.query<{
      first: number
      last: number
      count: number
    }>(tenant.id, { text: 'select min(seq)::int as first, max(seq)::int as last, count(*)::int as count from fact' })
    expect(first).toBeLessThan(10)
    expect(last).toBeGreaterThan(1000)
    for (const limit of [7, 100, 200]) {
      const seen: number[] = []
      for (let cursor: string | null = null; ; ) {
        const page: Awaited<ReturnType<typeof changeAudit>> = await changeAudit(reader, { limit, cursor })
        seen.push(...page.data.map(({ seq }) => Number(seq)))
        cursor = page.next
        if (cursor === null) break
      }
      expect(seen).toHaveLength(count)
      expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a))
    }
  })

  it('tells what colleagues did apart from what the house and customers do, by an index of its own', async () => {
    const { platform, id } = tenant
    const reader = await readerOf(tenant)
    const colleague = { kind: 'user', id: '01a21d07-24c6-7061-9b2e-ffd875c5b461' } as const
    await tenant.system(async (work) => work.emit({ name: 'note.written', payload: {} }))
    await platform.work(id, colleague, async (work) => work.emit({ name: 'note.written', payload: {} }))
    const { data } = await changeAudit(reader, { limit: 50, cursor: null, by: 'people' })
    expect(data.map(({ name, actor }) => [name, actor])).toEqual([['note.written', colleague.id]])
    const [plan] = await platform.database.query<{ 'QUERY PLAN': unknown }>(id, {
      text: `explain (format json) select seq from fact where actor_kind = 'user' order by seq desc limit 7`,
    })
    expect(JSON.stringify(plan)).toMatch(/Index[^"]*Scan/)
  })

  it('says who told each fact', async () => {
    await tenant.system(async (work) => work.emit({ name: 'note.written', payload: {} }))
    const [line] = (await changeAudit(await readerOf(tenant), { limit: 1, cursor: null, name: 'note.written' })).data
    expect(line).toMatchObject({ source: 'house', actor: 'test' })
  })
})
