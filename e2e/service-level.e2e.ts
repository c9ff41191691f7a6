import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

interface Level {
  readonly respond: number
  readonly resolve: number
  readonly always?: boolean
}

describe('service levels', () => {
  it('are set by priority in hours, counted day and night where it is said, shown as what they come to, and taken back', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    const level = async () =>
      (await api.get<{ data: { name: string; value: Record<string, Level> }[] }>('/settings')).data.find(
        ({ name }) => name === 'ticket.service_level',
      )?.value ?? {}
    const before = await level()
    await page.goto(`${product}/settings/company/service`)
    const urgent = page.getByRole('group', { name: 'Urgent' })
    await urgent.getByText(/^Opened now: answered by/).waitFor()
    await urgent.getByRole('spinbutton', { name: 'Urgent · Solution' }).fill('3')
    await urgent.getByRole('combobox', { name: 'Urgent · Counted' }).click()
    await page.locator('.ant-select-item-option:visible').getByText('Day and night').click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
    expect((await level()).urgent).toEqual({ respond: before.urgent?.respond, resolve: 180, always: true })
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(level).toEqual(before)
    // What is solved before it is answered is pointed at.
    await urgent.getByRole('spinbutton', { name: 'Urgent · First answer' }).fill('200')
    await urgent.getByText('Solved sooner than answered: please check.').waitFor()
    await context.close()
  })
})
