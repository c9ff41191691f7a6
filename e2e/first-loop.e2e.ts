import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, openContext, signedIn } from './browser.ts'

const product = inject('productUrl')
const sandbox = inject('sandboxUrl')
const customer = `夏至${Date.now() % 100_000}`
let browser: Browser
let shop: Server
let shopUrl: string
let siteKey = ''

/** A page of the company's own site, with the tracking script as a customer of ours would embed it. */
const openShop = async (): Promise<void> => {
  shop = createServer((_request, response) =>
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(
        `<!doctype html><title>晨露 · 修护面霜</title><h1>修护面霜</h1><script async src="${product}/t.js" data-key="${siteKey}"></script>`,
      ),
  )
  await new Promise<void>((ready) => shop.listen(0, 'localhost', ready))
  shopUrl = `http://localhost:${(shop.address() as AddressInfo).port}`
}
const play = async <T>(act: string, body: unknown = {}): Promise<T> => {
  const answer = await fetch(`${sandbox}/sandbox/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${act} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}
interface Message {
  external_userid?: string
  text?: string
  kind?: string
}
const messagesTo = async (external_userid: string): Promise<Message[]> => {
  const world = (await (await fetch(`${sandbox}/sandbox/world`)).json()) as { messages: Message[] }
  return world.messages.filter((message) => message.external_userid === external_userid)
}
const until = async <T>(ask: () => Promise<T | undefined | false>, what: string, seconds = 40): Promise<T> => {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await ask()
    if (found) return found
    if (Date.now() > end) throw new Error(`${what} did not happen in ${seconds} s`)
    await new Promise((resolve) => setTimeout(resolve, 400))
  }
}
const timeline = async (page: Page, person: string) => {
  await page.goto(`${product}/o/customer/person/${person}`)
  await page.getByText(customer).first().waitFor()
}

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  shop?.close()
})

describe('the first loop', () => {
  it('a customer scans a code, becomes one known person, is welcomed, tagged, followed, sold to and served, and all of it stands on one page', async () => {
    const { context, page } = await signedIn(browser, product, 'admin')
    const api = asking(context, product)
    siteKey = (await api.post<{ key: string }>('/keys', { name: '官网', scopes: ['collect'] })).key
    await openShop()
    await api.put('/settings/delivery.quiet_hours', { value: null })
    await api.put('/settings/collect.sites', { value: [new URL(shopUrl).host] })

    // A code of our own, published through the API of WeCom.
    const state = `loop${Date.now() % 1_000_000}`
    const guide = await api.await('organisation.staff', { field: 'wecom_userid', op: 'eq', value: 'lin.mei' })
    const code = await api.post<{ id: string }>('/marketing/channel_code', {
      name: '首页活码',
      state,
      staff: [guide.id],
      tags: ['首页'],
      source: '首页活码',
      welcome_text: `{name}，欢迎来到晨露。先看看这里：${shopUrl}/cream`,
    })
    await api.run('channel_code.publish', { id: code.id })
    await api.await('marketing.channel_code', {
      and: [
        { field: 'id', op: 'eq', value: code.id },
        { field: 'status', op: 'eq', value: 'live' },
      ],
    })

    // The customer scans: one person, related, tagged, welcomed with a link of his own.
    const contact = await play<{ external_userid: string; userid: string }>('scan', { state, name: customer })
    const person = await api.await('customer.person', { field: 'name', op: 'eq', value: customer })
    await api.await('customer.person', {
      and: [
        { field: 'id', op: 'eq', value: person.id },
        { field: 'tags', op: 'any_of', value: ['首页'] },
      ],
    })
    await api.await('customer.relation', {
      and: [
        { field: 'person', op: 'eq', value: person.id },
        { field: 'state', op: 'eq', value: state },
      ],
    })
    const welcome = await until(
      async () => (await messagesTo(contact.external_userid)).find((message) => message.text?.includes('欢迎来到晨露')),
      'the welcome',
    )
    const link = /https?:\S+/.exec(welcome.text ?? '')?.[0] ?? ''
    expect(link).toContain('lk_=')
    expect((await messagesTo(contact.external_userid)).filter((message) => message.text?.includes('欢迎来到晨露'))).toHaveLength(
      1,
    )

    // He opens the link: the running journey of new customers answers with a message and a task.
    await api.await('marketing.journey', {
      and: [
        { field: 'name', op: 'eq', value: '新客欢迎' },
        { field: 'status', op: 'eq', value: 'running' },
      ],
    })
    const visit = await (await openContext(browser)).newPage()
    await visit.goto(link)
    await api.await(
      'fieldwork.task',
      {
        and: [
          { field: 'person', op: 'eq', value: person.id },
          { field: 'subject', op: 'contains', value: '正在看商品' },
        ],
      },
      60,
    )
    await api.await('customer.person', {
      and: [
        { field: 'id', op: 'eq', value: person.id },
        { field: 'tags', op: 'any_of', value: ['高意向'] },
      ],
    })
    await until(
      async () =>
        (await api.get<{ data: { name: string }[] }>(`/customer/person/${person.id}/timeline?names=message.asked&limit=50`)).data
          .length >= 1,
      'the message of the journey, handed to the member who is to send it',
    )

    // Sold to and served.
    const lead = await api.post<{ id: string }>('/lead/lead', {
      name: customer,
      person: person.id,
      source: 'wecom',
      owner: guide.id,
    })
    const { opportunity } = await api.run<{ opportunity: string }>('lead.convert', {
      id: lead.id,
      opportunity: { amount: { amount: '398', currency: 'CNY' } },
    })
    await api.run('opportunity.win', { id: opportunity })
    const [goods] = (await api.get<{ data: { id: string }[] }>('/commerce/product?limit=1')).data
    const order = await api.run<{ id: string }>('order.place', {
      person: person.id,
      opportunity,
      lines: [{ product: goods?.id, quantity: '2' }],
    })
    await api.run('order.confirm', { id: order.id })
    const placed = await api.get<{ total: { amount: string } }>(`/commerce/order/${order.id}`)
    await api.run('payment.record', {
      person: person.id,
      amount: placed.total.amount,
      allocations: [{ order: order.id, amount: placed.total.amount }],
      method: 'wechat',
    })
    await api.run('ticket.open', { person: person.id, subject: '收到的瓶盖松了', type: 'complaint' })

    // One page shows all of it, in both languages.
    await timeline(page, person.id)
    for (const text of ['收到的瓶盖松了', '正在看商品', '首页活码']) await page.getByText(text).first().waitFor()
    const english = await signedIn(browser, product, 'admin', { locale: 'en' })
    await timeline(english.page, person.id)
    await english.page.getByText('Timeline', { exact: false }).first().waitFor()
    const body = await english.page.locator('body').innerText()
    expect(body).toMatch(/order/i)
    expect(body).toMatch(/payment/i)
    expect(body).toMatch(/ticket/i)
    await signedIn(browser, product, 'admin')
  })

  it('the sandbox shows the customer what he was sent', async () => {
    const page = await (await openContext(browser, { locale: 'zh-CN', viewport: { width: 1440, height: 900 } })).newPage()
    await page.goto(sandbox)
    await page.getByText(customer).first().click()
    await page.getByText('欢迎来到晨露').first().waitFor()
  })

  it('an administrator reads what became of the callbacks, and their text', async () => {
    await play('callback', { Event: 'sprouting', ChangeType: 'leaf', Depth: '3' })
    const { page } = await signedIn(browser, product, 'admin', { locale: 'zh-CN' })
    await page.goto(`${product}/channels/wecom`)
    const line = page.locator('.lk-wecom-callback').filter({ hasText: 'sprouting.leaf' })
    await line.getByText('无人需要').waitFor()
    await line.getByRole('button').click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('<Depth><![CDATA[3]]></Depth>').waitFor()
    await sheet.getByText('没有功能用到它').waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    await page.locator('.lk-wecom-callback').filter({ hasText: '客户添加成员' }).getByText('已办').first().waitFor()
  })
})
