import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('an administrator', () => {
  it('sees that all is well, syncs the corp by a button, and finds the job afterwards', async () => {
    const { page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    await page.goto(`${product}/channels/wecom`)
    await page.getByRole('button', { name: 'Sync now' }).click()
    await page.getByText('Last synced', { exact: false }).waitFor()
    await page.goto(`${product}/settings/operations`)
    await page.getByText('Done', { exact: false }).first().click()
    await page.getByText('Sync WeCom').first().waitFor()
    await page.getByRole('tab', { name: 'Readers' }).click()
    await page.getByText('Analytics mirror').waitFor()
    expect(page.url()).toContain('tab=readers')
    await page.getByRole('tab', { name: 'Dead letters' }).press('Enter')
  })

  it('shares records by a rule that counts as it is written, and switches it off', async () => {
    const { page, context } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const name = `Share ${Date.now()}`
    await page.goto(`${product}/settings/sharing`)
    await page.getByRole('button', { name: 'New sharing rule' }).first().click()
    await page.getByLabel('Name').fill(name)
    await page.getByRole('status').getByText('shared with 0 people').waitFor()
    await page.getByLabel('Role', { exact: true }).click()
    await page.locator('.ant-select-item-option').getByText('销售', { exact: true }).click()
    await page
      .getByRole('status')
      .getByText(/[\d,+]+ records, shared with [1-9]/)
      .waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Save' }).click()
    const line = page.locator('.lk-share-line').filter({ hasText: name })
    await line.getByText('May read').waitFor()
    await line.getByRole('switch').click()
    await page.getByText('is off').waitFor()
    const { data } = await asking(context, product).get<{ data: { name: string; active: boolean }[] }>('/settings/sharing-rules')
    expect(data.find((rule) => rule.name === name)).toMatchObject({ active: false })
    await line.getByRole('button', { name: 'Delete' }).click()
    await line.waitFor({ state: 'detached' })
  })

  it('puts a colleague on the team of a record, and the timeline tells it', async () => {
    const { page, context } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const {
      data: [person],
    } = await asking(context, product).post<{ data: { id: string }[] }>('/customer/person/query', {
      limit: 1,
      sort: ['-created_at'],
    })
    await page.goto(`${product}/o/customer/person/${person?.id}`)
    const team = page.getByRole('region', { name: 'Team' })
    await team.getByRole('button', { name: 'Add to the team' }).click()
    await team.locator('.lk-team-add input').nth(1).pressSequentially('林')
    await page.locator('.ant-select-item-option').first().click()
    await team.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('On the team now').waitFor()
    await page
      .getByText(/^put .+ on the team$/)
      .first()
      .waitFor()
    await team.getByRole('button', { name: 'Take off the team' }).first().click()
    await page
      .getByText(/^took .+ off the team$/)
      .first()
      .waitFor()
  })

  it('makes a key for a page, sees what it may tell, and finds in the audit who told it', async () => {
    const { page, context } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    await page.goto(`${product}/settings/keys`)
    await page.getByRole('button', { name: 'New key' }).first().click()
    await page.getByLabel('Scopes').click()
    await page.locator('.ant-select-item-option').getByText('Collect events only', { exact: true }).click()
    await page.getByText('May tell: ', { exact: false }).waitFor()
    const said = await page.getByText('May tell: ', { exact: false }).innerText()
    expect(said).toContain('Page viewed')
    expect(said).not.toContain('Order paid')
    const { key } = await api.post<{ key: string }>('/keys', { name: 'site', scopes: ['collect'] })
    await api.post('/platform/events', {
      name: 'poster.shared',
      label: { zh: '分享海报', en: 'Poster shared' },
      from: ['page'],
    })
    let count = 0
    const told = (event: string) => ({ message_id: `${event} ${++count}`, type: 'track', event, anonymous_id: 'visitor' })
    const tell = async (...events: string[]) =>
      (
        await context.request.post(`${product}/collect`, {
          headers: { authorization: `Bearer ${key}` },
          data: { batch: events.map(told) },
        })
      ).json()
    expect(await tell('poster.shared', 'wecom.staff_seen')).toMatchObject({
      received: 1,
      refused: [{ index: 1, code: 'event.wrong_source' }],
    })
    const by = async () => (await api.get<{ data: { source: string }[] }>('/audit/changes?name=poster.shared')).data[0]?.source
    await expect.poll(by).toBe('page')
    // Others may be writing facts meanwhile, so that it is told until it is seen.
    const line = page.locator('tr').filter({ hasText: 'Poster shared' }).first()
    await expect
      .poll(
        async () => {
          await tell('poster.shared')
          await page.goto(`${product}/settings/audit`)
          // It begins with what colleagues did; a page is none.
          await page.getByText('Everything', { exact: true }).click()
          return line.waitFor({ timeout: 3000 }).then(
            () => true,
            () => false,
          )
        },
        { interval: 1000 },
      )
      .toBe(true)
    expect(await line.locator('td').nth(1).innerText()).toBe('Page')
  })
})
