import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** Where pictures go, when somebody wants to look at them. */
const shots = process.env.ACTS_SHOTS
const shot = async (page: Page, name: string) => {
  if (!shots) return
  mkdirSync(shots, { recursive: true })
  await page.waitForTimeout(400)
  await page.screenshot({ path: `${shots}/${name}.png` })
}
const dialog = (page: Page) => page.locator('.lk-act[role=dialog], .lk-act [role=dialog]').first()
const mark = Date.now()

/** A buyer with two orders of 100, and what he paid. */
const bought = async (api: ReturnType<typeof asking>, amount: string) => {
  const { id: person } = await api.post<{ id: string }>('/customer/person', { name: `Payer ${amount} ${mark}` })
  const { id: item } = await api.post<{ id: string }>('/commerce/product', {
    name: `茶 ${amount} ${mark}`,
    code: `T${amount}-${mark}`,
    price: { amount: '100', currency: 'CNY' },
  })
  const place = () =>
    api.run<{ id: string; order_number: string }>('order.place', {
      person,
      lines: [{ product: item, quantity: '1' }],
      confirm: true,
    })
  const [one, two] = [await place(), await place()]
  const { id } = await api.run<{ id: string }>('payment.record', {
    person,
    amount,
    allocations: [{ order: one.id, amount: '60' }],
  })
  return { person, one, two, id }
}

describe('a payment at the desk', () => {
  it('is told apart anew from its page, starting with how it stands', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'zh-CN' })
    const api = asking(context, product)
    const { id, one } = await bought(api, '150')
    await page.goto(`${product}/o/commerce/payment/${id}`)
    await page.getByRole('article').waitFor()
    await shot(page, 'payment')
    await page.getByRole('button', { name: '分配收款', exact: true }).click()
    await dialog(page).getByText(one.order_number).waitFor()
    const amount = dialog(page).locator('#act-allocations-0-amount')
    expect(Number(await amount.inputValue())).toBe(60)
    await amount.fill('100')
    await shot(page, 'payment-allocate')
    await dialog(page).getByRole('button', { name: '分配收款', exact: true }).click()
    await page.getByText('已分配').waitFor()
    expect(await api.get(`/commerce/payment/${id}`)).toMatchObject({ prepaid: { amount: '50.00' } })
    expect(await api.get(`/commerce/order/${one.id}`)).toMatchObject({ payment_status: 'paid' })
    await context.close()
  })

  it('asks nothing in its form that stands fast, and its lines are no inputs', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    const { id } = await bought(api, '70')
    await page.goto(`${product}/o/commerce/payment/${id}`)
    await page.getByRole('article').waitFor()
    await page.locator('article.lk-record > header').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await page.locator('[data-field=remark]').last().waitFor()
    await shot(page, 'payment-form')
    const form = page.locator('.lk-form')
    for (const name of ['amount', 'method', 'person', 'paid_at', 'prepaid', 'status'])
      expect(await form.locator(`[data-field=${name}]`).count(), name).toBe(0)
    expect(await page.locator('.lk-lines').count()).toBe(0)
    await context.close()
  })

  it('pays an order of its buyer from the order’s page, which offers it as long as something is there', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    const { id, two } = await bought(api, '90')
    const number = await api.get<{ payment_number: string }>(`/commerce/payment/${id}`)
    await page.goto(`${product}/o/commerce/order/${two.id}`)
    await page.getByRole('article').waitFor()
    const start = async (name: string) => {
      const button = page.getByRole('button', { name, exact: true })
      await page.getByRole('button', { name: 'Deliver', exact: true }).or(button).first().waitFor()
      if ((await button.count()) > 0) return button.click()
      await page.locator('article.lk-record > header').getByRole('button', { name: 'More' }).click()
      return page.getByRole('menuitem', { name, exact: true }).click()
    }
    await start('Pay from a payment')
    await dialog(page).getByRole('combobox').first().fill(number.payment_number)
    await page.locator('.ant-select-item-option').filter({ hasText: number.payment_number }).first().click()
    await shot(page, 'order-allocate')
    await dialog(page).getByRole('button', { name: 'Pay from a payment', exact: true }).click()
    await page.getByText('is paid from a payment').waitFor()
    expect(await api.get(`/commerce/order/${two.id}`)).toMatchObject({ paid: { amount: '30.00' } })
    const { data } = await api.post<{ data: { command: string }[] }>('/commerce/order/offered', { ids: [two.id] })
    const offered = data.map(({ command }) => command)
    expect(offered).not.toContain('order.allocate')
    expect(offered).not.toContain('prepayment.apply')
    await context.close()
  })
})
