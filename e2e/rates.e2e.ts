import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('exchange rates', () => {
  it('are entered by the keyboard, corrected on the same day, and taken away', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    await page.goto(`${product}/o/organisation/exchange_rate`)
    const enter = async (day: string, rate: string) => {
      await page.getByLabel('Holds from').fill(day)
      await page.getByPlaceholder('0.00000000').fill(rate)
      await page.keyboard.press('Enter')
    }
    await page.getByLabel('Currency', { exact: true }).fill('MXN')
    await page.keyboard.press('Enter')
    await enter('2026-01-01', '0.4012')
    await page.getByText('MXN is worth that from 2026-01-01 on').waitFor()
    await page.getByRole('button', { name: /MXN\s*0\.4012/ }).waitFor()
    await enter('2026-01-01', '0.4021')
    await page.getByText('MXN of 2026-01-01 is corrected').waitFor()
    await enter('2199-01-01', '0.5')
    await page.getByText('To come').waitFor()
    await enter('2026-02-01', '0')
    await page.getByText('A rate is above zero').waitFor()
    const { data } = await api.get<{ data: { currency: string; rate: string; rates: number }[] }>('/organisation/rates')
    expect(data.find(({ currency }) => currency === 'MXN')).toMatchObject({ rate: '0.4021', rates: 2 })
    for (const _ of [1, 2]) {
      const rows = page.getByRole('button', { name: 'Delete the rate' })
      const left = await rows.count()
      await rows.first().click()
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await expect.poll(() => rows.count()).toBe(left - 1)
    }
    await page.getByText('No rate of MXN yet').waitFor()
    await context.close()
  })
  it('fit a narrow window', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { width: 375, height: 812 })
    await page.goto(`${product}/o/organisation/exchange_rate`)
    await page.getByText('生效日期').first().waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    await context.close()
  })
})
