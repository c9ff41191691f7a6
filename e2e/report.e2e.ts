import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('a report', () => {
  it('is made from home in six acts, kept, and every number of it opens the rows behind', async () => {
    const { page } = await signedIn(browser, product, 'manager', { locale: 'en' })
    await page.goto(product)
    await page.getByRole('link', { name: 'Insight' }).click()
    await page.getByRole('button', { name: 'New report' }).first().click()
    await page.getByRole('combobox', { name: 'Data' }).fill('Orders')
    await page.locator('.ant-select-item-option').getByText('Orders', { exact: true }).click()
    const fields = page.getByRole('complementary', { name: 'Fields' })
    await fields.getByRole('button', { name: 'Status', exact: true }).click()
    await fields.getByRole('button', { name: 'Total', exact: true }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(/\/o\/insight\/report\/[0-9a-f-]{36}/)

    await page.getByRole('button', { name: 'Table beside' }).click()
    const row = page.locator('.lk-pivot tbody tr').filter({ hasText: 'Completed' })
    await row.getByRole('button').click()
    await page.waitForURL(/\/o\/commerce\/order\?/)
    await page.getByText('Completed').first().waitFor()
    expect(decodeURIComponent(page.url())).toContain('"field":"status"')
    await page.goBack()
    await page.locator('.lk-pivot, .lk-report').first().waitFor()
  })

  it('takes fields by drag and drop, counts events by day, and its picture follows', async () => {
    const { page } = await signedIn(browser, product, 'manager', { locale: 'en' })
    await page.goto(`${product}/o/insight/report/new`)
    await page.getByRole('combobox', { name: 'Data' }).fill('page viewed')
    await page.locator('.ant-select-item-option').first().click()
    const fields = page.getByRole('complementary', { name: 'Fields' })
    await fields.getByRole('button', { name: 'Occurred', exact: true }).dragTo(page.getByRole('region', { name: 'Rows' }))
    await page.getByRole('region', { name: 'Rows' }).getByText('Occurred by month').waitFor()
    await page.getByRole('img').locator('svg').first().waitFor()
  })
})
