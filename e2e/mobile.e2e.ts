import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, demoPassword, openBrowser, openContext, signedIn } from './browser.ts'

const product = inject('productUrl')
const sandbox = inject('sandboxUrl')
const phone = { width: 375, height: 667 }
const mark = Date.now() % 1_000_000
const guide = 'lin.mei'
interface Found {
  readonly data: readonly (Record<string, unknown> & { readonly id: string })[]
}
interface World {
  readonly relations: Record<string, { readonly userid: string; readonly external_userid: string }>
  readonly messages: readonly { readonly external_userid?: string; readonly text?: string; readonly from?: string }[]
}
let browser: Browser
let customer = ''

const world = async (): Promise<World> => (await (await fetch(`${sandbox}/sandbox/world`)).json()) as World
const play = async (act: string, body: unknown): Promise<void> => {
  const answer = await fetch(`${sandbox}/sandbox/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${act} answered ${answer.status}: ${await answer.text()}`)
}
/** A phone inside WeCom: its web view says so, the sandbox shows the product's pages under its own address. */
const wecomPhone = async (): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await openContext(browser, {
    viewport: phone,
    locale: 'zh-CN',
    hasTouch: true,
    isMobile: true,
    userAgent: 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 wxwork/4.1.36',
  })
  return { context, page: await context.newPage() }
}
const sidebarOf = (external: string, userid = guide) => `${sandbox}/h5/sidebar?external_userid=${external}&userid=${userid}`
const name = '小鹿'
const noWider = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
/** Every tap is an act; typing is not. */
const tapping = () => {
  let acts = 0
  return {
    tap: async (what: ReturnType<Page['getByText']>) => {
      acts++
      await what.click()
    },
    count: () => acts,
  }
}

beforeAll(async () => {
  browser = await openBrowser()
  customer = Object.values((await world()).relations).find((one) => one.userid === guide)?.external_userid ?? ''
  // WeCom tells of an edited contact: from here on the product knows who this is.
  await play('staff/edit', { userid: guide, external_userid: customer, remark: `${name}-西湖店` })
  const boss = await signedIn(browser, product, 'admin')
  await asking(boss.context, product).await('customer.identifier', {
    and: [
      { field: 'type', op: 'eq', value: 'wecom_external_userid' },
      { field: 'value', op: 'eq', value: customer },
    ],
  })
  await boss.context.close()
})
afterAll(() => browser?.close())

describe('the sidebar', () => {
  it('signs in through WeCom, shows who this is, and writes a follow-up with the next task', async () => {
    const { context, page } = await wecomPhone()
    await page.goto(sidebarOf(customer))
    await page.getByRole('heading', { name }).waitFor()
    await noWider(page)
    const { tap, count } = tapping()
    await tap(page.getByRole('button', { name: '跟进', exact: true }))
    await page.getByLabel('跟进内容').fill(`侧边栏跟进${mark}`)
    await tap(page.getByRole('button', { name: '明天' }))
    await page.getByLabel('做什么').fill(`回访${mark}`)
    await tap(page.getByRole('button', { name: '记录跟进' }))
    await page.getByText('跟进已记录').waitFor()
    expect(count()).toBeLessThanOrEqual(3)
    await page.getByText(`回访${mark}`).first().waitFor()
    await page.getByText(`侧边栏跟进${mark}`).first().waitFor()
    const api = asking(context, sandbox)
    const [task] = (
      await api.post<Found>('/fieldwork/task/query', { filter: { field: 'subject', op: 'eq', value: `回访${mark}` } })
    ).data
    expect(task).toMatchObject({ status: 'open', person: { title: expect.stringContaining(name) } })
    await context.close()
  })

  it('tags with one tap and a save, keeping one tag of an exclusive group, and takes it back', async () => {
    const { context, page } = await wecomPhone()
    await page.goto(sidebarOf(customer))
    await page.getByRole('button', { name: '打标签' }).click()
    await page.getByRole('button', { name: '油性' }).click()
    await page.getByRole('button', { name: '敏感', exact: true }).click()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('标签已更新').waitFor()
    const api = asking(context, sandbox)
    const tags = async () =>
      (
        await api.post<Found>('/customer/person/query', {
          filter: { child: 'customer.identifier', via: 'person', where: { field: 'value', op: 'eq', value: customer } },
          limit: 1,
        })
      ).data[0]?.tags as string[]
    expect(await tags()).toContain('敏感')
    expect(await tags()).not.toContain('油性')
    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByText('已撤销').waitFor()
    expect(await tags()).not.toContain('敏感')
    await context.close()
  })

  it('keeps a follow-up written without a network over a reload, and delivers it exactly once', async () => {
    const { context, page } = await wecomPhone()
    await page.goto(sidebarOf(customer))
    await page.getByRole('button', { name: '跟进', exact: true }).click()
    await context.setOffline(true)
    await page.getByLabel('跟进内容').fill(`离线跟进${mark}`)
    await page.getByRole('button', { name: '记录跟进' }).click()
    await page.getByText('已存在手机里').first().waitFor()
    const api = asking(context, sandbox)
    const written = async () =>
      (
        await api.post<Found>('/fieldwork/follow_up/query', {
          filter: { field: 'content', op: 'contains', value: `离线跟进${mark}` },
        })
      ).data.length
    // The network is there again but the server does not answer: what waits survives the reload.
    await page.route('**/api/v1/commands/follow_up.write', (route) => route.abort())
    await context.setOffline(false)
    await page.reload()
    await page.getByText('1 条已存在手机里').waitFor()
    await page.getByText(`离线跟进${mark}`).first().waitFor()
    expect(await written()).toBe(0)
    // The first answer is lost on its way; the second sending must not write a second time.
    let lost = false
    await page.route('**/api/v1/commands/follow_up.write', async (route) => {
      if (lost) return route.continue()
      lost = true
      await route.fetch()
      return route.abort()
    })
    await page.getByText('1 条已存在手机里').waitFor({ state: 'detached' })
    expect(lost).toBe(true)
    expect(await written()).toBe(1)
    await context.close()
  })

  it('finds a script and puts it into the chat', async () => {
    const boss = await signedIn(browser, product, 'admin')
    await asking(boss.context, product).post('/content/item', {
      title: `话术${mark}`,
      kind: 'script',
      body: `<p>您好，第一段${mark}</p><p>第二段</p>`,
    })
    await boss.context.close()
    // As a member sees it: the sidebar in a frame beside the chat.
    const context = await openContext(browser, { viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    const page = await context.newPage()
    await page.goto(sandbox)
    await page.locator('nav.list .ant-segmented-item').last().click()
    await page.locator('nav.list').getByRole('button', { name: '林美' }).click()
    await page
      .locator('section.member')
      .getByRole('button', { name: `${name}-西湖店` })
      .click()
    await page.getByRole('tab', { name: '侧边栏' }).click()
    const frame = page.frameLocator('iframe')
    await frame.getByRole('button', { name: '发内容' }).click()
    await frame.getByRole('searchbox', { name: '搜话术' }).fill(`话术${mark}`)
    await frame.getByRole('button', { name: `发送 话术${mark}` }).click()
    await expect
      .poll(
        async () =>
          (await world()).messages.filter(
            (message) => message.external_userid === customer && message.text?.includes(`第一段${mark}`),
          ).length,
      )
      .toBe(1)
    await context.close()
  })

  it('tells a guide nothing about a customer of another team', async () => {
    const { context, page } = await wecomPhone()
    const foreign = Object.values((await world()).relations).find((one) => one.userid !== guide)
    if (!foreign) throw new Error('the sandbox has no customer of another member')
    await play('staff/edit', { userid: foreign.userid, external_userid: foreign.external_userid, remark: '栀子-徐汇店' })
    const boss = await signedIn(browser, product, 'admin')
    await asking(boss.context, product).await('customer.identifier', { field: 'value', op: 'eq', value: foreign.external_userid })
    await boss.context.close()
    await page.goto(sidebarOf(foreign.external_userid))
    await page.getByText('这位客户不在你的客户里').waitFor()
    expect(await page.getByText('栀子').count()).toBe(0)
    await context.close()
  })
})

describe('the workbench', () => {
  const workbench = async () => {
    const { context, page } = await signedIn(browser, product, 'sales', phone)
    return { context, page, api: asking(context, product) }
  }

  it('opens by password where there is no WeCom, and leads back to the page that was asked for', async () => {
    const page = await (await openContext(browser, { viewport: phone, locale: 'zh-CN' })).newPage()
    await page.goto(`${product}/h5/customers`)
    await page.getByLabel('邮箱或用户名').fill('sales')
    await page.getByLabel('密码').fill('wrong-password')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel('密码').fill(demoPassword)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('searchbox').waitFor()
    expect(new URL(page.url()).pathname).toBe('/h5/customers')
    await page.context().close()
  })

  it('completes a task with one tap and takes it back with another', async () => {
    const { context, page, api } = await workbench()
    const subject = `今天的事${mark}`
    const task = await api.post<{ id: string }>('/fieldwork/task', {
      subject,
      due_at: new Date(Date.now() - 3_600_000).toISOString(),
    })
    const status = async () => (await api.get<{ status: string }>(`/fieldwork/task/${task.id}`)).status
    await page.goto(`${product}/h5/`)
    await page.getByRole('button', { name: `完成“${subject}”` }).click()
    await page.getByText(`已完成“${subject}”`).waitFor()
    expect(await status()).toBe('done')
    await page.getByRole('button', { name: '撤销' }).click()
    await expect.poll(status).toBe('open')
    await page.getByRole('button', { name: `完成“${subject}”` }).waitFor()
    await noWider(page)
    await context.close()
  })

  it('visits a customer with check-in, a photo and a summary in at most four acts', async () => {
    const { context, page, api } = await workbench()
    await context.grantPermissions(['geolocation'], { origin: product })
    await context.setGeolocation({ latitude: 30.2741, longitude: 120.1551 })
    const { tap, count } = tapping()
    await page.goto(`${product}/h5/`)
    await tap(page.getByRole('link', { name: '拜访签到' }))
    const [person] = (
      await api.post<Found>('/customer/person/query', { filter: { field: 'owner', op: 'me' }, sort: ['-last_seen_at'], limit: 1 })
    ).data
    await tap(page.getByRole('link', { name: String(person?.name) }).last())
    await tap(page.getByRole('button', { name: '现在签到' }))
    await page.getByLabel('拜访总结').fill(`谈好补货${mark}`)
    await page.locator('input[type=file]').setInputFiles({
      name: 'shelf.png',
      mimeType: 'image/png',
      buffer: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    })
    await page.locator('.lkm-photo img').waitFor()
    await tap(page.getByRole('button', { name: '完成拜访' }))
    await page.getByText('拜访已完成').waitFor()
    expect(count()).toBeLessThanOrEqual(4)
    const [visit] = (
      await api.post<Found>('/fieldwork/visit/query', { filter: { field: 'summary', op: 'contains', value: `谈好补货${mark}` } })
    ).data
    expect(visit).toMatchObject({ status: 'completed', check_in_at_place: { lat: 30.2741, lng: 120.1551 } })
    expect(visit?.photos).toHaveLength(1)
    await context.close()
  })

  it('says what to do when the phone refuses its position, and leaves nothing behind', async () => {
    const { context, page, api } = await workbench()
    const [person] = (await api.post<Found>('/customer/person/query', { filter: { field: 'owner', op: 'me' }, limit: 1 })).data
    const planned = async () =>
      (
        await api.post<{ count: { value: number } }>('/fieldwork/visit/query', {
          filter: { field: 'person', op: 'eq', value: person?.id },
          count: true,
          limit: 1,
        })
      ).count.value
    const before = await planned()
    await page.goto(`${product}/h5/visits/new?person=${person?.id}`)
    await page.getByRole('button', { name: '现在签到' }).click()
    await page.getByText('请在手机设置里允许').waitFor()
    expect(await planned()).toBe(before)
    await context.close()
  })

  it('warns while the phone number is typed that somebody has it already, and creates who is new', async () => {
    const { context, page, api } = await workbench()
    const [known] = (
      await api.post<Found>('/customer/person/query', {
        filter: {
          and: [
            { field: 'owner', op: 'me' },
            { field: 'phone', op: 'not_empty' },
          ],
        },
        limit: 1,
      })
    ).data
    await page.goto(`${product}/h5/`)
    await page.getByRole('link', { name: '新建客户' }).click()
    await page.getByLabel('手机').fill(String(known?.phone).replace('+86', ''))
    await page.getByRole('link', { name: String(known?.name) }).waitFor()
    await page.getByLabel('手机').fill('')
    await page.getByLabel('姓名').fill(`新客${mark}`)
    await page.getByRole('button', { name: '创建' }).click()
    await page.getByRole('heading', { name: `新客${mark}` }).waitFor()
    await noWider(page)
    await context.close()
  })

  it('places an order of three products on one page', async () => {
    const { context, page, api } = await workbench()
    const [person] = (await api.post<Found>('/customer/person/query', { filter: { field: 'owner', op: 'me' }, limit: 1 })).data
    const { tap, count } = tapping()
    await page.goto(`${product}/h5/customers/${person?.id}`)
    await tap(page.getByRole('button', { name: '订单', exact: true }))
    for (const goods of (
      await api.post<Found>('/commerce/product/query', {
        filter: { field: 'status', op: 'eq', value: 'on_sale' },
        sort: ['name'],
        limit: 3,
      })
    ).data)
      await tap(page.getByRole('button', { name: `增加${String(goods.name)}` }))
    await tap(page.getByRole('button', { name: '下单' }))
    await page.getByText(/已下单 SO/).waitFor()
    expect(count()).toBeLessThanOrEqual(8)
    await context.close()
  })
})
