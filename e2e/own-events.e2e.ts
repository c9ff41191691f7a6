import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, openContext, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const howTo = readFileSync(join(import.meta.dirname, '../docs/howto/collect.md'), 'utf8')
/** What the how-to tells people to put into their page. */
const snippet = /```html\n([\s\S]*?)```/.exec(howTo)?.[1] ?? ''

describe('events of a company’s own', { timeout: 240_000 }, () => {
  it('are told, described from what came, let in, and asked by a segment', async () => {
    const { page, context } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    const { key } = await api.post<{ key: string }>('/keys', { name: `orders ${Date.now()}`, scopes: ['*'] })
    const tell = async (user: string, properties: object) => {
      const answer = await context.request.post(`${product}/collect`, {
        headers: { authorization: `Bearer ${key}` },
        data: {
          batch: [{ message_id: `${user} ${Date.now()}`, type: 'track', event: 'order.shipped', user_id: user, properties }],
        },
      })
      return answer.json()
    }
    expect(await tell('shipped-1', { number: 'A1', weight: 3.5 })).toMatchObject({
      received: 1,
      held: [{ code: 'event.undefined' }],
    })

    await page.goto(`${product}/settings/events`)
    await page.getByRole('button', { name: 'order.shipped' }).click()
    await page.getByRole('button', { name: 'Describe this event' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.locator('input').first().fill('订单发货')
    await drawer.locator('input').nth(1).fill('Order shipped')
    await drawer.getByRole('checkbox', { name: /weight/ }).waitFor()
    await drawer.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Order shipped' }).waitFor()
    await page.getByRole('button', { name: 'Try', exact: true }).click()
    await page.getByText('1 of 1 fit now').waitFor()
    await page.getByRole('button', { name: 'Replay', exact: true }).click()
    await page.getByText('No event named order.shipped is described').waitFor({ state: 'detached' })

    // What nobody declared is seen, and declared by one click.
    expect(await tell('shipped-1', { number: 'A2', weight: 1, carrier: 'sf' })).toMatchObject({ received: 1 })
    await page.getByRole('button', { name: 'Declare carrier' }).click()
    await page.getByRole('button', { name: 'Declare carrier' }).waitFor({ state: 'detached' })

    await page.goto(`${product}/o/marketing/segment/new`)
    await page
      .getByRole('button', { name: /condition/i })
      .first()
      .click()
    await page.getByPlaceholder('Find a field').last().fill('Order shipped')
    await page.locator('.lk-chooser-item').getByText('Order shipped').click()
    // Who carried it out is asked by the property that was declared a moment ago.
    const filter = { event: 'order.shipped', where: { field: 'carrier', op: 'eq', value: 'sf' } }
    await expect.poll(async () => (await api.post<{ count: number }>('/segments/preview', { filter })).count).toBe(1)
    await page.getByPlaceholder('Name the segment').fill('Those we shipped to')
    await page.getByRole('button', { name: 'Activate' }).click()
    const uses = () => api.get<{ data: { object: string }[] }>('/platform/events/order.shipped/uses')
    await expect.poll(async () => (await uses()).data.map(({ object }) => object)).toEqual(['marketing.segment'])

    // What a segment asks for does not go: the place is named.
    await page.goto(`${product}/settings/events`)
    await page.getByRole('button', { name: 'Order shipped' }).click()
    await page.getByRole('button', { name: 'Switch off' }).click()
    await page.getByRole('dialog').getByText('Those we shipped to').waitFor()
  })

  it('runs the snippet of the how-to as it stands there', async () => {
    const { context } = await signedIn(browser, product, 'admin')
    const api = asking(context, product)
    const { key } = await api.post<{ key: string }>('/keys', { name: `page ${Date.now()}`, scopes: ['collect'] })
    expect(snippet).toContain('/t.js')
    const html = snippet
      .replace('https://your-lianke', product)
      .replace('lk_…', key)
      .replace('修护面霜', `面霜 ${key.slice(-6)}`)
    const visitor = await openContext(browser)
    try {
      const page = await visitor.newPage()
      const faults: string[] = []
      page.on('pageerror', ({ message }) => faults.push(message))
      await page.route('http://shop.example/', (route) =>
        route.fulfill({
          contentType: 'text/html; charset=utf-8',
          body: `<!doctype html><html><head>${html}</head><body></body></html>`,
        }),
      )
      const told = page.waitForRequest((request) => request.url().endsWith('/collect') && request.method() === 'POST')
      await page.goto('http://shop.example/')
      const { batch } = JSON.parse((await told).postData() ?? '{}')
      expect(batch.map(({ type, event }: { type: string; event?: string }) => event ?? type).sort()).toEqual([
        'identify',
        'page',
        'product.viewed',
      ])
      expect(faults).toEqual([])
      const heard = async () =>
        (await api.get<{ data: unknown[] }>('/audit/changes?name=product.viewed&limit=50')).data.filter((one) =>
          JSON.stringify(one).includes(key.slice(-6)),
        ).length
      await expect.poll(heard).toBe(1)
    } finally {
      await visitor.close()
    }
  })
})
