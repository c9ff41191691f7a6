import { mkdirSync } from 'node:fs'
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

/** Where pictures go, when somebody wants to look at them. */
const shots = process.env.ACTS_SHOTS
const shot = async (page: Page, name: string) => {
  if (!shots) return
  mkdirSync(shots, { recursive: true })
  await page.waitForTimeout(400)
  await page.screenshot({ path: `${shots}/${name}.png` })
}

const opened = async (login: string, options: Parameters<typeof signedIn>[3] = { locale: 'en' }) => {
  const { context, page } = await signedIn(browser, product, login, options)
  return { page, api: asking(context, product), acts: counting(page) }
}
const admin = 'admin'
/** So many records of an object, made for the test. */
const made = async (api: ReturnType<typeof asking>, path: string, rows: readonly Record<string, unknown>[]) => {
  const { results } = await api.post<{ results: { id: string }[] }>(`/${path}/bulk`, { create: rows })
  return results.map(({ id }) => id)
}
const listOf = async (page: Page, object: string, name: string) => {
  await page.goto(`${product}/o/${object.replace('.', '/')}?q=${encodeURIComponent(name)}`)
  await page.locator('.lk-table [role=row]').nth(1).waitFor()
}
/** The box that selects all rows of a list. */
const selectAll = (page: Page) => page.locator('.lk-table [role=columnheader] input[type=checkbox]').first()
const bar = (page: Page) => page.locator('.lk-bulk')
const dialog = (page: Page) => page.locator('.lk-act[role=dialog], .lk-act [role=dialog]').first()

describe('acts', () => {
  it('tag 40 customers, and take it back', async () => {
    const { page, api, acts } = await opened(admin)
    const mark = `Tagged ${Date.now()}`
    const tag = await api.await<{ id: string; name: string }>('customer.tag', { field: 'name', op: 'not_empty' })
    const ids = await made(
      api,
      'customer/person',
      Array.from({ length: 40 }, (_, index) => ({ name: `${mark} ${index}` })),
    )
    await listOf(page, 'customer.person', mark)
    await expect.poll(() => page.locator('.lk-table [role=row]').count()).toBeGreaterThan(10)
    await acts.click(selectAll(page))
    await acts.click(bar(page).getByRole('button', { name: 'Add tags', exact: true }))
    await dialog(page).getByRole('combobox').fill(tag.name)
    await page.getByRole('option', { name: tag.name }).first().waitFor()
    await shot(page, 'tag-40')
    await acts.press('Enter')
    await page.getByText('Tagged 40 people').waitFor()
    acts.within('tag 40 customers', 3)
    const tagged = () =>
      api
        .post<{ data: unknown[] }>('/customer/person/query', {
          filter: {
            and: [
              { field: 'id', op: 'in', value: ids },
              { field: 'tags', op: 'any_of', value: [tag.name] },
            ],
          },
          limit: 200,
        })
        .then(({ data }) => data.length)
    expect(await tagged()).toBe(40)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(tagged).toBe(0)
  })

  it('put chosen people into a journey with Enter on the closed picker, and take them out again', async () => {
    const { page, api } = await opened(admin)
    const mark = `Put in ${Date.now()}`
    const journey = await api.post<{ id: string }>('/marketing/journey', {
      name: `Journey ${mark}`,
      graph: { entry: 'w', nodes: [{ id: 'w', step: 'flow.wait', config: { amount: 3, unit: 'day' }, next: { next: null } }] },
      trigger: { on: 'manual' },
    })
    await api.run('journey.publish', { id: journey.id })
    await made(
      api,
      'customer/person',
      [1, 2, 3].map((index) => ({ name: `${mark} ${index}` })),
    )
    const inside = async () =>
      (await api.run<{ journeys: { journey: string; here: number }[] }>('journey.overview', {})).journeys.find(
        (one) => one.journey === journey.id,
      )?.here ?? 0
    await listOf(page, 'customer.person', mark)
    await expect.poll(() => page.locator('.lk-table [role=row]').count()).toBe(4)
    await selectAll(page).click()
    await bar(page).getByRole('button', { name: 'Add to a journey' }).click()
    await dialog(page).getByRole('combobox').fill(`Journey ${mark}`)
    await page
      .getByRole('option', { name: `Journey ${mark}` })
      .first()
      .waitFor()
    // The first Enter takes the journey and closes its list; the second one, on the closed picker, does it.
    await page.keyboard.press('Enter')
    await expect.poll(() => dialog(page).getByRole('combobox').getAttribute('aria-expanded')).toBe('false')
    await page.keyboard.press('Enter')
    await expect.poll(inside).toBe(3)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(inside).toBe(0)
  })

  it('assign 20 leads', async () => {
    const { page, api, acts } = await opened(admin)
    const mark = `Lead ${Date.now()}`
    const ids = await made(
      api,
      'lead/lead',
      Array.from({ length: 20 }, (_, index) => ({
        name: `${mark} ${index}`,
        phone: `139${String(Date.now() + index).slice(-8)}`,
      })),
    )
    const [{ id: owner, name } = { id: '', name: '' }] = (
      await api.post<{ data: { id: string; name: string }[] }>('/organisation/staff/query', {
        filter: { field: 'status', op: 'eq', value: 'active' },
        limit: 1,
      })
    ).data
    await listOf(page, 'lead.lead', mark)
    await expect.poll(() => page.locator('.lk-table [role=row]').count()).toBeGreaterThan(10)
    await acts.click(selectAll(page))
    await acts.click(bar(page).getByRole('button', { name: 'Assign', exact: true }))
    await dialog(page).getByRole('combobox').fill(name)
    await page.getByRole('option', { name }).first().waitFor()
    await acts.press('Enter')
    await page.getByText('Assigned 20 leads').waitFor()
    acts.within('assign 20 leads', 4)
    const { data } = await api.post<{ data: { owner: { id: string } }[] }>('/lead/lead/query', {
      filter: { field: 'id', op: 'in', value: ids },
      limit: 200,
    })
    expect(new Set(data.map((row) => row.owner.id))).toEqual(new Set([owner]))
  })

  it('convert a lead, after which converting is not offered any more', async () => {
    const { page, api, acts } = await opened(admin)
    const [id] = await made(api, 'lead/lead', [{ name: `Convert ${Date.now()}`, phone: `138${String(Date.now()).slice(-8)}` }])
    await page.goto(`${product}/o/lead/lead/${id}`)
    await page.getByRole('article').waitFor()
    await acts.click(page.getByRole('button', { name: 'Convert', exact: true }))
    await dialog(page).getByText('Will create').first().waitFor()
    await shot(page, 'convert')
    await acts.click(dialog(page).getByRole('button', { name: 'Convert', exact: true }))
    await page.getByText('is a customer now').waitFor()
    acts.within('convert a lead', 3)
    const { status } = await api.get<{ status: string }>(`/lead/lead/${id}`)
    expect(status).toBe('converted')
    await expect.poll(() => page.getByRole('button', { name: 'Convert', exact: true }).count()).toBe(0)
    await page.locator('article.lk-record > header').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).waitFor()
    for (const name of ['Convert', 'Assign', 'Disqualify'])
      expect(await page.getByRole('menuitem', { name, exact: true }).count()).toBe(0)
  })

  it('win a deal with its amount filled in', async () => {
    const { page, api, acts } = await opened(admin)
    const person = await api.await<{ id: string }>('customer.person', { field: 'name', op: 'not_empty' })
    const { id } = await api.run<{ id: string }>('opportunity.open', {
      name: `Deal ${Date.now()}`,
      person: person.id,
      amount: { amount: '1200', currency: 'CNY' },
    })
    await page.goto(`${product}/o/sales/opportunity/${id}`)
    await page.getByRole('article').waitFor()
    await acts.click(page.getByRole('button', { name: 'Win', exact: true }))
    await dialog(page).getByRole('button', { name: 'Win', exact: true }).waitFor()
    await shot(page, 'win')
    await acts.press('Enter')
    await page.getByText('is won').waitFor()
    acts.within('win a deal', 3)
    expect(await api.get<{ status: string; amount: { amount: string } }>(`/sales/opportunity/${id}`)).toMatchObject({
      status: 'won',
      amount: { amount: '1200.00' },
    })
  })

  it('look the same in both languages, light and dark, wide and narrow', async () => {
    for (const [locale, width, dark] of [
      ['zh-CN', 1440, false],
      ['zh-CN', 375, true],
      ['en', 375, false],
      ['en', 1440, true],
    ] as const) {
      const { page, api } = await opened(admin, { locale, width, height: 860, dark })
      const [id] = await made(api, 'lead/lead', [{ name: `样子 ${Date.now()}`, phone: `137${String(Date.now()).slice(-8)}` }])
      await page.goto(`${product}/o/lead/lead/${id}`)
      await page.getByRole('article').waitFor()
      await page
        .locator('article.lk-record > header')
        .getByRole('button', { name: locale === 'en' ? 'More' : '更多' })
        .click()
      const item = page.getByRole('menuitem', { name: locale === 'en' ? 'Convert' : '转化', exact: true })
      await page.waitForTimeout(600)
      if ((await item.count()) > 0) await item.click()
      else await page.getByRole('button', { name: locale === 'en' ? 'Convert' : '转化', exact: true }).click()
      await dialog(page).waitFor()
      await page.waitForTimeout(1200)
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1)
      expect(fits, `${locale} ${width}`).toBe(true)
      await shot(page, `convert-${locale}-${width}-${dark ? 'dark' : 'light'}`)
      await page.context().close()
    }
  })
})
