import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'
import { counting } from './counting.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const opened = async (login = 'admin') => {
  const { context, page } = await signedIn(browser, product, login, { locale: 'en' })
  return { page, api: asking(context, product), acts: counting(page) }
}
const dialog = (page: Page) => page.locator('.lk-act[role=dialog], .lk-act [role=dialog]').first()
/** An act that cannot be taken back stands behind the three dots. */
const more = (page: Page) => page.locator('article.lk-record > header').getByRole('button', { name: 'More' })
/** The first choice of the list that is open. */
const choice = (page: Page, name: string) =>
  page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: name }).first()

describe('the pool', () => {
  it('gives a lead that nobody has to the colleague of sales who claims it', async () => {
    const [house, { page, api, acts }] = [await opened(), await opened('sales')]
    const name = `Pool ${Date.now()}`
    const { id } = await house.api.post<{ id: string }>('/lead/lead', { name, company: `House ${Date.now()}`, owner: null })
    await page.goto(`${product}/o/lead/lead?q=${encodeURIComponent(name)}`)
    const row = page.locator('.lk-table [role=row]').filter({ hasText: name })
    await row.waitFor()
    await acts.click(row.getByRole('checkbox'))
    await acts.click(page.locator('.lk-bulk').getByRole('button', { name: 'Claim', exact: true }))
    await page.getByText('Claimed 1 leads').waitFor()
    acts.within('claim from the pool', 2)
    const me = await api.get<{ staff: { id: string } }>('/me')
    expect(await api.get(`/lead/lead/${id}`)).toMatchObject({ status: 'assigned', owner: { id: me.staff.id } })
  })
})

describe('people who may be one', () => {
  it('are decided by keyboard: next, not the same, undone, merged', async () => {
    const { page, api, acts } = await opened()
    const mark = Date.now()
    const pairs = [`欧阳${mark}晨`, `Zebulon Quartermaine ${mark}`]
    for (const [at, name] of pairs.entries())
      for (let n = 0; n < 2; n++)
        await api.post('/customer/person', { name, birthday: `19${61 + at}-02-1${at}`, company: `Rare House ${mark} ${at}` })
    await page.goto(`${product}/customers/duplicates`)
    await acts.click(page.getByRole('button', { name: 'Look now' }))
    const queue = page.locator('.lk-duplicates-queue')
    const line = (name: string) => queue.getByRole('button').filter({ hasText: name })
    await expect
      .poll(
        async () => {
          await page.reload()
          await page.locator('.lk-page-head').waitFor()
          return (await queue.count()) > 0 ? (await line(pairs[0] ?? '').count()) + (await line(pairs[1] ?? '').count()) : 0
        },
        { interval: 2000 },
      )
      .toBe(2)
    await line(pairs[0] ?? '').click()
    const pair = page.locator('.lk-duplicates-pair')
    await pair.getByText('the same').first().waitFor()
    await pair.locator('.lk-merge').getByText(`Rare House ${mark} 0`).first().waitFor()
    await acts.press('n')
    await line(pairs[0] ?? '').waitFor({ state: 'detached' })
    await acts.press('z')
    await line(pairs[0] ?? '').waitFor()
    await line(pairs[1] ?? '').click()
    await acts.press('m')
    await line(pairs[1] ?? '').waitFor({ state: 'detached' })
    await expect
      .poll(
        async () =>
          (
            await api.post<{ data: unknown[] }>('/customer/person/query', {
              filter: { field: 'name', op: 'eq', value: pairs[1] },
            })
          ).data.length,
      )
      .toBe(1)
  })
})

describe('two customers who are one', () => {
  it('are merged after every field of both and what moves were seen', async () => {
    const { page, api, acts } = await opened()
    const mark = Date.now()
    const [kept, gone] = [`Kept ${mark}`, `Gone ${mark}`]
    const { id } = await api.post<{ id: string }>('/customer/person', { name: kept, company: 'First House' })
    const { id: other } = await api.post<{ id: string }>('/customer/person', { name: gone, job_title: 'Buyer' })
    await api.post('/ticket/ticket', { subject: `Moves along ${mark}`, person: other })
    await page.goto(`${product}/o/customer/person/${id}`)
    await acts.click(more(page))
    await acts.click(page.getByRole('menuitem', { name: 'Merge', exact: false }))
    await page.locator('#act-with').waitFor()
    await acts.type(gone)
    await choice(page, gone).waitFor()
    await acts.press('Enter')
    const table = dialog(page).locator('.lk-merge')
    await table.getByText('First House').first().waitFor()
    await table.getByText('Buyer').first().waitFor()
    await dialog(page).getByText('Tickets 1').waitFor()
    await acts.click(dialog(page).getByRole('button', { name: 'Merge', exact: false }).last())
    await dialog(page).waitFor({ state: 'hidden' })
    acts.within('merge two customers', 4)
    await expect.poll(async () => (await api.get<{ job_title: string | null }>(`/customer/person/${id}`)).job_title).toBe('Buyer')
  })
})

describe('a colleague who leaves', () => {
  it('hands over his customers, told before how many', async () => {
    const { page, api, acts } = await opened()
    const mark = Date.now()
    const [leaver, heir] = [`Leaver ${mark}`, `Heir ${mark}`]
    const { id: role } = await api.await<{ id: string }>('organisation.role', { field: 'name', op: 'eq', value: '销售' })
    const staff = (name: string) =>
      api.run<{ id: string }>('staff.invite', { name, email: `${name.replace(' ', '.')}@example.com`, roles: [role] })
    const [{ id }, { id: to }] = [await staff(leaver), await staff(heir)]
    const { results } = await api.post<{ results: { id: string }[] }>('/customer/person/bulk', {
      create: [1, 2, 3].map((n) => ({ name: `Left behind ${mark} ${n}`, owner: id })),
    })
    await page.goto(`${product}/o/organisation/staff/${id}`)
    await acts.click(more(page))
    await acts.click(page.getByRole('menuitem', { name: 'Mark as left' }))
    await dialog(page).getByText('People 3').waitFor()
    await acts.type(heir)
    await choice(page, heir).waitFor()
    await acts.press('Enter')
    await acts.click(dialog(page).getByRole('button', { name: 'Mark as left' }))
    await page.getByText(`“${leaver}” has left, 3 handed over`).waitFor()
    acts.within('hand over a leaver’s customers', 5)
    const { data } = await api.post<{ data: { owner: { id: string } }[] }>('/customer/person/query', {
      filter: { field: 'id', op: 'in', value: results.map((one) => one.id) },
    })
    expect(new Set(data.map(({ owner }) => owner.id))).toEqual(new Set([to]))
  })
})
