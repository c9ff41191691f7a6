import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'
import { counting } from './counting.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const opened = async () => {
  const { context, page } = await signedIn(browser, product, 'service', { locale: 'en' })
  return { page, api: asking(context, product), acts: counting(page) }
}
const box = 'Reply to the customer; Ctrl+Enter sends'

describe('a conversation', () => {
  it('is read as it was said, and answered in two acts', async () => {
    const { page, api, acts } = await opened()
    const waiting = { field: 'status', op: 'eq', value: 'waiting' }
    const { id, last_message: last } = await api.await<{ id: string; last_message: string }>('conversation.conversation', waiting)
    await page.goto(`${product}/o/conversation/conversation/${id}`)
    await page.locator('.lk-bubble.in').filter({ hasText: last }).first().waitFor()
    const words = `It leaves today ${Date.now()}`
    await acts.click(page.getByRole('textbox', { name: box }))
    await acts.type(words)
    await acts.press('Control+Enter')
    await page.locator('.lk-bubble.out').filter({ hasText: words }).waitFor()
    acts.within('answer a customer', 2)
    expect(await api.get(`/conversation/conversation/${id}`)).toMatchObject({ status: 'open', last_message: words })
  })
})

describe('a ticket', () => {
  it('is resolved with a reply and a follow-up task', async () => {
    const { page, api, acts } = await opened()
    const { id: person } = await api.await<{ id: string }>('customer.person', { field: 'name', op: 'not_empty' })
    const subject = `Cap is cracked ${Date.now()}`
    const { id } = await api.run<{ id: string }>('ticket.open', { subject, person, description: 'The cap came cracked' })
    await page.goto(`${product}/o/ticket/ticket/${id}`)
    await page.locator('.lk-bubble.in').filter({ hasText: 'The cap came cracked' }).waitFor()
    await acts.click(page.getByRole('textbox', { name: box }))
    await acts.type('A new one is on its way')
    await acts.click(page.getByRole('checkbox', { name: 'And resolve' }))
    await acts.click(page.getByText('In 3 d', { exact: true }))
    await acts.click(page.getByRole('button', { name: 'Send', exact: true }))
    await page.getByText('The ticket is resolved').first().waitFor()
    acts.within('resolve with a reply and a follow-up task', 4)
    expect(await api.get(`/ticket/ticket/${id}`)).toMatchObject({ status: 'resolved', solution: 'A new one is on its way' })
    await api.await('fieldwork.task', { field: 'ticket', op: 'eq', value: id })
  })

  it('keeps a note among colleagues', async () => {
    const { page, api } = await opened()
    const { id } = await api.await<{ id: string }>('ticket.ticket', { field: 'status', op: 'eq', value: 'assigned' })
    await page.goto(`${product}/o/ticket/ticket/${id}`)
    await page.getByText('Internal note', { exact: true }).click()
    await page.getByRole('textbox', { name: 'A note that only colleagues see' }).fill('Wait for the warehouse')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.locator('.lk-bubble.note').filter({ hasText: 'Wait for the warehouse' }).waitFor()
  })
})

describe('the house', () => {
  it('names its tabs and shows its keys', async () => {
    const { page } = await opened()
    await page.goto(`${product}/o/ticket/ticket`)
    await expect.poll(() => page.title()).toBe('Tickets · Lianke')
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Paste rows of a spreadsheet').waitFor()
  })
})
