import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const mark = Date.now().toString(36)

/** The option that Enter would take, of the list that was opened last; others are fading away. */
const activeOption = (page: Page): Locator =>
  page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').last().locator('.ant-select-item-option-active')

/** Chooses from the list that is open, by its keyboard: what is typed, then Enter. */
const typed = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.type(text)
  await activeOption(page).filter({ hasText: text }).waitFor()
  await page.keyboard.press('Enter')
}

/** Opens the list of a box by its keyboard, goes to what is wanted, and takes it. */
const stepped = async (page: Page, box: Locator, key: 'ArrowUp' | 'ArrowDown', text: string): Promise<void> => {
  await box.focus()
  await page.keyboard.press('ArrowDown')
  const active = activeOption(page)
  await active.waitFor()
  await page.keyboard.press(key)
  await active.filter({ hasText: text }).waitFor()
  await page.keyboard.press('Enter')
}

describe('what followed what', { timeout: 240_000 }, () => {
  it('is added to a condition by the keyboard, counted, kept, and said in the words of both languages', async () => {
    const { page, context } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    const { key } = await api.post<{ key: string }>('/keys', { name: `seq ${mark}`, scopes: ['*'] })
    const tell = (user: string, ...paths: string[]) =>
      context.request.post(`${product}/collect`, {
        headers: { authorization: `Bearer ${key}` },
        data: {
          batch: paths.map((path, nth) => ({
            message_id: `${mark} ${user} ${nth}`,
            type: 'page',
            user_id: `${mark}-${user}`,
            timestamp: new Date(Date.now() - (paths.length - nth) * 3_600_000).toISOString(),
            properties: { url: `https://shop.example/${mark}/${path}`, title: path },
          })),
        },
      })
    await tell('ann', 'cart', 'paid')
    await tell('bob', 'paid', 'cart')
    const ends = (path: string) => ({ field: 'url', op: 'ends_with', value: `/${mark}/${path}` })
    const filter = { event: 'page.viewed', where: ends('cart'), then: [{ event: 'page.viewed', where: ends('paid') }] }
    const count = async (asked: object) => (await api.post<{ count: number }>('/segments/preview', { filter: asked })).count
    await expect.poll(() => count(filter)).toBe(1)
    await expect.poll(() => count({ ...filter, then: [{ event: 'page.viewed', where: ends('cart') }] })).toBe(0)

    await page.goto(`${product}/o/marketing/segment/new`)
    await page
      .getByRole('button', { name: /condition/i })
      .first()
      .click()
    await page.getByPlaceholder('Find a field').last().fill('Page viewed')
    await page.locator('.lk-chooser-item').getByText('Page viewed').first().click()
    await page.getByRole('combobox', { name: 'Add what followed…' }).focus()
    await typed(page, 'Page viewed')
    const step = page.getByRole('group', { name: 'then' })
    await stepped(page, step.getByRole('combobox', { name: 'Comparison' }).first(), 'ArrowDown', 'did not')
    await step.getByText('did not').locator('visible=true').first().waitFor()
    // Behind what did not follow nothing is added.
    expect(await page.getByRole('combobox', { name: 'Add what followed…' }).count()).toBe(0)
    await step.getByRole('spinbutton', { name: 'Value' }).fill('90')
    await stepped(page, step.getByRole('combobox', { name: 'Unit of time' }), 'ArrowUp', 'hours')
    await page.getByPlaceholder('Name the segment').fill(`Left ${mark}`)
    await page.getByRole('button', { name: 'Activate' }).click()
    const kept = () =>
      api.await<{ id: string; filter: unknown }>('marketing.segment', { field: 'name', op: 'eq', value: `Left ${mark}` })
    const { filter: saved } = await kept()
    expect(saved).toMatchObject({
      event: 'page.viewed',
      then: [{ event: 'page.viewed', none: true, within: { up_to: 90, unit: 'hour' } }],
    })

    await page.goto(`${product}/o/marketing/segment`)
    await page.getByText('then within 90 hours no Page viewed').waitFor()
    const chinese = await signedIn(browser, product, 'admin')
    await chinese.page.goto(`${product}/o/marketing/segment`)
    await chinese.page.getByText('，之后 90 小时内没有发生 浏览页面').waitFor()
  })

  it('is written where there are 375 pixels', async () => {
    const { page, context } = await signedIn(browser, product, 'admin', { width: 375, height: 740 })
    const api = asking(context, product)
    const step = {
      event: 'page.viewed',
      where: { field: 'url', op: 'contains', value: '/price' },
      within: { up_to: 3, unit: 'day' },
    }
    const { id } = await api.post<{ id: string }>('/marketing/segment', {
      name: `窄 ${mark}`,
      filter: { ...step, within: { last: 30, unit: 'day' }, then: [step, { ...step, none: true }] },
    })
    await page.goto(`${product}/o/marketing/segment/${id}`)
    await page.getByRole('group', { name: '之后' }).nth(1).waitFor()
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wider).toBeLessThanOrEqual(0)
    for (const box of await page.getByRole('group', { name: '之后' }).all()) {
      const { x = 0, width = 0 } = (await box.boundingBox()) ?? {}
      expect(x + width).toBeLessThanOrEqual(375)
    }
  })
})
