import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
const sandbox = inject('sandboxUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('an administrator', () => {
  it('subscribes an address to changes, copies the secret once, tests it, and sees every delivery with its answer', async () => {
    const { page, context } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    const name = `Warehouse ${Date.now()}`
    await page.goto(`${product}/settings/webhooks`)
    await page.getByRole('button', { name: 'New subscription' }).first().click()
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('Address').fill('https://10.0.0.8/hook')
    await page.getByRole('combobox', { name: 'Events' }).fill('Person: created')
    await page.locator('.ant-select-item-option').getByText('Person: created', { exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'With the rights of' }).click()
    await page.locator('.ant-select-item-option').getByText('管理员', { exact: true }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Private addresses may not be called').waitFor()
    // The sandbox beside the product is the one private program it may call; it answers 404 here.
    await page.getByLabel('Address').fill(`${sandbox.replace('localhost', '127.0.0.1')}/no-such-hook`)
    await page.getByRole('button', { name: 'Save' }).click()
    const secret = await page.locator('.lk-code').innerText()
    expect(secret).toMatch(/^whsec_/)
    await page.keyboard.press('Escape')
    const line = page.locator('.lk-ops-line').filter({ hasText: name })
    await line.getByText('Healthy').waitFor()
    await line.getByRole('button', { name: 'Test' }).click()
    await page.getByText('It did not arrive: HTTP 404').waitFor()
    await api.post('/customer/person', { name: 'Webhook heard' })
    await line.getByRole('link', { name }).click()
    const made = page.locator('.lk-ops-line').filter({ hasText: 'Person created' })
    await made.getByText('HTTP 404').first().waitFor()
    await made.getByRole('button', { name: 'Body and answer' }).click()
    await made.getByText('"Webhook heard"').first().waitFor()
    await page.getByRole('button', { name: /^More for/ }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.waitForURL('**/settings/webhooks')
    expect((await api.get<{ data: unknown[] }>('/webhooks')).data).toEqual([])
  })
})
