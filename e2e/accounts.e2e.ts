import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, openContext, signedIn } from './browser.ts'

const product = inject('productUrl')
const mark = `${Date.now() % 1_000_000}`
const password = 'Eigenes-Kennwort-26'
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** Types into a picker and takes what it finds. */
const pick = async (page: Page, label: string, wanted: string) => {
  const field = page.getByRole('dialog').getByLabel(label)
  await field.click()
  await field.fill(wanted)
  await page.locator('.ant-select-item-option', { hasText: wanted }).first().click()
  await page.keyboard.press('Escape')
}
const fits = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

describe('a colleague', () => {
  it('is invited on screen, sets a password by the link, and signs in with it', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    await page.goto(`${product}/settings/accounts`)
    await page.getByRole('button', { name: 'Invite a colleague' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('Name', { exact: true }).fill(`新同事${mark}`)
    await drawer.getByLabel('Email').fill(`new.${mark}@chenlu.example`)
    await pick(page, 'Roles', '销售')
    await pick(page, 'Department', '渠道部')
    await drawer.getByRole('button', { name: 'Make the invitation link' }).click()
    const link = (await page.getByTestId('handed').innerText()).trim()
    expect(link).toMatch(/\/sign-in\/link#[\w-]{43}$/)
    await page.keyboard.press('Escape')
    await page.getByText(`new.${mark}@chenlu.example`).waitFor()
    const line = page.locator('.lk-share-line', { hasText: `new.${mark}@chenlu.example` })
    expect(await line.innerText()).toContain('渠道部 · 销售')
    expect(await line.innerText()).toContain('Invited')

    // The colleague, on a phone.
    const phone = await openContext(browser, { viewport: { width: 375, height: 740 }, locale: 'zh-CN' })
    const own = await phone.newPage()
    const hash = link.slice(link.indexOf('/sign-in/'))
    await own.goto(`${product}${hash}`)
    await own.getByText('欢迎加入').waitFor()
    await fits(own)
    await own.getByLabel('密码', { exact: false }).fill('short')
    await own.getByRole('button', { name: '设置并登录' }).click()
    await own.getByText('密码至少 10 位').waitFor()
    await own.getByLabel('密码', { exact: false }).fill(password)
    await own.getByRole('button', { name: '设置并登录' }).click()
    await own.waitForURL((url) => url.pathname === '/' || url.pathname.startsWith('/today'))
    const me = await asking(phone, product).get<{ staff: { name: string }; rights: string[]; administrator: boolean }>('/me')
    expect(me).toMatchObject({ staff: { name: `新同事${mark}` }, administrator: false })
    await own.goto(`${product}${hash}`)
    await own.getByText('这个链接不能用了').waitFor()

    // And by hand, after signing out.
    await phone.clearCookies()
    await own.goto(`${product}/sign-in`)
    await own.getByLabel('邮箱或用户名').fill(`new.${mark}@chenlu.example`)
    await own.getByLabel('密码').fill(password)
    await own.getByRole('button', { name: '登录' }).click()
    await own.waitForURL((url) => !url.pathname.startsWith('/sign-in'))

    // A temporary password signs out and must be changed first.
    await page.reload()
    await line.getByRole('button', { name: /Manage the sign-in/ }).click()
    await page.getByRole('menuitem', { name: 'Give a temporary password' }).click()
    await page.getByRole('button', { name: 'OK' }).click()
    const temporary = (await page.getByTestId('handed').innerText()).trim()
    await own.goto(`${product}/sign-in`)
    await own.getByLabel('邮箱或用户名').fill(`new.${mark}@chenlu.example`)
    await own.getByLabel('密码').fill(temporary)
    await own.getByRole('button', { name: '登录' }).click()
    await own.waitForURL((url) => url.pathname === '/sign-in/password')
    await fits(own)
    await own.getByLabel('现在的密码').fill(temporary)
    await own.getByLabel('新密码', { exact: false }).fill(`${password}-2`)
    await own.getByRole('button', { name: '更换并进入' }).click()
    await own.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    await phone.close()
    await context.close()
  })

  it('cannot be given more than the inviter holds, and nothing more is offered', async () => {
    const admin = await signedIn(browser, product, 'admin', { locale: 'zh-CN', width: 375, height: 740 })
    await admin.page.goto(`${product}/settings/accounts`)
    await admin.page.getByText('admin@chenlu.example').waitFor()
    await fits(admin.page)
    await admin.page.goto(`${product}/settings/tenants`)
    await admin.page.getByText('main').first().waitFor()
    await fits(admin.page)
    const api = asking(admin.context, product)
    const none = { read: 'none', update: 'none', delete: 'none', create: false }
    const few = await api.post<{ id: string }>('/organisation/role', {
      name: `人事${mark}`,
      objects: {
        'organisation.staff': { read: 'all', update: 'all', delete: 'none', create: true },
        'organisation.role': { ...none, read: 'all' },
      },
      rights: ['platform.accounts'],
    })
    const made = await api.post<{ link: { url: string } }>('/accounts', {
      name: `人事${mark}`,
      email: `hr.${mark}@chenlu.example`,
      colleague: { roles: [few.id] },
    })
    const context = await openContext(browser, { viewport: { width: 1280, height: 860 }, locale: 'zh-CN' })
    const page = await context.newPage()
    await page.goto(`${product}${made.link.url.slice(made.link.url.indexOf('/sign-in/'))}`)
    await page.getByLabel('密码', { exact: false }).fill(password)
    await page.getByRole('button', { name: '设置并登录' }).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    await page.goto(`${product}/settings/accounts`)
    await page.getByRole('button', { name: '邀请同事' }).click()
    await page.getByRole('dialog').getByLabel('角色').click()
    await page.locator('.ant-select-item-option', { hasText: `人事${mark}` }).waitFor()
    expect(await page.locator('.ant-select-item-option').allInnerTexts()).toEqual([`人事${mark}`])
    // And no other way round the screen.
    const [administrator] = (
      await api.post<{ data: { id: string }[] }>('/organisation/role/query', {
        filter: { field: 'code', op: 'eq', value: 'administrator' },
      })
    ).data
    const answer = await context.request.post(`${product}/api/v1/accounts`, {
      data: { name: '越权', email: `more.${mark}@chenlu.example`, colleague: { roles: [administrator?.id] } },
      headers: { origin: product },
    })
    expect(await answer.text()).toContain('access.beyond_own')
    expect((await api.get<{ data: { email: string }[] }>('/accounts')).data.map(({ email }) => email)).not.toContain(
      `more.${mark}@chenlu.example`,
    )
    await context.close()
    await admin.context.close()
  })
})
