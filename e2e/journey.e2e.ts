import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('the journey canvas', () => {
  it('builds, judges, tries out and publishes a journey; people put in are counted at their step', async () => {
    const { context, page } = await signedIn(browser, product, 'marketer', { locale: 'en' })
    const api = asking(context, product)
    await page.goto(`${product}/o/marketing/journey`)
    await page.getByRole('button', { name: 'New journey' }).first().click()
    await page.getByText('Blank journey').click()
    await page.waitForURL(/\/o\/marketing\/journey\/[0-9a-f-]{36}/)
    const id = page.url().split('/').at(-1)?.split('?')[0] ?? ''

    // Without a trigger it may not go out, and says so at the trigger.
    await page.getByRole('button', { name: 'Add a step' }).first().click()
    await page.getByRole('button', { name: 'Wait', exact: true }).click()
    const panel = page.getByRole('complementary', { name: 'Step settings' })
    await panel.getByRole('spinbutton').fill('3')
    await panel.locator('.ant-select').first().click()
    await page.locator('.ant-select-item-option').getByText('Days', { exact: true }).click()
    await page.locator('.lk-step.trigger.bad').click()
    expect(await page.getByRole('button', { name: 'Publish' }).isDisabled()).toBe(true)
    await panel.getByText('By hand', { exact: true }).click()
    await page.locator('.lk-step.trigger:not(.bad)').waitFor()

    // A branch behind the wait, a task on its first way.
    await page.getByRole('button', { name: 'Add a step' }).last().click()
    await page.getByRole('button', { name: 'Branch', exact: true }).click()
    await panel.getByRole('textbox', { name: 'Name of the branch' }).fill('Bought before')
    await page.getByText('Bought before').last().waitFor()
    await page.getByRole('button', { name: 'Add a step' }).last().click()
    await page.getByRole('button', { name: 'Create a task' }).click()
    // By its name: the panel of the branch has a box of its own as long as it stands.
    await panel.getByRole('group', { name: 'Title' }).getByRole('textbox').fill('Say hello')
    await page.getByRole('button', { name: /Create a task Say hello/ }).waitFor()
    await page.locator('.lk-step.bad').first().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Running').first().waitFor()

    const { data } = await api.get<{ data: { id: string }[] }>('/customer/person?limit=2')
    // Somebody of whom only a number is known has a place in the list, too.
    data.push(await api.post<{ id: string }>('/customer/person', { phone: `+86139${String(Date.now()).slice(-8)}` }))
    await api.run('journey.enrol', { id, persons: data.map((person) => person.id) })
    await page.getByText(`${data.length} here`).waitFor()
    await page.locator('.lk-step').filter({ hasText: '3 days' }).click()
    await panel.getByRole('tab', { name: 'People here' }).click()
    await expect.poll(() => panel.locator('.lk-process-people li').count()).toBe(data.length)
    await panel.getByRole('link', { name: 'No name' }).waitFor()

    // A step back is one key away, and the list of journeys knows the figures.
    await page.goto(`${product}/o/marketing/journey`)
    await page
      .getByRole('link', { name: /New journey/ })
      .first()
      .waitFor()
  })
})
