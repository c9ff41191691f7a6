import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowser } from './browser.ts'
import { counting } from './counting.ts'
import { morning, part, speaks } from './day.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

describe('the day of a service agent', () => {
  it('begins with the ticket that has least time left; a customer is answered from home', async () => {
    const { context, page, api } = await morning(browser, product, 'service', { locale: 'en' })
    const me = await api.get<{ staff: { id: string } }>('/me')
    const person = await api.await<{ id: string }>('customer.person', { field: 'name', op: 'not_empty' })
    const subject = `First in the queue ${Date.now()}`
    const { id } = await api.run<{ id: string }>('ticket.open', {
      subject,
      person: person.id,
      description: 'Nothing works',
      priority: 'urgent',
    })
    await api.run('ticket.assign', { id, assignee: me.staff.id })
    await page.reload()
    const queue = part(page, 'My tickets')
    await queue.waitFor()
    await speaks(page, 'en')
    const { data } = await api.post<{ data: { subject: string }[] }>('/ticket/ticket/query', {
      filter: {
        and: [
          { field: 'status', op: 'in', value: ['open', 'assigned'] },
          {
            or: [
              { field: 'assignee', op: 'me' },
              { field: 'owner', op: 'me' },
            ],
          },
        ],
      },
      sort: ['resolve_by'],
      fields: ['subject'],
      limit: 6,
    })
    expect(await queue.locator('.lk-home-row b').allTextContents()).toEqual(data.map((row) => row.subject))
    const acts = counting(page)
    await page.goto(`${product}/o/ticket/ticket/${id}`)
    await acts.click(page.getByRole('textbox', { name: 'Reply to the customer; Ctrl+Enter sends' }))
    await acts.type('It is on its way')
    await acts.press('Control+Enter')
    await page.locator('.lk-bubble.out').filter({ hasText: 'It is on its way' }).waitFor()
    acts.within('answer a customer', 2)
    await context.close()
  })

  it('goes on under the thumb, in Chinese: customers who acted and what is to do', async () => {
    const { context, page } = await morning(browser, product, 'service', { locale: 'zh-CN', phone: true })
    const acts = counting(page)
    await acts.click(page.getByRole('link', { name: '全部待办' }))
    await page.locator('.lkm-todo').first().waitFor()
    acts.within('see what is to do, on the phone', 1)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    await context.close()
  })
})
