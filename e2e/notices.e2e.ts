import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('how somebody is told', () => {
  it('is chosen behind the bell, and kept', async () => {
    const { context, page } = await signedIn(browser, product, 'admin')
    const api = asking(context, product)
    await page.goto(`${product}/`)
    await page.getByRole('button', { name: '通知', exact: true }).click()
    await page.getByRole('button', { name: '通知偏好' }).click()
    await page.waitForURL(`${product}/settings/notices`)
    const bell = page.getByRole('switch', { name: '分给我的线索：站内' })
    await bell.waitFor()
    expect(await bell.getAttribute('aria-checked'), 'in the bell unless somebody says otherwise').toBe('true')
    await bell.click()
    await expect.poll(() => page.getByRole('switch', { name: '分给我的线索：站内' }).getAttribute('aria-checked')).toBe('false')
    const row = page.getByRole('row').filter({ hasText: '分给我的工单' })
    await row.getByText('每天一次').click()
    const chosen = async () =>
      (await api.post<{ data: Record<string, unknown>[] }>('/insight/notice_preference/query', { sort: ['notice'] })).data.map(
        ({ notice, bell: rings, message, pace }) => ({ notice, bell: rings, message, pace }),
      )
    await expect.poll(chosen).toEqual([
      { notice: 'lead.assigned', bell: false, message: true, pace: 'now' },
      { notice: 'ticket.assigned', bell: true, message: true, pace: 'daily' },
    ])
    await page.reload()
    await bell.waitFor()
    expect(await bell.getAttribute('aria-checked')).toBe('false')
    if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/notices.png` })
    await context.close()
  })

  it('is chosen on the phone as well', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { width: 390, height: 844 })
    await page.goto(`${product}/h5/messages`)
    await page.getByRole('link', { name: '偏好' }).click()
    const group = page.getByRole('group', { name: '流失的客户' })
    await group.getByRole('button', { name: '每天一次' }).click()
    await expect.poll(() => group.getByRole('button', { name: '每天一次' }).getAttribute('aria-pressed')).toBe('true')
    if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/notices-phone.png` })
    await context.close()
  })
})
