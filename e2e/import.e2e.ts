import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('the import wizard', () => {
  it('leads from the list through mapping and trial to a report with an error file, and back', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const mark = `导入${Date.now() % 1_000_000}`
    await page.goto(`${product}/imports?object=customer.person`)
    await page.locator('input[type=file]').setInputFiles({
      name: 'leads.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`姓名,手机,备注列\n${mark}甲,19900001234,x\n${mark}乙,不是号码,y\n${mark}丙,19900005678,z\n`),
    })
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}/)
    await page.getByText('1 · Match the columns').waitFor()
    await page.getByRole('button', { name: 'Try', exact: true }).click()
    await page.getByRole('cell', { name: '手机', exact: true }).last().waitFor()
    const api = asking(context, product)
    const count = async () =>
      (
        await api.post<{ data: unknown[] }>('/customer/person/query', {
          filter: { field: 'name', op: 'starts_with', value: mark },
          limit: 10,
        })
      ).data.length
    expect(await count()).toBe(0)
    await page.getByRole('button', { name: /Import about/ }).click()
    await page.getByText('Rows not imported').waitFor()
    expect(await count()).toBe(2)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Error file' }).click()])
    expect(decodeURIComponent(download.suggestedFilename())).toContain('leads')
    await page.getByRole('button', { name: 'Undo this import' }).click()
    await page.getByText('Undone', { exact: true }).first().waitFor()
    expect(await count()).toBe(0)
  })

  it('says what is wrong with a file that cannot be read', async () => {
    const { page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    await page.goto(`${product}/imports?object=customer.person`)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('姓名,手机\n') })
    await page.getByRole('alert').getByText('Nothing was written').waitFor()
  })
})
