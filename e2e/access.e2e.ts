import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('a person of another team', () => {
  it('is in no list, search, page, report or export of a sales user, and the bench says why', async () => {
    const boss = await signedIn(browser, product, 'admin', { locale: 'en' })
    const sales = await signedIn(browser, product, 'sales', { locale: 'en' })
    const [all, own] = [asking(boss.context, product), asking(sales.context, product)]
    const me = await own.get<{ staff: { id: string; title: string } }>('/me')
    const department = (await all.get<{ department: { id: string } | null }>(`/organisation/staff/${me.staff.id}`)).department?.id
    const [stranger] = (
      await all.post<{ data: { id: string; name: string }[] }>('/organisation/staff/query', {
        filter: {
          and: [
            { field: 'department', op: 'ne', value: department },
            { field: 'status', op: 'eq', value: 'active' },
          ],
        },
        limit: 1,
      })
    ).data
    const name = `别组客户${Date.now() % 1_000_000}`
    const person = await all.post<{ id: string }>('/customer/person', { name, owner: stranger?.id })

    // Whoever may see everything finds it; the mirror and the search index have it too.
    await expect
      .poll(async () =>
        (await all.get<{ data: { id: string }[] }>(`/search?q=${encodeURIComponent(name)}`)).data.map(({ id }) => id),
      )
      .toContain(person.id)
    const counted = (api: typeof all) =>
      api.post<{ data: { count: number }[] }>('/reports/aggregate', {
        object: 'customer.person',
        measures: [{ fn: 'count' }],
        filter: { field: 'name', op: 'eq', value: name },
      })
    await expect.poll(async () => (await counted(all)).data[0]?.count).toBe(1)

    expect(
      await own.post<{ data: unknown[]; count: { value: number } }>('/customer/person/query', {
        filter: { field: 'name', op: 'eq', value: name },
        count: true,
      }),
    ).toMatchObject({ data: [], count: { value: 0 } })
    expect((await own.get<{ data: unknown[] }>(`/search?q=${encodeURIComponent(name)}`)).data).toEqual([])
    expect((await counted(own)).data[0]?.count ?? 0).toBe(0)
    for (const path of ['', '/timeline', '/history'])
      expect((await sales.context.request.get(`${product}/api/v1/customer/person/${person.id}${path}`)).status()).toBe(404)
    await sales.page.goto(`${product}/o/customer/person/${person.id}`)
    await sales.page.locator('.lk-empty, [role=alert], .lk-failure').first().waitFor()
    expect(await sales.page.getByText(name).count()).toBe(0)

    // Why? The page says it without a guess.
    const why = (staff: string | undefined) =>
      all.get<{ read: boolean; reasons: unknown[] }>(`/explain/customer.person/${person.id}?user=${staff}`)
    expect(await why(me.staff.id)).toMatchObject({ read: false })
    expect((await why(stranger?.id)).read).toBe(true)
  })
})
