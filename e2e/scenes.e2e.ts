import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'
import { counting } from './counting.ts'

const product = inject('productUrl')
let browser: Browser
const lines: string[] = []
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  console.log(
    `\nThe daily scenes, from the home page (acts are clicks and keys that choose or confirm; seconds are a machine's):\n${lines.join('\n')}\n`,
  )
})

const home = async (login: string) => {
  const { context, page } = await signedIn(browser, product, login, { locale: 'en' })
  await page.goto(product)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, api: asking(context, product), acts: counting(page) }
}
const chosen = async (page: Page) =>
  page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active').first().waitFor()

describe('the daily scenes stay within their acts', () => {
  it('create a customer, warned of a duplicate while typing the phone', async () => {
    const { page, api, acts } = await home('sales')
    const known = await api.await<{ id: string; phone: string; name: string }>('customer.person', {
      and: [
        { field: 'phone', op: 'not_empty' },
        { field: 'owner', op: 'me' },
      ],
    })
    await acts.click(page.getByRole('button', { name: 'New', exact: true }))
    await acts.click(page.getByRole('menuitem', { name: 'Person', exact: true }))
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('Name', { exact: false }).first().waitFor()
    await acts.type('Scene Person')
    await drawer.getByLabel('Phone').fill(known.phone)
    await drawer.locator('.lk-field-hint').waitFor()
    await drawer.getByLabel('Phone').fill(`+86199${String(Date.now()).slice(-8)}`)
    await acts.press('Control+Enter')
    await page.getByText('Scene Person').first().waitFor()
    lines.push(acts.within('create a customer', 3))
  })

  it('find and read a list; read a customer page', async () => {
    const { page, acts } = await home('sales')
    await acts.click(page.getByRole('link', { name: 'Customers' }).first())
    await page.locator('.lk-table [role=row]').nth(2).waitFor()
    lines.push(acts.within('find and read a list', 2))
    // Known by her name: two letters alone name leads of the pool as well.
    const known = (await page.locator('.lk-table a[href^="/o/customer/person/"]').first().innerText()).trim()
    await page.goto(product)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const read = counting(page)
    await read.press('Control+k')
    await page.getByRole('combobox').fill(known)
    await page.getByRole('option').filter({ hasText: known }).first().waitFor()
    await read.press('Enter')
    await page.locator('article.lk-record h1').waitFor()
    await page.locator('.lk-record-main .lk-entry').first().waitFor()
    lines.push(read.within('read a customer page', 2))
  })

  it('write a follow-up with the next task', async () => {
    const { page, api, acts } = await home('sales')
    await acts.click(page.getByRole('button', { name: /Write a follow-up for/ }).first())
    const box = page.locator('.lk-peek .lk-composer textarea')
    await box.waitFor()
    await acts.type('Asked how the cream works; likes it')
    await acts.click(page.locator('.lk-peek').getByText('In 3 days'))
    await acts.press('Control+Enter')
    await api.await('fieldwork.follow_up', { field: 'content', op: 'contains', value: 'Asked how the cream works' })
    await api.await('fieldwork.task', {
      and: [
        { field: 'owner', op: 'me' },
        { field: 'subject', op: 'contains', value: 'Follow up again' },
      ],
    })
    lines.push(acts.within('write a follow-up with next task', 3))
  })

  it('submit an order of three lines on one page, seeing prices while typing', async () => {
    const { page, api, acts } = await home('sales')
    const mine = await api.await<{ id: string; name: string }>('customer.person', {
      and: [
        { field: 'owner', op: 'me' },
        { field: 'name', op: 'not_empty' },
      ],
    })
    const { data: goods } = await api.post<{ data: { name: string }[] }>('/commerce/product/query', {
      filter: {
        and: [
          { field: 'status', op: 'eq', value: 'on_sale' },
          { field: 'price', op: 'not_empty' },
          { field: 'stock', op: 'not_empty' },
        ],
      },
      fields: ['name'],
      limit: 3,
    })
    await acts.click(page.getByRole('button', { name: 'New', exact: true }))
    await acts.click(page.getByRole('menuitem', { name: 'Order', exact: true }))
    await page.locator('#order-person').waitFor()
    await acts.type(mine.name)
    await page.locator('.ant-select-item-option').filter({ hasText: mine.name }).first().waitFor()
    await chosen(page)
    await acts.press('Enter')
    const focused = (selector: string) => page.locator(`${selector} input:focus`).waitFor()
    for (const [index, one] of goods.entries()) {
      await focused(`[data-line="${index}"]`)
      await acts.type(one.name)
      await page
        .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
        .filter({ hasText: one.name })
        .first()
        .waitFor()
      await acts.press('Enter')
      await focused(`[data-quantity="${index}"]`)
      await acts.type(String(index + 1))
      // Enter after a number goes on to the next line: it chooses nothing and belongs to typing.
      await page.keyboard.press('Enter')
    }
    await page.locator('.lk-order-hint').filter({ hasText: 'Stock' }).nth(2).waitFor()
    await acts.press('Control+Enter')
    await page.waitForURL(/\/o\/commerce\/order\/[0-9a-f-]{36}/)
    lines.push(acts.within('submit an order (3 lines)', 8))
    const id = page.url().split('/').at(-1) ?? ''
    const placed = await api.get<{ status: string; total: { amount: string } }>(`/commerce/order/${id}`)
    expect(placed.status).toBe('confirmed')
    expect(
      (await api.post<{ data: unknown[] }>('/commerce/order_line/query', { filter: { field: 'order', op: 'eq', value: id } }))
        .data,
    ).toHaveLength(3)
  })

  it('make a report', async () => {
    const { page, acts } = await home('manager')
    await acts.click(page.getByRole('link', { name: 'Insight' }))
    await acts.click(page.getByRole('button', { name: 'New report' }).first())
    await page.getByRole('combobox', { name: 'Data' }).fill('Orders')
    await acts.click(page.locator('.ant-select-item-option').getByText('Orders', { exact: true }))
    const fields = page.getByRole('complementary', { name: 'Fields' })
    await acts.click(fields.getByRole('button', { name: 'Status', exact: true }))
    await acts.click(fields.getByRole('button', { name: 'Total', exact: true }))
    await page.locator('.lk-report svg, .lk-report canvas').first().waitFor()
    lines.push(acts.within('make a report', 6))
    lines.push(
      '  approve                            counted in todo.e2e.ts',
      '  visit with check-in                counted on a phone in mobile.e2e.ts',
    )
  })
})
