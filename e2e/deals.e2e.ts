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

type Api = ReturnType<typeof asking>
const opened = async (login = 'admin') => {
  const { context, page } = await signedIn(browser, product, login, { locale: 'en' })
  return { page, api: asking(context, product), acts: counting(page) }
}
interface Stage {
  readonly id: string
  readonly name: string
  readonly kind: string
}
/** A deal of somebody's own, and the stages of its pipeline in order. */
const dealWithStages = async (api: Api, name = `Deal ${Date.now()}`) => {
  const person = await api.await<{ id: string }>('customer.person', { field: 'name', op: 'not_empty' })
  const amount = { amount: '1200', currency: 'CNY' }
  const { id } = await api.run<{ id: string }>('opportunity.open', { name, person: person.id, amount })
  const { pipeline } = await api.get<{ pipeline: { id: string } }>(`/sales/opportunity/${id}`)
  const filter = { field: 'pipeline', op: 'eq', value: pipeline.id }
  const { data } = await api.post<{ data: Stage[] }>('/sales/stage/query', { filter, sort: ['position'] })
  return { id, name, stages: data }
}
const stageOf = (api: Api, id: string) => async () =>
  (await api.get<{ stage: { id: string } }>(`/sales/opportunity/${id}`)).stage.id
const board = async (page: Page, name: string) => {
  await page.goto(`${product}/o/sales/opportunity?mode=board&q=${encodeURIComponent(name)}`)
  await page.locator('.lk-card').filter({ hasText: name }).waitFor()
}
const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

describe('the page of a deal', () => {
  it('shows its way; a click on a stage moves it there, and back', async () => {
    const { page, api, acts } = await opened()
    const { id, stages } = await dealWithStages(api)
    await page.goto(`${product}/o/sales/opportunity/${id}`)
    const path = page.getByRole('list', { name: 'Where it stands' })
    await expect.poll(() => path.locator('[aria-current=step]').textContent()).toContain(stages[0]?.name)
    await acts.click(path.getByRole('button', { name: stages[1]?.name ?? '' }))
    await page.getByText('Moved on').waitFor()
    acts.within('move a deal from its page', 1)
    await expect.poll(stageOf(api, id)).toBe(stages[1]?.id)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(stageOf(api, id)).toBe(stages[0]?.id)
  })

  it('is lost by choosing why, and its other end is shown no more', async () => {
    const { page, api, acts } = await opened()
    const { id, stages } = await dealWithStages(api)
    await page.goto(`${product}/o/sales/opportunity/${id}`)
    await acts.click(page.getByRole('button', { name: 'Lose', exact: true }))
    await acts.click(page.getByRole('option', { name: 'Price' }))
    await page.getByText('is lost').waitFor()
    acts.within('lose a deal', 3)
    const won = stages.find(({ kind }) => kind === 'won')?.name ?? ''
    await expect.poll(() => page.getByRole('list', { name: 'Where it stands' }).getByText(won).count()).toBe(0)
    expect(await api.get(`/sales/opportunity/${id}`)).toMatchObject({ status: 'lost', lost_reason: 'price' })
  })
})

describe('the board of deals', () => {
  it('sums its columns; a card that is dragged stands in its new place at once and stays', async () => {
    const { page, api, acts } = await opened()
    const { id, name, stages } = await dealWithStages(api)
    const [from, to] = [stages[0]?.name ?? '', stages[1]?.name ?? '']
    await board(page, name)
    expect(await column(page, from).locator('.lk-board-sum').textContent()).toBe('¥1,200.00')
    // The server answers when it is let: what is seen must not wait for it.
    const mayAnswer = Promise.withResolvers<void>()
    await page.route(`**/api/v1/sales/opportunity/${id}`, async (route) => {
      await mayAnswer.promise
      await route.continue()
    })
    await acts.drag(column(page, from).locator('.lk-card').filter({ hasText: name }), column(page, to))
    await column(page, to).locator('.lk-card').filter({ hasText: name }).waitFor()
    mayAnswer.resolve()
    acts.within('move a deal on the board', 1)
    for (let seen = 0; seen < 20; seen++) {
      expect(await column(page, to).locator('.lk-card').filter({ hasText: name }).count()).toBe(1)
      await page.waitForTimeout(150)
    }
    await expect.poll(stageOf(api, id)).toBe(stages[1]?.id)
    expect(await column(page, to).locator('.lk-board-sum').textContent()).toBe('¥1,200.00')
  })

  it('wins a card that is dragged to the end, with its amount filled in; keys move it, too', async () => {
    const { page, api, acts } = await opened()
    const { id, name, stages } = await dealWithStages(api)
    await board(page, name)
    const card = page.locator('.lk-card').filter({ hasText: name })
    await card.focus()
    await page.keyboard.press('Shift+ArrowRight')
    await expect.poll(stageOf(api, id)).toBe(stages[1]?.id)
    await column(page, stages[1]?.name ?? '')
      .locator('.lk-card')
      .filter({ hasText: name })
      .waitFor()
    const won = stages.find(({ kind }) => kind === 'won')?.name ?? ''
    // The end is far to the right; while a card is dragged it is within reach below.
    await acts.dragOn(card, page.locator('.lk-board-end').filter({ hasText: won }))
    await expect.poll(async () => Number(await page.locator('#act-amount').inputValue())).toBe(1200)
    await acts.press('Enter')
    await page.getByText('is won').waitFor()
    acts.within('win a deal on the board', 3)
    expect(await api.get(`/sales/opportunity/${id}`)).toMatchObject({ status: 'won', amount: { amount: '1200.00' } })
  })
  it('takes an Enter that comes as soon as the dialog is seen', async () => {
    const { page, api } = await opened()
    const { id } = await dealWithStages(api)
    await page.goto(`${product}/o/sales/opportunity/${id}`)
    await page.getByRole('button', { name: 'Win', exact: true }).waitFor()
    await page.evaluate(() => {
      const seen = new MutationObserver(() => {
        if (!document.querySelector('#act-amount')) return
        seen.disconnect()
        const enter = { key: 'Enter', bubbles: true, cancelable: true }
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', enter))
      })
      seen.observe(document.body, { childList: true, subtree: true })
    })
    await page.getByRole('button', { name: 'Win', exact: true }).click()
    await page.getByText('is won').waitFor()
    expect(await api.get(`/sales/opportunity/${id}`)).toMatchObject({ status: 'won', amount: { amount: '1200.00' } })
  })
})
