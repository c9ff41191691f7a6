import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
const mark = `${Date.now() % 1_000_000}`
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

type Titled = { readonly id: string }
const me = async (api: ReturnType<typeof asking>) => (await api.get<{ staff: { id: string; name: string } }>('/me')).staff

describe('a manager', () => {
  it('draws an escalation from what there is to begin with, puts a ticket in, and the ticket is raised and says why', async () => {
    const { context, page } = await signedIn(browser, product, 'manager', { locale: 'en' })
    const api = asking(context, product)
    const subject = `Leaking ${mark}`
    const person = await api.post<Titled>('/customer/person', { name: `Escalated ${mark}` })
    const ticket = await api.post<Titled>('/ticket/ticket', { subject, person: person.id, priority: 'normal' })
    await page.goto(`${product}/o/ticket/escalation`)
    await page.getByRole('button', { name: 'New escalation' }).first().click()
    await page.getByRole('button', { name: /^Overdue/ }).click()
    await page.waitForURL(/\/o\/ticket\/escalation\/[0-9a-f-]{36}/)
    const panel = page.getByRole('complementary', { name: 'Step settings' })
    await page.locator('.lk-step.trigger').click()
    await panel.getByText('By hand', { exact: true }).click()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Running').first().waitFor()
    await panel.getByRole('combobox', { name: 'Ticket' }).fill(subject)
    await page.locator('.ant-select-item-option:visible').getByText(subject).click()
    await panel.locator('header').click()
    await panel.getByRole('button', { name: 'Put in', exact: true }).click()
    await expect.poll(async () => (await api.get<{ priority: string }>(`/ticket/ticket/${ticket.id}`)).priority).toBe('high')
    await page.goto(`${product}/o/ticket/ticket/${ticket.id}`)
    await page.getByRole('region', { name: 'Escalation' }).getByRole('link', { name: /Wait/ }).waitFor()
    // What is left is working time, and says by which calendar.
    const left = page.getByRole('region', { name: 'Service level' }).locator('b[title]').first()
    expect(await left.getAttribute('title')).toContain('in working time')
    await context.close()
  })

  it('assigns a lead, and whoever has it finds the cadence’s call on the phone, with whose it is', async () => {
    const manager = await signedIn(browser, product, 'manager', { locale: 'en' })
    const sales = await signedIn(browser, product, 'sales', { locale: 'en', width: 375, height: 700 })
    const api = asking(manager.context, product)
    const { id: owner } = await me(asking(sales.context, product))
    const name = `Wang ${mark}`
    const lead = await api.post<Titled>('/lead/lead', { name, wechat: `cadence_${mark}` })
    await manager.page.goto(`${product}/o/lead/lead/${lead.id}`)
    await api.run('lead.assign', { id: lead.id, owner })
    await manager.page.getByRole('region', { name: 'Cadence' }).getByRole('link').first().waitFor()
    await sales.page.goto(`${product}/h5/todo`)
    const call = sales.page.locator('.lkm-todo', { hasText: `Lead ${name}` })
    await call.first().waitFor()
    await manager.context.close()
    await sales.context.close()
  })

  it('sees what is open with others, and gives several of it to somebody else at once; a seller has no such page', async () => {
    const sales = await signedIn(browser, product, 'sales', { locale: 'en' })
    const selling = asking(sales.context, product)
    const first = async (object: string, filter?: object): Promise<string | undefined> =>
      (await selling.post<{ data: Titled[] }>(`/${object}/query`, { limit: 1, ...(filter ? { filter } : {}) })).data[0]?.id
    const goods = await first('commerce/product', { field: 'status', op: 'eq', value: 'on_sale' })
    const person = await first('customer/person')
    for (let made = 0; made < 2; made++)
      await selling.post('/commands/order.place', { person, lines: [{ product: goods, quantity: '50', discount: '120' }] })
    await sales.page.goto(`${product}/todo`)
    expect(await sales.page.getByRole('link', { name: 'Team', exact: true }).count()).toBe(0)
    const refused = await sales.context.request.get(`${product}/api/v1/todo/open`)
    expect(refused.status()).toBe(403)

    const { context, page } = await signedIn(browser, product, 'manager', { locale: 'en' })
    const api = asking(context, product)
    const [boss, seller] = [await me(api), await me(selling)]
    const openOf = async (owner: string): Promise<readonly string[]> =>
      (await api.get<{ data: Titled[] }>(`/todo/open?owner=${owner}`)).data.map(({ id }) => id)
    await expect.poll(async () => (await openOf(boss.id)).length).toBeGreaterThan(1)
    await page.goto(`${product}/team/todo`)
    const withWhom = async (name: string) => {
      await page.locator('.lk-todo-who').getByRole('combobox').fill(name)
      await page.locator('.ant-select-item-option:visible').getByText(name).first().click()
      // What fades away still holds names.
      await expect.poll(() => page.locator('.ant-select-item-option:visible').count()).toBe(0)
    }
    await withWhom(boss.name)
    const rows = page.locator('.lk-todo-row')
    // Until his alone are shown: before, the first two may be anybody's.
    await expect.poll(async () => (await rows.count()) === (await openOf(boss.id)).length).toBe(true)
    const given = (await openOf(boss.id)).slice(0, 2)
    for (const at of [0, 1]) await rows.nth(at).getByRole('checkbox').click()
    const bar = page.getByRole('toolbar', { name: 'Reassign several' })
    await bar.getByText('2 selected').waitFor()
    await bar.getByRole('button', { name: 'Reassign' }).click()
    await page.locator('.ant-popover:visible').getByRole('combobox').fill(seller.name)
    await page.locator('.ant-select-item-option:visible').getByText(seller.name).first().click()
    await page.getByText('Reassigned 2').waitFor()
    expect(await openOf(seller.id)).toEqual(expect.arrayContaining(given))
    // Given to whoever has them nothing changes, and the page says so.
    await withWhom(seller.name)
    await expect.poll(() => rows.count()).toBe((await openOf(seller.id)).length)
    await rows.first().getByRole('button', { name: 'Reassign' }).click()
    await page.locator('.ant-popover:visible').getByRole('combobox').fill(seller.name)
    await page.locator('.ant-select-item-option:visible').getByText(seller.name).last().click()
    await page.getByText('They have it already').waitFor()
    await context.close()
    await sales.context.close()
  })
})
