import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowser } from './browser.ts'
import { counting } from './counting.ts'
import { morning, part, speaks } from './day.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('the day of a salesperson', () => {
  it('begins with who waits; a deal is moved and won from home', async () => {
    const { context, page, api } = await morning(browser, product, 'sales', { locale: 'zh-CN' })
    const name = `日常商机 ${Date.now()}`
    const person = await api.await<{ id: string }>('customer.person', { field: 'owner', op: 'me' })
    const amount = { amount: '880', currency: 'CNY' }
    const yesterday = new Date(Date.now() - 86_400_000 * 400).toISOString().slice(0, 10)
    const { id } = await api.run<{ id: string }>('opportunity.open', { name, person: person.id, amount, close_on: yesterday })
    await page.reload()
    await part(page, '我的商机').waitFor()
    await part(page, '我的待办').waitFor()
    await speaks(page, 'zh-CN')
    const acts = counting(page)
    // The first to close stands first.
    await acts.click(part(page, '我的商机').getByText(name))
    const path = page.getByRole('list', { name: '进展' })
    await path.waitFor()
    const next = path.locator('[aria-current=step] ~ li button').first()
    await acts.click(next)
    await page.getByText('已推进阶段').first().waitFor()
    acts.within('move a deal from home', 2)
    const winning = counting(page)
    await winning.click(page.locator('.lk-doc-acts').getByRole('button', { name: '赢单' }))
    await page.locator('#act-amount').waitFor()
    await winning.press('Enter')
    await expect.poll(async () => (await api.get<{ status: string }>(`/sales/opportunity/${id}`)).status).toBe('won')
    winning.within('win a deal', 3)
    await context.close()
  })

  it('goes on under the thumb, in English: a follow-up', async () => {
    const { context, page, api } = await morning(browser, product, 'sales', { locale: 'en', phone: true })
    const { id } = await api.await<{ id: string }>('customer.person', { field: 'owner', op: 'me' })
    await page.goto(`${product}/h5/customers/${id}`)
    const words = `Likes the serum ${Date.now()}`
    const acts = counting(page)
    await acts.click(page.getByRole('button', { name: 'Follow up', exact: true }))
    await page.getByLabel('What was said').fill(words)
    await acts.click(page.getByRole('button', { name: 'Save follow-up' }))
    await api.await('fieldwork.follow_up', { field: 'content', op: 'contains', value: words })
    acts.within('write a follow-up on the phone', 3)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    await context.close()
  })
})
