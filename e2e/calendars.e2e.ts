import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const dayOf = (page: Page, date: string) => page.locator(`[data-date="${date}"]`)

describe('working calendars', () => {
  it('are kept by the keyboard: a new one, its hours, a day off, a year that is missing and imported', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    const name = `Night shift ${Date.now() % 1_000_000}`
    await page.goto(`${product}/o/organisation/calendar`)
    await page.getByRole('textbox', { name: 'New calendar' }).fill(name)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name }).waitFor()
    await expect.poll(() => page.url()).toMatch(/calendar\/[0-9a-f-]{36}$/)
    const id = page.url().split('/').at(-1) ?? ''

    // Hours that run over midnight are refused where they are written, and kept once they are two.
    const until = page.getByRole('textbox', { name: 'Until' }).nth(1)
    await until.fill('600')
    await until.press('Tab')
    await page.getByText('A span ends later on the same day').waitFor()
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await until.fill('24:00')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(async () => JSON.stringify((await api.get<{ week: unknown }>(`/organisation/calendar/${id}`)).week))
      .toContain('24:00')

    // From day to day with the arrows, and Enter opens one.
    await dayOf(page, `${new Date().getUTCFullYear()}-06-15`).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.locator('.lk-day-editor').getByRole('textbox', { name: 'Name', exact: true }).fill('Company day')
    await page.keyboard.press('Enter')
    await page.getByRole('term').filter({ hasText: 'Company day' }).waitFor()

    // A year that nobody knows says so; an empty file is taken, and it still says so.
    const missing = (year: number) => page.getByText(`The holidays of ${year} are missing`)
    const next = new Date().getUTCFullYear() + 3
    const file = (days: unknown[]) => ({
      name: `${next}.json`,
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ year: next, papers: [], days })),
    })
    await page.locator('input[type=file]').setInputFiles(file([]))
    await missing(next).waitFor()
    await page.locator('input[type=file]').setInputFiles(file([{ name: '元旦', date: `${next}-01-01`, isOffDay: true }]))
    await missing(next).waitFor({ state: 'detached' })
    await page.getByRole('term').filter({ hasText: '元旦' }).waitFor()

    await api.post('/commands/calendar.remove', { id })
    await context.close()
  })
  it('fit a narrow window', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { width: 375, height: 812 })
    await page.goto(`${product}/o/organisation/calendar`)
    await page.getByText('每周工时').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    await context.close()
  })
})
