import iconv from 'iconv-lite'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('the import wizard', () => {
  it('leads from the list through mapping and trial to a report with an error file, and back', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const mark = `导入${Date.now() % 1_000_000}`
    await page.goto(`${product}/imports?object=customer.person`)
    await page.locator('input[type=file]').setInputFiles({
      name: 'leads.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `姓名,手机,生日\n${mark}甲,19900001234,1990-02-03\n${mark}乙,19900003456,1990-02-31\n${mark}丙,19900005678,1990-02-05\n`,
      ),
    })
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}/)
    await page.getByText('1 · Match the columns').waitFor()
    await page.getByRole('button', { name: 'Try', exact: true }).click()
    await page.getByRole('cell', { name: '生日', exact: true }).last().waitFor()
    const api = asking(context, product)
    const count = async () =>
      (
        await api.post<{ data: unknown[] }>('/customer/person/query', {
          filter: { field: 'name', op: 'starts_with', value: mark },
          limit: 10,
        })
      ).data.length
    expect(await count()).toBe(0)
    await page.getByRole('button', { name: /Import about/ }).click()
    await page.getByText('Rows not imported').waitFor()
    expect(await count()).toBe(2)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Error file' }).click()])
    expect(decodeURIComponent(download.suggestedFilename())).toContain('leads')
    await page.getByRole('button', { name: 'Undo this import' }).click()
    await page.getByText('Undone', { exact: true }).first().waitFor()
    expect(await count()).toBe(0)
  })

  it('gives words of the file the choices they mean, numbers their country, and every row what it does not say', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const mark = `Agency${Date.now() % 1_000_000}`
    await page.goto(`${product}/imports?object=lead.lead`)
    await page.locator('input[type=file]').setInputFiles({
      name: 'agency.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `Contact Name,Mobile,Status,Notes\n${mark} A,9876501234,GOOD_LEAD,calls back\n${mark} B,7654321098,BAD_LEAD,\n`,
      ),
    })
    await page.getByText('1 · Match the columns').waitFor()
    const choose = async (name: string, option: string) => {
      await page.getByRole('combobox', { name }).click()
      await page.keyboard.type(option.slice(0, 5))
      await page.locator('.ant-select-item-option').getByText(option, { exact: true }).click()
    }
    await choose('Numbers of Mobile without a country are of', 'India')
    await page.getByRole('combobox', { name: '“GOOD_LEAD” means' }).click()
    await page.locator('.ant-select-item-option').getByText('Contacted', { exact: true }).last().click()
    await choose('The same in every row: add a field', 'Source')
    await page.locator('.lk-import-same input').first().fill('fair')
    await page.getByRole('button', { name: 'Try', exact: true }).click()
    // A new lead cannot be one that was contacted, unless it comes as it was.
    await page.getByRole('button', { name: 'Keep the states they had' }).click()
    await page.getByRole('button', { name: 'Try', exact: true }).click()
    await page.getByText('No problems.').waitFor()
    await page.getByRole('button', { name: /Import about/ }).click()
    await page.getByText('Result', { exact: true }).waitFor()
    const { data } = await asking(context, product).post<{ data: Record<string, unknown>[] }>('/lead/lead/query', {
      filter: { field: 'name', op: 'starts_with', value: mark },
      sort: ['name'],
      fields: ['phone', 'status', 'source', 'remark'],
    })
    expect(data.map(({ phone, status, source, remark }) => [phone, status, source, remark])).toEqual([
      ['+919876501234', 'contacted', 'fair', 'calls back'],
      ['+917654321098', 'new', 'fair', '状态: BAD_LEAD'],
    ])
  })

  it('makes orders of rows that are lines, as a migration, and gives them back as a file with a row per line', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const mark = `W${Date.now() % 1_000_000}`
    const api = asking(context, product)
    const buyer = await api.post<{ id: string }>('/customer/person', { name: `买家${mark}` })
    await page.goto(`${product}/imports?object=commerce.order`)
    await page.locator('input[type=file]').setInputFiles({
      name: 'orders.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `外部单号,客户,状态,订单明细 · 名称,订单明细 · 数量,订单明细 · 单价\n${mark}-1,${buyer.id},已完成,面霜,2,100\n,,,精华,1,50\n${mark}-2,${buyer.id},已确认,面膜,3,10\n`,
      ),
    })
    await page.getByText('1 · Match the columns').waitFor()
    // By what the rows of one order are known is proposed.
    await page.locator('.ant-select-selection-item, .ant-select-content').getByText('External number').last().waitFor()
    // A status that only acts lead to: it is proposed to bring them as they were.
    await page.getByRole('switch', { name: /Migration/, checked: true }).waitFor()
    await page.getByTitle('Status', { exact: true }).first().waitFor()
    await page.getByRole('button', { name: 'Try', exact: true }).click()
    await page.getByText('No problems.').waitFor()
    await page.getByText('Further rows of a record').waitFor()
    await page.getByRole('button', { name: /Import about/ }).click()
    await page.getByText('Result', { exact: true }).waitFor()
    const { data } = await api.post<{ data: { id: string; status: string; total: { amount: string } }[] }>(
      '/commerce/order/query',
      {
        filter: { field: 'external_number', op: 'starts_with', value: mark },
        sort: ['external_number'],
        fields: ['status', 'total', 'external_number'],
      },
    )
    expect(data.map(({ status, total }) => [status, total.amount])).toEqual([
      ['completed', '250.00'],
      ['confirmed', '30.00'],
    ])
    await page.goto(`${product}/o/commerce/order`)
    await page.getByRole('button', { name: 'More', exact: true }).first().click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Export, a row per line' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
  })

  it('reads a file as somebody says, asks how its dates are written, and proposes the key', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const mark = `西${Date.now() % 1_000_000}`
    await page.goto(`${product}/imports?object=customer.person`)
    await page.locator('input[type=file]').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: iconv.encode(
        `姓名,手机,生日\n${mark}甲,19900007101,03/04/1990\n${mark}乙,19900007102;19900007103,05/06/1991\n`,
        'gb18030',
      ),
    })
    await page.getByText('1 · Match the columns').waitFor()
    await page.getByTitle('Simplified Chinese (GBK, GB18030)').waitFor()
    await page.getByRole('combobox', { name: 'Encoding' }).click()
    await page.getByTitle('Traditional Chinese (Big5)').click()
    await page.getByText('姓名', { exact: true }).waitFor({ state: 'detached' })
    await page.getByRole('combobox', { name: 'Encoding' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Home')
    await page.getByTitle('Simplified Chinese (GBK, GB18030)').last().click()
    await page.getByText('姓名', { exact: true }).waitFor()
    await page.getByTitle('Phone', { exact: true }).last().waitFor()
    await page.getByRole('combobox', { name: 'Dates of 生日' }).click()
    await page.getByTitle('day/month/year · 03/04/1990 = 1990-04-03').click()
    await page.getByRole('button', { name: /Import about/ }).click()
    await page.getByText('Result', { exact: true }).waitFor()
    const { data } = await asking(context, product).post<{ data: { name: string; birthday: string; remark: string | null }[] }>(
      '/customer/person/query',
      {
        filter: { field: 'name', op: 'starts_with', value: mark },
        sort: ['name'],
        fields: ['name', 'birthday', 'remark'],
      },
    )
    expect(data.map(({ name, birthday, remark }) => [name.slice(-1), birthday, remark])).toEqual([
      ['甲', '1990-04-03', null],
      ['乙', '1991-06-05', '手机: 19900007103'],
    ])
  })

  it('says what is wrong with a file that cannot be read', async () => {
    const { page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    await page.goto(`${product}/imports?object=customer.person`)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('姓名,手机\n') })
    await page.getByRole('alert').getByText('Nothing was written').waitFor()
  })
})
