import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowser } from './browser.ts'
import { figureIn, morning, part, speaks } from './day.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('the day of an administrator', () => {
  it('begins with the health of the house, in true figures that open their lines', async () => {
    const { context, page, api, acts } = await morning(browser, product, 'admin', { locale: 'zh-CN' })
    const health = part(page, '系统状况')
    await health.waitFor()
    await speaks(page, 'zh-CN')
    const { data: readers } = await api.get<{ data: unknown[] }>('/operations/readers')
    const line = (name: string) => health.locator('.lk-home-row').filter({ has: page.getByText(name, { exact: true }) })
    const said = await line('读取者').locator('.lk-num').textContent()
    if (said?.includes('都跟上了')) expect(figureIn(said)).toBe(readers.length)
    await acts.click(line('机器'))
    await page.getByRole('tab', { name: '机器', selected: true }).waitFor()
    await page.getByText('数据库（PostgreSQL）').waitFor()
    acts.within('the lines behind the health of the machine', 1)
    await context.close()
  })

  it('sees what colleagues changed, and who cannot come in', async () => {
    const { context, page, api } = await morning(browser, product, 'admin', { locale: 'en' })
    const name = `Seen by the administrator ${Date.now()}`
    const { id } = await api.post<{ id: string }>('/customer/tag_group', { name })
    const { id: role } = await api.await<{ id: string }>('organisation.role', { field: 'name', op: 'eq', value: '销售' })
    const invited = `Invited ${Date.now()}`
    await api.post('/accounts', {
      name: invited,
      email: `i${Date.now()}@example.com`,
      colleague: { roles: [role] },
    })
    await page.reload()
    const changed = part(page, 'What colleagues changed')
    await changed.getByText(name).waitFor()
    await speaks(page, 'en')
    await part(page, 'Waiting for an administrator').getByText(invited).waitFor()
    await changed.getByText(name).click()
    await page.waitForURL(new RegExp(id))
    await context.close()
  })
})
