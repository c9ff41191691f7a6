import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('the company', () => {
  it('is renamed by its administrator on the first page of the settings, and the change is taken back', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const named = async () => (await asking(context, product).get<{ name: string }>('/company')).name
    const before = await named()
    await page.goto(`${product}/settings/company`)
    await page.getByRole('textbox', { name: 'Company name' }).fill('Qinghe Trading')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText(/^Qinghe Trading · /).waitFor()
    expect(await named()).toBe('Qinghe Trading')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(named).toBe(before)
  })

  it('shows every zone it can be in, and says what another one means', async () => {
    const { page } = await signedIn(browser, product, 'admin', { locale: 'en', width: 375 })
    await page.goto(`${product}/settings/company/company`)
    await page.getByText('Where a day begins', { exact: false }).waitFor()
    await page.getByRole('combobox', { name: 'Time zone' }).click()
    await page.keyboard.type('Lisbon')
    await page.locator('.ant-select-item-option', { hasText: 'Europe/Lisbon' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  })
})
