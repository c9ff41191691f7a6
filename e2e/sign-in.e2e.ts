import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowser, openContext } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('the door at a desk', () => {
  it('offers to scan with WeCom where the company is connected, and leads back to the page that was asked for', async () => {
    const context = await openContext(browser, { locale: 'zh-CN' })
    const page = await context.newPage()
    await page.goto(`${product}/o/customer/person`)
    await page.waitForURL(/\/sign-in/)
    await page.getByRole('link', { name: '企业微信扫码登录' }).click()
    await page.getByText('选择由谁扫码登录').waitFor()
    await page.getByRole('link', { name: /林美/ }).click()
    await page.waitForURL(`${product}/o/customer/person`)
    await page.getByRole('row').nth(1).waitFor()
    const me = (await (await context.request.get(`${product}/api/v1/me`)).json()) as { staff: { name: string } }
    expect(me.staff.name).toBe('林美')
    await context.close()
  })
})
