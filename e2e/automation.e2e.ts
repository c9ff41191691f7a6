import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('automations', () => {
  it('are built over any object, run on its records, and the record says what ran on it and why', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    await page.goto(`${product}/o/automation/automation`)
    await page.getByRole('button', { name: 'New automation' }).first().click()
    await page.getByRole('combobox', { name: 'On which records?' }).fill('Lead')
    await page.locator('.ant-select-item-option').getByText('Lead', { exact: true }).click()
    await page.waitForURL(/\/o\/automation\/automation\/[0-9a-f-]{36}/)
    const id = page.url().split('/').at(-1)?.split('?')[0] ?? ''
    const panel = page.getByRole('complementary', { name: 'Step settings' })

    // When the rating becomes hot …
    await page.locator('.lk-step.trigger').click()
    await panel.getByRole('combobox', { name: 'What happens' }).click()
    await page.locator('.ant-select-item-option').getByText('When changed', { exact: true }).click()
    await panel.getByRole('combobox', { name: 'Field that changes' }).fill('Rating')
    await page.locator('.ant-select-item-option').getByText('Rating', { exact: true }).click()
    await panel.getByRole('group', { name: 'To (empty: any value)' }).locator('.ant-select').click()
    await page.locator('.ant-select-item-option').getByText('Hot', { exact: true }).last().click()

    // … what it is interested in is noted, and it moves on by the object's own act.
    await page.getByRole('button', { name: 'Add a step' }).first().click()
    await page.getByRole('button', { name: 'Set fields' }).click()
    await panel.getByRole('combobox', { name: 'Add a field' }).fill('Interested')
    await page.locator('.ant-select-item-option').getByText('Interested in', { exact: true }).click()
    await panel.getByRole('group', { name: 'Interested in' }).getByRole('textbox').fill('Serum')
    await page.getByRole('button', { name: 'Add a step' }).last().click()
    await page.getByRole('button', { name: 'Run an act' }).click()
    await panel.getByRole('combobox', { name: 'Act' }).fill('Move')
    await page.locator('.ant-select-item-option').getByText('Move on', { exact: true }).click()
    await panel.getByRole('group', { name: 'Move to' }).locator('.ant-select').last().click()
    await page.locator('.ant-select-item-option').getByText('Contacted', { exact: true }).click()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Running').first().waitFor()

    const lead = await api.post<{ id: string }>('/lead/lead', { name: 'Lin Xiao', wechat: `e2e_${Date.now()}` })
    await api.patch(`/lead/lead/${lead.id}`, { rating: 'hot' })
    await expect
      .poll(async () => (await api.get<{ interest: string; status: string }>(`/lead/lead/${lead.id}`)).status)
      .toBe('contacted')
    await page.goto(`${product}/o/lead/lead/${lead.id}`)
    // The demo has one for hot leads, too.
    const here = page.getByRole('region', { name: 'Automation' }).getByRole('link', { name: /^New automation/ })
    await here.getByText(/Went to the end/).waitFor()
    await here.getByText(/Because of “Lead changed”/).waitFor()

    // What is by schedule says so in the list; a date has its own settings.
    await page.goto(`${product}/o/automation/automation/${id}`)
    await page.locator('.lk-step.trigger').click()
    await panel.getByRole('combobox', { name: 'Trigger' }).click()
    await page.locator('.ant-select-item-option').getByText('Schedule', { exact: true }).click()
    await page.locator('.lk-step.trigger').getByText('Every day 09:00').waitFor()
    await page.goto(`${product}/o/automation/automation`)
    await page
      .getByRole('link', { name: /New automation/ })
      .first()
      .waitFor()
  })
})
