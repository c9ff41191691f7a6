import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('deleting what is used', () => {
  it('shows where it is used, with a way to each place, and deletes nothing', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    const name = `Used ${Date.now() % 1_000_000}`
    const [group] = (await api.post<{ data: { id: string }[] }>('/customer/tag_group/query', { limit: 1 })).data
    const tag = await api.post<{ id: string }>('/customer/tag', { name, tag_group: group?.id })
    const segment = await api.post<{ id: string }>('/marketing/segment', {
      name: `Segment of ${name}`,
      filter: { field: 'tags', op: 'any_of', value: [name] },
    })
    const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'eq', value: name }))
    await page.goto(`${product}/o/customer/tag?filter=${filter}`)
    const row = page.getByRole('row').filter({ hasText: name }).first()
    await row.hover()
    await row.getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Still in use').last().waitFor()
    expect(await dialog.getByRole('link', { name: `Segment of ${name}` }).getAttribute('href')).toBe(
      `/o/marketing/segment/${segment.id}`,
    )
    expect(await dialog.getByRole('listitem').first().textContent()).toContain('Segments 1')
    await dialog.getByRole('button', { name: 'Close' }).click()
    expect(await api.get(`/customer/tag/${tag.id}`)).toMatchObject({ name })
    await context.close()
  })
})
