import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
const sandbox = inject('sandboxUrl')
const corp = 'wwc0c0c0c0c0c0c0c0'
const name = '山茶香氛'
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const play = async (address: string, body: unknown = {}): Promise<{ apps: { agent_id: number; secret: string }[] }> => {
  const answer = await fetch(`${sandbox}/sandbox/${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(200)
  return answer.json()
}
const more = async (page: Page, of: string, act: string): Promise<void> => {
  await page.getByRole('button', { name: `“${of}”的更多操作` }).click()
  await page.getByRole('menuitem', { name: act }).click()
}

describe('a second corporation on the WeCom page', () => {
  it('is connected by its values, says what is wrong and what to do, gets an agent for notices, rests, and is removed', async () => {
    await play('corps', { corp_id: corp, name })
    const world: { apps: { agent_id: number; secret: string }[] } = await (
      await fetch(`${sandbox}/sandbox/world?corp=${corp}`)
    ).json()
    const [app] = world.apps
    expect(app).toBeTruthy()
    const { page } = await signedIn(browser, product, 'admin', { locale: 'zh-CN' })
    await page.goto(`${product}/channels/wecom`)
    // Which corporation it is goes without saying where there is one.
    await page.getByRole('heading', { name: '能用的功能', exact: true }).waitFor()

    // A wrong secret first: the corporation is there and says so; the first one goes on.
    await page.getByRole('button', { name: '接入企业' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('名称', { exact: true }).fill(name)
    await form.getByLabel('企业 ID').fill(corp)
    await form.getByLabel('主应用 AgentId').fill(String(app?.agent_id))
    await form.getByLabel('主应用 Secret').fill('not-the-secret')
    await form.getByText('高级：第三方应用、代理地址').click()
    await form.getByLabel('接口地址').fill(sandbox.replace('localhost', '127.0.0.1'))
    await page.keyboard.press('Enter')
    await form.waitFor({ state: 'hidden' })
    await page.getByRole('heading', { name: `能用的功能 · ${name}` }).waitFor()
    await page.getByText('现在不能用：企业微信的全部功能').waitFor()
    await page.getByText('errcode 40001').first().waitFor()
    expect(await page.locator('.lk-wecom-address').innerText()).toContain(`/callbacks/wecom/main/${corp}`)

    await more(page, name, '编辑')
    await form.getByLabel('主应用 Secret').fill(app?.secret ?? '')
    await page.keyboard.press('Enter')
    await form.waitFor({ state: 'hidden' })
    await page.getByText('现在不能用：企业微信的全部功能').waitFor({ state: 'hidden' })

    // An agent with a secret that WeCom does not know is told apart from the main one.
    await page.getByRole('button', { name: '添加应用' }).click()
    await form.getByLabel('名称', { exact: true }).fill('消息助手')
    await form.getByLabel('AgentId').fill('1000099')
    await form.getByLabel('Secret', { exact: true }).fill('unknown-secret')
    await form.getByLabel('通知成员').check()
    await page.keyboard.press('Enter')
    await form.waitFor({ state: 'hidden' })
    const agent = page.locator('.lk-wecom-callback').filter({ hasText: '消息助手' })
    await agent.getByText('Secret 不对').waitFor()
    await agent.getByText('通知成员', { exact: false }).waitFor()

    // A new code asks in which of the two it is made.
    await page.goto(`${product}/o/marketing/channel_code/new`)
    await page.getByLabel('企业', { exact: true }).click()
    await page.locator('.ant-select-item-option').getByText(name, { exact: true }).click()
    await page.goto(`${product}/channels/wecom`)
    await page.getByRole('button', { name: `${name} ${corp}` }).click()
    await page.getByRole('heading', { name: `能用的功能 · ${name}` }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: `能用的功能 · ${name}` }).waitFor()

    // It rests, then it is removed: only what rests is.
    await more(page, name, '暂停')
    await page.locator('.lk-wecom-callback').filter({ hasText: name }).getByText('已暂停').waitFor()
    await page.getByRole('button', { name: '恢复', exact: true }).click()
    await page.locator('.lk-wecom-callback').filter({ hasText: name }).getByText('已暂停').waitFor({ state: 'hidden' })
    await more(page, name, '暂停')
    await page.getByRole('button', { name: '恢复', exact: true }).waitFor()
    await more(page, name, '移除…')
    await page.getByRole('dialog').getByText('还没有用到').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '移除', exact: true }).click()
    await page.getByRole('button', { name: `“${name}”的更多操作` }).waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: '能用的功能', exact: true }).waitFor()
  })
})
