import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'
import { counting } from './counting.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const opened = async (login: string, options: Parameters<typeof signedIn>[3] = { locale: 'en' }) => {
  const { context, page } = await signedIn(browser, product, login, options)
  return { page, api: asking(context, product), acts: counting(page) }
}
type Api = ReturnType<typeof asking>
const mine = (api: Api) => api.await<{ id: string; name: string }>('customer.person', { field: 'owner', op: 'me' })
const goods = async (api: Api, limit: number) => {
  const onSale = { field: 'status', op: 'eq', value: 'on_sale' }
  const filter = { and: [onSale, { field: 'price', op: 'not_empty' }] }
  const query = { filter, fields: ['name', 'price'], limit }
  return (await api.post<{ data: { id: string; name: string }[] }>('/commerce/product/query', query)).data
}
const placed = async (api: Api, confirm = false) => {
  const [one, two] = await goods(api, 2)
  const person = (await mine(api)).id
  const lines = [one, two].map((item) => ({ product: item?.id, quantity: '2' }))
  return api.run<{ id: string; order_number: string }>('order.place', { person, lines, confirm })
}

/** Rows of a spreadsheet, from the clipboard. */
const pasted = (page: Page, rows: string) =>
  page.evaluate((text) => {
    const data = new DataTransfer()
    data.setData('text/plain', text)
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, rows)

describe('the page of an order', () => {
  it('is written in place by keys, and takes rows of a spreadsheet', async () => {
    const { page, api } = await opened('sales')
    const { id } = await placed(api)
    const [, , third, fourth] = await goods(api, 4)
    await page.goto(`${product}/o/commerce/order/${id}`)
    const cell = (at: string) => page.locator(`[data-cell="${at}"]`)
    await cell('0:1').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('5')
    await page.keyboard.press('Enter')
    const quantities = async () => {
      const { lines } = await api.get<{ lines: { quantity: string }[] }>(`/commerce/order/${id}`)
      return lines.map(({ quantity }) => Number(quantity))
    }
    await expect.poll(quantities).toEqual([5, 2])
    await cell('2:0').focus()
    await pasted(page, `${third?.name}\t3\n${fourth?.name}\t1\n`)
    await expect.poll(quantities).toEqual([5, 2, 3, 1])
    const { total } = await api.get<{ total: { amount: string } }>(`/commerce/order/${id}`)
    const sum = page.locator('[data-sum=total] td').first()
    await expect.poll(async () => ((await sum.textContent()) ?? '').replace(/[^\d.]/g, '')).toBe(total.amount)
  })

  it('gives a new line the price of the buyer’s price book, not the list price', async () => {
    const { page, api } = await opened('sales')
    const { data: entries } = await api.post<{
      data: { price_book: { id: string }; product: { id: string; title: string }; price: { amount: string } }[]
    }>('/commerce/price_book_entry/query', { filter: { field: 'quantity_from', op: 'eq', value: 1 }, limit: 1 })
    const [entry] = entries
    const listed = await api.get<{ price: { amount: string } }>(`/commerce/product/${entry?.product.id}`)
    expect(entry?.price.amount).not.toBe(listed.price.amount)
    const { id } = await placed(api)
    await api.patch(`/commerce/order/${id}`, { price_book: entry?.price_book.id })
    await page.goto(`${product}/o/commerce/order/${id}`)
    await page.locator('[data-cell="2:0"]').focus()
    await pasted(page, `${entry?.product.title}\t1\n`)
    const prices = async () => {
      const { lines } = await api.get<{ lines: { price: { amount: string } }[] }>(`/commerce/order/${id}`)
      return Number(lines[2]?.price.amount)
    }
    await expect.poll(prices).toBe(Number(entry?.price.amount))
  })

  it('offers one act at a time in the order of work, and receives the payment in two', async () => {
    const { page, api, acts } = await opened('sales')
    const { id, order_number: number } = await placed(api)
    await page.goto(`${product}/o/commerce/order/${id}`)
    const primary = page.locator('.lk-doc-acts .ant-btn-primary')
    await expect.poll(() => primary.textContent()).toBe('Confirm')
    await acts.click(primary)
    await page.getByText(`Order ${number} is confirmed`).waitFor()
    await expect.poll(() => primary.textContent()).toBe('Deliver')
    await acts.click(primary)
    await page.getByText(`Order ${number} is delivered`).waitFor()
    await expect.poll(() => primary.textContent()).toBe('Receive a payment')
    const receiving = counting(page)
    await receiving.click(primary)
    const { total } = await api.get<{ total: { amount: string } }>(`/commerce/order/${id}`)
    const amount = page.locator('#act-amount')
    await expect.poll(async () => Number(await amount.inputValue())).toBe(Number(total.amount))
    await receiving.press('Enter')
    await page.getByText(/received, ¥0\.00 still open/).waitFor()
    receiving.within('receive a payment for an order', 3)
    expect(await api.get(`/commerce/order/${id}`)).toMatchObject({ payment_status: 'paid' })
    await expect.poll(() => primary.textContent()).toBe('Complete')
  })

  it('reads on a phone and in the dark, without a line that runs out of the page', async () => {
    const { page, api } = await opened('sales', { locale: 'zh-CN', width: 375, dark: true })
    const { id } = await placed(api, true)
    await page.goto(`${product}/o/commerce/order/${id}`)
    await page.locator('.lk-doc-lines').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  })
})

describe('dialogs of daily acts', () => {
  it('tag one customer: type and Enter', async () => {
    const { page, api, acts } = await opened('sales')
    const { id } = await mine(api)
    const { id: group } = await api.await<{ id: string }>('customer.tag_group', { field: 'name', op: 'not_empty' })
    const admin = await opened('admin')
    const name = `Dry ${Date.now()}`
    await admin.api.post('/customer/tag', { name, tag_group: group })
    await page.goto(`${product}/o/customer/person/${id}`)
    await acts.click(page.getByRole('button', { name: 'Add tags', exact: true }))
    await acts.type(name)
    await page.getByRole('option', { name }).waitFor()
    await acts.press('Enter')
    await page.getByText('Tagged 1 people').waitFor()
    acts.within('tag 1 customer', 3)
    expect((await api.get<{ tags: string[] }>(`/customer/person/${id}`)).tags).toContain(name)
  })

  it('tag one customer before the dialog and its answers have come: no key is lost, Enter takes what was typed', async () => {
    const { page, api, acts } = await opened('sales')
    const { id } = await mine(api)
    const { id: group } = await api.await<{ id: string }>('customer.tag_group', { field: 'name', op: 'not_empty' })
    const admin = await opened('admin')
    // No other name begins so: nothing of it stands in the list of the first page.
    const name = `Swift ${Date.now()}`
    await page.goto(`${product}/o/customer/person/${id}`)
    await page.getByRole('button', { name: 'Add tags', exact: true }).waitFor()
    const late = async (route: Route) => {
      await new Promise((resolve) => setTimeout(resolve, 700))
      await route.continue()
    }
    await page.route('**/assets/tag.dialog*', late)
    await page.route('**/customer/tag/query', late)
    await admin.api.post('/customer/tag', { name, tag_group: group })
    await acts.click(page.getByRole('button', { name: 'Add tags', exact: true }))
    await acts.type(name)
    await expect.poll(() => page.getByRole('combobox', { name: 'Tags' }).inputValue()).toBe(name)
    await acts.press('Enter')
    await page.getByText('Tagged 1 people').waitFor()
    expect((await api.get<{ tags: string[] }>(`/customer/person/${id}`)).tags).toContain(name)
  })

  it('convert a lead into customer and deal: found and made are told before', async () => {
    const { page, api, acts } = await opened('admin')
    const phone = `+86199${String(Date.now()).slice(-8)}`
    const { id: known } = await api.post<{ id: string }>('/customer/person', { name: 'Known already', phone })
    const { id } = await api.post<{ id: string }>('/lead/lead', { name: 'Lead of Known', phone, company: `House ${Date.now()}` })
    await page.goto(`${product}/o/lead/lead/${id}`)
    await acts.click(page.getByRole('button', { name: 'Convert', exact: true }))
    const dialog = page.locator('.lk-act')
    await dialog.getByText('Known already').waitFor()
    await dialog.getByText('Will create').waitFor()
    await acts.press('Enter')
    await page.getByText('is a customer now').waitFor()
    acts.within('convert a lead into customer + deal', 3)
    expect(await api.get(`/lead/lead/${id}`)).toMatchObject({ status: 'converted', person: { id: known } })
  })

  it('assign a lead: the likely colleague is there', async () => {
    const { page, api, acts } = await opened('admin')
    const { id } = await api.post<{ id: string }>('/lead/lead', { name: 'To give', company: `House ${Date.now()}` })
    await page.goto(`${product}/o/lead/lead/${id}`)
    await acts.click(page.getByRole('button', { name: 'Assign', exact: true }))
    await page.getByRole('option').first().waitFor()
    await acts.press('Enter')
    await page.getByText('Assigned 1 leads').waitFor()
    acts.within('assign a lead', 2)
  })

  it('Escape keeps what was typed', async () => {
    const { page, api } = await opened('sales')
    const { id } = await placed(api, true)
    await page.goto(`${product}/o/commerce/order/${id}`)
    const receive = page.getByRole('button', { name: 'Receive a payment', exact: true })
    await receive.click()
    await page.locator('#act-amount').fill('12.34')
    await page.keyboard.press('Escape')
    await page.locator('#act-amount').waitFor({ state: 'hidden' })
    await receive.click()
    await expect.poll(async () => Number(await page.locator('#act-amount').inputValue())).toBe(12.34)
  })
})
