import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const mark = String(Date.now() % 1_000_000)
interface Me {
  readonly staff: { readonly id: string; readonly name: string }
}
/** Somebody of the demo, with a person of his own. */
const sellersPerson = async (): Promise<{ me: Me; person: string }> => {
  const { context } = await signedIn(browser, product, 'sales')
  const api = asking(context, product)
  const me = await api.get<Me>('/me')
  const { id } = await api.post<{ id: string }>('/customer/person', { name: `评论客户${mark}` })
  await context.close()
  return { me, person: id }
}
const talk = (page: Page) => page.getByRole('region', { name: '评论' })

describe('comments', () => {
  it('a manager mentions a colleague beside the customer, who is told and answers on the phone', async () => {
    const { me, person } = await sellersPerson()
    const boss = await signedIn(browser, product, 'manager')
    await boss.page.goto(`${product}/o/customer/person/${person}`)
    const box = talk(boss.page).getByRole('textbox', { name: '写评论' })
    await box.click()
    await boss.page.keyboard.type(`@${me.staff.name}`)
    const options = boss.page.locator('.ant-mentions-dropdown-menu-item')
    await expect.poll(() => options.allTextContents()).toEqual([me.staff.name])
    await boss.page.keyboard.press('Enter')
    await boss.page.keyboard.type(`报价发了吗 ${mark}`)
    await boss.page.keyboard.press('Control+Enter')
    await talk(boss.page)
      .getByRole('listitem')
      .filter({ hasText: `报价发了吗 ${mark}` })
      .waitFor()
    expect(await box.inputValue()).toBe('')

    const seller = await signedIn(browser, product, 'sales')
    const api = asking(seller.context, product)
    await api.await('insight.notification', {
      and: [
        { field: 'subject_id', op: 'eq', value: person },
        { field: 'notice', op: 'eq', value: 'collaboration.mentioned' },
      ],
    })
    await seller.page.goto(`${product}/`)
    await seller.page.getByRole('button', { name: '通知', exact: true }).click()
    await seller.page.getByText(`在「评论客户${mark}」提到了你`, { exact: false }).first().click()
    await talk(seller.page).getByText(`报价发了吗 ${mark}`).waitFor()
    await seller.context.close()

    const phone = await signedIn(browser, product, 'sales', { width: 375, height: 667 })
    await phone.page.goto(`${product}/h5/o/customer/person/${person}`)
    const said = phone.page.locator('section.lkm-section', { has: phone.page.getByRole('textbox', { name: '写评论' }) })
    await said.getByRole('textbox', { name: '写评论' }).fill('发了，周五回')
    await said.getByRole('button', { name: '评论' }).click()
    await said.getByRole('listitem').filter({ hasText: '发了，周五回' }).waitFor()
    await phone.context.close()

    // It comes to the manager's open page by itself, and as a notice: he follows what he has spoken about.
    await talk(boss.page).getByRole('listitem').filter({ hasText: '发了，周五回' }).waitFor()
    await asking(boss.context, product).await('insight.notification', {
      and: [
        { field: 'subject_id', op: 'eq', value: person },
        { field: 'notice', op: 'eq', value: 'collaboration.commented' },
      ],
    })
    await boss.context.close()
  })

  it('one’s own is changed, taken back and brought back; following is a button', async () => {
    const { person } = await sellersPerson()
    const { context, page } = await signedIn(browser, product, 'sales', { locale: 'en' })
    await page.goto(`${product}/o/customer/person/${person}`)
    const region = page.getByRole('region', { name: 'Comments' })
    await region.getByRole('textbox', { name: 'Write a comment' }).fill('Call on Friday')
    await region.getByRole('button', { name: 'Comment', exact: true }).click()
    const line = region.getByRole('listitem').filter({ hasText: 'Call on' })
    await line.getByRole('button', { name: 'Acts on the comment' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await line.getByRole('textbox').fill('Call on Saturday')
    await page.keyboard.press('Control+Enter')
    await line.getByText('edited').waitFor()
    await line.getByRole('button', { name: 'Acts on the comment' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await expect.poll(() => line.count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await line.getByText('Call on Saturday').waitFor()
    await region.getByRole('button', { name: 'Following' }).click()
    await region.getByRole('button', { name: 'Follow', exact: true }).waitFor()
    await context.close()
  })
})
