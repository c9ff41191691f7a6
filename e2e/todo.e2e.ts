import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'
import { counting } from './counting.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
  await askDiscounts(8)
})
afterAll(() => browser?.close())

const rows = (page: Page): Locator => page.locator('.lk-todo-row:has(.lk-todo-act.good):has-text("优惠")')
/** How many discounts the manager has agreed to. */
const agreed = async (api: ReturnType<typeof asking>): Promise<number> =>
  (
    await api.post<{ count: { value: number } }>('/todo/work_item/query', {
      filter: { field: 'outcome', op: 'eq', value: 'approve' },
      count: true,
      limit: 1,
    })
  ).count.value

/** A guide gives discounts that the manager has to agree to: how many the demo company has of them depends on its size and on the day. */
const askDiscounts = async (count: number): Promise<void> => {
  const { context } = await signedIn(browser, product, 'sales')
  const api = asking(context, product)
  const first = async (object: string, filter?: object): Promise<string | undefined> =>
    (await api.post<{ data: { id: string }[] }>(`/${object}/query`, { limit: 1, ...(filter ? { filter } : {}) })).data[0]?.id
  const goods = await first('commerce/product', { field: 'status', op: 'eq', value: 'on_sale' })
  const person = await first('customer/person')
  for (let made = 0; made < count; made++)
    await api.post('/commands/order.place', { person, lines: [{ product: goods, quantity: '50', discount: '120' }] })
  await context.close()
}

describe('the to-do centre', () => {
  it('approves one from the notice itself', async () => {
    const { context, page } = await signedIn(browser, product, 'manager')
    const [api, acts] = [asking(context, product), counting(page)]
    const before = await agreed(api)
    await page.goto(`${product}/`)
    await acts.click(page.getByRole('button', { name: '通知', exact: true }))
    await acts.click(page.locator('.lk-todo-notice').getByRole('button', { name: '同意' }).first())
    acts.within('approve from the notice', 2)
    await page.getByText('同意：', { exact: false }).first().waitFor()
    await expect.poll(() => agreed(api)).toBe(before + 1)
    await context.close()
  })

  it('answers with a key, and takes it back', async () => {
    const { context, page } = await signedIn(browser, product, 'manager')
    const api = asking(context, product)
    await page.goto(`${product}/todo`)
    const first = rows(page).first()
    await first.waitFor()
    const id = await first.getAttribute('data-id')
    await first.locator('.lk-todo-title').focus()
    await page.keyboard.press('1')
    await expect.poll(() => page.locator(`[data-id="${id}"]`).count()).toBe(0)
    await page.getByRole('button', { name: '撤销' }).click()
    await page.locator(`[data-id="${id}"]`).waitFor()
    expect((await api.get<{ status: string }>(`/todo/work_item/${id}`)).status).toBe('open')
    // The second button wants a reason, which is asked for right there.
    await page.locator(`[data-id="${id}"] .lk-todo-title`).focus()
    await page.keyboard.press('2')
    await page.keyboard.type('优惠太高')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await api.get<{ note: string | null }>(`/todo/work_item/${id}`)).note).toBe('优惠太高')
    await context.close()
  })

  it('approves five at once', async () => {
    const { context, page } = await signedIn(browser, product, 'manager')
    const [api, acts] = [asking(context, product), counting(page)]
    const before = await agreed(api)
    await page.goto(`${product}/todo`)
    await rows(page).nth(4).waitFor()
    await acts.click(rows(page).first().getByRole('checkbox'))
    await page.keyboard.down('Shift')
    await acts.click(rows(page).nth(4).getByRole('checkbox'))
    await page.keyboard.up('Shift')
    await acts.click(page.getByRole('toolbar', { name: '批量处理' }).getByRole('button', { name: '同意' }))
    acts.within('approve five at once', 3)
    await expect.poll(() => agreed(api)).toBe(before + 5)
    await context.close()
  })

  it('is under the thumb, too', async () => {
    const { context, page } = await signedIn(browser, product, 'service', { width: 375, height: 667 })
    await page.goto(`${product}/h5/todo`)
    const line = page.locator('.lkm-todo', { hasText: '怎么补偿' }).first()
    await line.getByRole('button', { name: '送优惠券' }).click()
    await page.getByText('送优惠券：', { exact: false }).first().waitFor()
    await context.close()
  })
})
