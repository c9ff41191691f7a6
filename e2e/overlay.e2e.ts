import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
const mark = `${Date.now() % 1_000_000}`
const person = 'customer.person'
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const row = (page: Page, name: string) => page.locator(`tr[data-field="${name}"]`)
const change = async (page: Page, name: string) => {
  await row(page, name).getByRole('button', { name: 'Change' }).click()
  return page.getByRole('dialog')
}
/** The list's own button for a new record; the first one of that name is the shell's, for any object. */
const newRecord = (page: Page) => page.getByRole('button', { name: 'New', exact: true }).nth(1)
const save = async (page: Page) => {
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

describe('what an administrator changes of the product’s customers', () => {
  it('is seen and used at once on desk and phone, and taken back in one act', async () => {
    const { page: admin, context: adminContext } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const { page: desk, context } = await signedIn(browser, product, 'sales', { locale: 'en' })
    const { page: phone } = await signedIn(browser, product, 'sales', { locale: 'en', width: 375, height: 667 })
    const api = asking(context, product)
    // Both are open before anything is changed, and are not loaded again.
    await desk.goto(`${product}/o/customer/person`)
    await newRecord(desk).waitFor()
    await phone.goto(`${product}/h5/customers/new`)
    await phone.getByText('Potential').waitFor()

    await admin.goto(`${product}/settings/objects`)
    const drawer = await change(admin, 'company')
    await drawer.getByLabel('Name (English)').fill(`Employer ${mark}`)
    await save(admin)
    await row(admin, 'company').getByText(`Employer ${mark}`).waitFor()
    const stage = await change(admin, 'stage')
    await stage.getByRole('button', { name: 'Add option' }).click()
    await stage.getByLabel('English label of the option').last().fill(`Champion ${mark}`)
    await stage.getByRole('button', { name: 'Retire Advocate' }).click()
    await save(admin)

    // The phone: the option is a chip of the form that was open; the retired one is gone.
    await phone.getByText(`Champion ${mark}`).click()
    await phone.getByText('Advocate').waitFor({ state: 'detached' })
    await phone.getByLabel('Name').fill(`冠军${mark}`)
    await phone.getByRole('button', { name: 'Create' }).click()
    const made = await api.await(person, { field: 'name', op: 'eq', value: `冠军${mark}` })
    expect(made.stage).toMatch(/^c_champion/)
    // The desk: the list that was open says the option, the form asks in the company's words.
    await desk.getByText(`Champion ${mark}`).first().waitFor()
    await newRecord(desk).click()
    const form = desk.getByRole('dialog')
    await form.getByText(/more/i).first().click()
    await form.getByText(`Employer ${mark}`).waitFor()

    // Taken back: the word from the list of changes, the option once nobody holds it.
    await asking(context, product).patch(`/customer/person/${made.id}`, { stage: 'potential' })
    await admin.getByRole('button', { name: 'Changes' }).click()
    const undo = admin.getByRole('dialog').getByRole('button', { name: 'Undo', exact: true })
    await undo.first().click()
    await admin.getByRole('dialog').getByText('Taken back').first().waitFor()
    await undo.first().click()
    await expect.poll(() => admin.getByRole('dialog').getByText('Taken back', { exact: true }).count()).toBeGreaterThanOrEqual(2)
    const meta = await asking(adminContext, product).get<{
      objects: { name: string; fields: Record<string, { label: { en: string } }> }[]
    }>('/meta')
    expect(meta.objects.find(({ name }) => name === person)?.fields.company?.label.en).toBe('Company')
  })

  it('moves by the arrow keys, and is kept in one act', async () => {
    const { page, context } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    const order = async () => {
      const { objects } = await api.get<{ objects: { name: string; fields: object }[] }>('/meta')
      return Object.keys(objects.find(({ name }) => name === person)?.fields ?? {})
    }
    await page.goto(`${product}/settings/objects`)
    const before = await order()
    await page.getByRole('button', { name: /^Move Birthday/ }).focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await page.getByText('Sections and order are changed and not kept yet').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Sections and order are the company’s.').waitFor()
    const after = await order()
    expect(after.indexOf('birthday')).toBeLessThan(before.indexOf('birthday'))
    await page.getByRole('button', { name: 'Back to the product’s order' }).click()
    await page.getByText('Sections and order are the company’s.').waitFor({ state: 'detached' })
    expect(await order()).toEqual(before)
  })

  it('of two administrators at once: the second reads who changed what, and keeps what he typed', async () => {
    const { page, context } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    const overlay = () => api.get<{ fields: Record<string, { version: number }> }>(`/platform/overlay/${person}`)
    await page.goto(`${product}/settings/objects`)
    const drawer = await change(page, 'job_title')
    await drawer.getByLabel('Help (English)').fill('As on the card')
    const version = (await overlay()).fields.job_title?.version
    await api.patch(`/platform/overlay/${person}/job_title`, { version, label: { zh: '岗位', en: `Post ${mark}` } })
    await drawer.getByRole('button', { name: 'Save', exact: true }).click()
    await drawer.getByText('Somebody changed this in the meantime').waitFor()
    await drawer.getByText(`Post ${mark}`).waitFor()
    await drawer.getByRole('button', { name: 'Save mine' }).click()
    await drawer.waitFor({ state: 'detached' })
    expect((await overlay()).fields.job_title).toMatchObject({
      said: { label: { en: `Post ${mark}` }, help: { en: 'As on the card' } },
    })
    const now = (await overlay()).fields.job_title?.version
    await api.patch(`/platform/overlay/${person}/job_title`, { version: now, reset: ['label', 'help'] })
  })

  it('asks a field only where another choice says so, while the form is filled in', async () => {
    const { page: admin, context } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const { page } = await signedIn(browser, product, 'sales', { locale: 'en' })
    await admin.goto(`${product}/settings/objects`)
    const drawer = await change(admin, 'birthday')
    await drawer.locator('#depends-on').click()
    await admin.locator('.ant-select-item-option').getByText('Stage', { exact: true }).click()
    await drawer.getByLabel('is one of').click()
    await admin.locator('.ant-select-item-option').getByText('Loyal', { exact: true }).last().click()
    await admin.keyboard.press('Escape')
    await save(admin)
    await page.goto(`${product}/o/customer/person`)
    await newRecord(page).click()
    const form = page.getByRole('dialog')
    await form.locator('[data-field=stage]').waitFor()
    expect(await form.locator('[data-field=birthday]').count()).toBe(0)
    await form.locator('[data-field=stage] .ant-select').click()
    await page.locator('.ant-select-item-option').getByText('Loyal', { exact: true }).click()
    await form.locator('[data-field=stage] .lk-pill').getByText('Loyal', { exact: true }).waitFor()
    await form.locator('[data-field=birthday]').waitFor()
    const api = asking(context, product)
    const { fields } = await api.get<{ fields: Record<string, { version: number }> }>(`/platform/overlay/${person}`)
    await api.patch(`/platform/overlay/${person}/birthday`, { version: fields.birthday?.version, reset: ['when'] })
  })
})
