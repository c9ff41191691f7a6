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

interface Titled {
  readonly id: string
  readonly title: string | null
}
type Api = ReturnType<typeof asking>
const statusOf = async (api: Api, account: string): Promise<string | undefined> =>
  (await api.get<{ data: { status: string }[] }>(`/approval/standing?object=customer.account&record=${account}`)).data[0]?.status

/** An approval of companies, decided by the submitter's superior, as an administrator draws it. */
const publish = async (api: Api, name: string): Promise<void> => {
  const { id } = await api.post<Titled>('/approval/approval', {
    name,
    subject_object: 'customer.account',
    trigger: { on: 'manual' },
    condition: { field: 'industry', op: 'eq', value: name },
    graph: {
      entry: 'superior',
      nodes: [
        { id: 'superior', step: 'approval.approve', config: { who: 'superior' }, next: { approved: null, rejected: null } },
      ],
    },
  })
  await api.post('/commands/approval.publish', { id })
}

describe('an approval', () => {
  it('is submitted at the desk, approved from the notice in two acts, and the record says so', async () => {
    const name = `e2e ${Date.now()}`
    const admin = await signedIn(browser, product, 'admin', { locale: 'en' })
    await publish(asking(admin.context, product), name)

    const sales = await signedIn(browser, product, 'sales', { locale: 'en' })
    const selling = asking(sales.context, product)
    const account = await selling.post<Titled>('/customer/account', { name, industry: name })
    await sales.page.goto(`${product}/o/customer/account/${account.id}`)
    await sales.page.getByRole('button', { name: 'Submit for approval' }).first().click()
    await sales.page.getByRole('dialog').getByRole('button', { name: 'Submit for approval' }).click()
    const standing = sales.page.getByRole('region', { name: 'Approval', exact: true })
    await standing.getByText('is deciding').waitFor()
    const refused = await sales.context.request.patch(`${product}/api/v1/customer/account/${account.id}`, {
      data: { name: `${name} changed` },
    })
    expect(refused.status()).toBe(409)

    const manager = await signedIn(browser, product, 'manager', { locale: 'en' })
    const acts = counting(manager.page)
    await manager.page.goto(`${product}/`)
    await acts.click(manager.page.getByRole('button', { name: 'Notifications', exact: true }))
    await acts.click(manager.page.locator('.lk-todo-notice').getByRole('button', { name: 'Approve' }).first())
    acts.within('approve from the notice', 2)
    await expect.poll(() => statusOf(selling, account.id), { timeout: 30_000 }).toBe('approved')
    await standing.getByText('Approved', { exact: true }).first().waitFor()
    for (const { context } of [admin, sales, manager]) await context.close()
  })
})
