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
    await page.getByRole('main').getByText('Qinghe Trading', { exact: true }).waitFor()
    expect(await named()).toBe('Qinghe Trading')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(named).toBe(before)
  })

  it('that is made beside it is where its administrator says: zone, language and the currency of its sums', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const id = `b${Date.now()}`
    await page.goto(`${product}/settings/tenants`)
    await page.getByRole('button', { name: 'New tenant' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Company name').fill('Berlin')
    await dialog.getByLabel('Id', { exact: true }).fill(id)
    for (const [box, wanted] of [
      ['Time zone', 'Europe/Berlin'],
      ['Base currency', 'EUR'],
    ] as const) {
      await dialog.getByLabel(box).click()
      await page.keyboard.type(wanted)
      await page.keyboard.press('Enter')
    }
    await dialog.getByLabel('Administrator’s email', { exact: false }).fill(`${id}@berlin.example`)
    await dialog.getByRole('button', { name: 'Create' }).click()
    const tenants = async () =>
      (await asking(context, product).get<{ data: readonly { id: string }[] }>('/installation/tenants')).data.find(
        (one) => one.id === id,
      )
    await expect.poll(tenants).toMatchObject({ name: 'Berlin', zone: 'Europe/Berlin', locale: 'zh-CN', base_currency: 'EUR' })
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
