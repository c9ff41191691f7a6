import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'
import { counting } from './counting.ts'
import { figureIn, morning, part, speaks } from './day.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('the day of a manager', () => {
  it('begins with what slipped; the figure opens its rows, and leads are assigned', async () => {
    const guide = await signedIn(browser, product, 'sales')
    const asGuide = asking(guide.context, product)
    const person = await asGuide.await<{ id: string }>('customer.person', { field: 'owner', op: 'me' })
    const close_on = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)
    await asGuide.run('opportunity.open', { name: `Slipped ${Date.now()}`, person: person.id, close_on })
    await guide.context.close()
    const { context, page, api, acts } = await morning(browser, product, 'manager', { locale: 'en' })
    const slipped = part(page, 'Deals of the team that slipped')
    await slipped.waitFor()
    await speaks(page, 'en')
    const said = figureIn(await slipped.locator('header .lk-num').textContent())
    await acts.click(slipped.getByRole('link', { name: 'View all' }))
    await page.locator('.lk-table [role=row]').nth(1).waitFor()
    // As many rows as home said.
    await expect.poll(async () => figureIn(await page.locator('.lk-list-count').textContent())).toBe(said)
    acts.within('the rows behind a figure', 2)
    const me = await api.get<{ staff: { id: string } }>('/me')
    const name = `Team lead ${Date.now()}`
    const { results } = await api.post<{ results: { id: string }[] }>('/lead/lead/bulk', {
      create: Array.from({ length: 20 }, (_, index) => ({ name: `${name} ${index}`, company: `House ${Date.now()} ${index}` })),
    })
    await page.goto(`${product}/o/lead/lead?q=${encodeURIComponent(name)}`)
    await expect.poll(() => page.locator('.lk-table [role=row]').count()).toBeGreaterThan(10)
    const assigning = counting(page)
    await assigning.click(page.locator('.lk-table [role=columnheader] input[type=checkbox]').first())
    await assigning.click(page.locator('.lk-bulk').getByRole('button', { name: 'Assign', exact: true }))
    await page.getByRole('option').nth(1).waitFor()
    await assigning.press('ArrowDown')
    await assigning.press('Enter')
    await page.getByText('Assigned 20 leads').waitFor()
    assigning.within('assign 20 leads', 4)
    const boss = await signedIn(browser, product, 'admin')
    const { data } = await asking(boss.context, product).post<{ data: { owner: { id: string } }[] }>('/lead/lead/query', {
      filter: { field: 'id', op: 'in', value: results.map(({ id }) => id) },
      limit: 50,
    })
    expect(new Set(data.map(({ owner }) => owner.id)).size).toBe(1)
    expect(data[0]?.owner.id).not.toBe(me.staff.id)
    await boss.context.close()
    await context.close()
  })

  it('goes on under the thumb, in Chinese: what is to decide stands first', async () => {
    const { context, page } = await morning(browser, product, 'manager', { locale: 'zh-CN', phone: true })
    const acts = counting(page)
    await acts.click(page.getByRole('link', { name: '全部待办' }))
    await page.locator('.lkm-todo').first().waitFor()
    acts.within('see what is to decide, on the phone', 1)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    await context.close()
  })
})
