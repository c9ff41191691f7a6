import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowser } from './browser.ts'
import { counting } from './counting.ts'
import { figureIn, morning, part, speaks } from './day.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

interface Overview {
  readonly journeys: readonly { readonly journey: string; readonly entered: number; readonly here: number }[]
}

describe('the day of a marketer', () => {
  it('begins with what runs and whom nobody speaks to, in true figures that open their rows', async () => {
    const { context, page, api, acts } = await morning(browser, product, 'marketer', { locale: 'zh-CN' })
    const running = part(page, '在跑的旅程')
    await running.waitFor()
    await part(page, '还没有旅程触达的分群').waitFor()
    await speaks(page, 'zh-CN')
    expect(await part(page, '团队逾期的商机').count()).toBe(0)
    const first = running.locator('.lk-home-row').first()
    const [name, here] = [await first.locator('b').textContent(), figureIn(await first.locator('.lk-home-figure').textContent())]
    const journey = await api.await<{ id: string }>('marketing.journey', { field: 'name', op: 'eq', value: name })
    const { journeys } = await api.run<Overview>('journey.overview', {})
    expect(here).toBe(journeys.find((one) => one.journey === journey.id)?.here)
    const segment = part(page, '还没有旅程触达的分群').locator('.lk-home-row').first()
    const [called, many] = [await segment.locator('b').textContent(), figureIn(await segment.locator('.lk-num').textContent())]
    const { member_count: members } = await api.await<{ member_count: number }>('marketing.segment', {
      field: 'name',
      op: 'eq',
      value: called,
    })
    expect(many).toBe(members)
    await acts.click(segment)
    await page.waitForURL(/marketing\/segment\/[0-9a-f-]{36}/)
    acts.within('open a segment worth an idea', 1)
    await context.close()
  })

  it('puts chosen customers into a journey, and writes to those whom the rules let through, told before who is left out', async () => {
    const { context, page, api } = await morning(browser, product, 'marketer', { locale: 'en' })
    await speaks(page, 'en')
    const mark = `Chosen ${Date.now()}`
    const phone = (n: number) => `+86199${String(Date.now() + n).slice(-8)}`
    await api.post('/customer/person/bulk', {
      create: [{ name: `${mark} 1` }, { name: `${mark} 2`, phone: phone(2) }, { name: `${mark} 3`, phone: phone(3) }],
    })
    await page.goto(`${product}/o/customer/person?q=${encodeURIComponent(mark)}`)
    await page.locator('.lk-table [role=row]').nth(3).waitFor()
    const journey = await api.await<{ id: string; name: string }>('marketing.journey', {
      field: 'status',
      op: 'eq',
      value: 'running',
    })
    const before = (await api.run<Overview>('journey.overview', {})).journeys.find((one) => one.journey === journey.id)?.entered
    const bar = page.locator('.lk-bulk')
    const act = page.locator('.lk-act').first()
    const all = page.locator('.lk-table [role=columnheader] input[type=checkbox]').first()
    const acts = counting(page)
    await acts.click(all)
    await acts.click(bar.getByRole('button', { name: 'Add to a journey' }))
    await act.getByRole('combobox').first().waitFor()
    await acts.type(journey.name)
    await page
      .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
      .filter({ hasText: journey.name })
      .first()
      .waitFor()
    await acts.press('Enter')
    await acts.click(act.getByRole('button', { name: 'Add to a journey' }))
    const here = async () => {
      const { journeys } = await api.run<Overview>('journey.overview', {})
      return journeys.find((one) => one.journey === journey.id)?.entered
    }
    await act.waitFor({ state: 'hidden' })
    await expect.poll(here).toBe((before ?? 0) + 3)
    acts.within('put chosen customers into a journey', 4)
    const sending = counting(page)
    await sending.click(all)
    await sending.click(bar.getByRole('button', { name: 'Send a message' }))
    await act.getByRole('textbox').fill('Hello {name}, the new cream is here')
    await act.getByText('3 of 3 will be left out').waitFor()
    await act.getByText('The person has no address in this channel (3)').waitFor()
    expect(await act.getByRole('button', { name: 'Send a message' }).isDisabled()).toBe(true)
    sending.within('write to chosen customers', 4)
    await context.close()
  })
})
