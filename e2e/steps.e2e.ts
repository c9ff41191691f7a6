import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { asking, openBrowser, signedIn } from './browser.ts'

const product = inject('productUrl')
/** The one private program that the product may call; it answers any caller without a right password by an error code. */
const sandbox = inject('sandboxUrl')
const mark = `${Date.now() % 1_000_000}`
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const sets = (values: object) => ({
  entry: 'a',
  nodes: [{ id: 'a', step: 'record.set_fields', config: { values }, next: { next: null } }],
})
const choose = async (page: Page, select: Locator, option: string) => {
  await select.click()
  if (await select.isEditable()) await select.fill(option)
  await page.locator('.ant-select-item-option:visible').getByText(option, { exact: true }).click()
}
/** Puts a step into the first open way below another, or at the end of everything. */
const addStep = async (page: Page, after: string | null, name: string) => {
  if (after) {
    const card = await page.locator('.lk-step', { hasText: after }).first().boundingBox()
    const ends = await page.locator('.react-flow__node-end').all()
    const boxes = await Promise.all(ends.map(async (end) => ({ end, box: await end.boundingBox() })))
    const below = boxes
      .filter(({ box }) => box && card && box.y > card.y)
      .toSorted((one, other) => (one.box?.x ?? 0) - (other.box?.x ?? 0))[0]
    await below?.end.getByRole('button').click()
  } else await page.getByRole('button', { name: 'Add a step' }).last().click()
  await page.locator('.lk-step-offer').getByRole('button', { name, exact: true }).click()
}

describe('an automation that reaches beyond its record', () => {
  it('asks a program, goes the way its answer says, puts each lead of the person and the person through other processes', async () => {
    const { context, page } = await signedIn(browser, product, 'admin', { locale: 'en' })
    const api = asking(context, product)
    const published = async (name: string, subject_object: string, values: object): Promise<void> => {
      const { id } = await api.post<{ id: string }>('/automation/automation', {
        name,
        subject_object,
        trigger: { on: 'manual' },
        graph: sets(values),
      })
      await api.run('automation.publish', { id })
    }
    await published(`Each lead ${mark}`, 'lead.lead', { remark: `each ${mark}` })
    await published(`The person ${mark}`, 'customer.person', { remark: `called ${mark}` })
    const person = await api.post<{ id: string }>('/customer/person', { name: `Steps ${mark}` })
    const lead = (name: string, rating: string) =>
      api.post<{ id: string }>('/lead/lead', { name: `${name} ${mark}`, rating, person: person.id })
    const [hot, cold] = [await lead('Hot', 'hot'), await lead('Cold', 'cold')]

    const { id } = await api.post<{ id: string }>('/automation/automation', {
      name: `Beyond ${mark}`,
      subject_object: 'customer.person',
      trigger: { on: 'manual' },
      graph: { entry: '', nodes: [] },
    })
    await page.goto(`${product}/o/automation/automation/${id}`)
    const panel = page.getByRole('complementary', { name: 'Step settings' })

    await addStep(page, null, 'HTTP request')
    await choose(page, panel.getByRole('group', { name: 'Method' }).getByRole('combobox'), 'GET')
    await panel.getByRole('group', { name: 'Address' }).getByRole('textbox').fill(`${sandbox}/cgi-bin/gettoken`)
    await panel.getByRole('button', { name: 'Add one' }).click()
    await panel.getByRole('textbox', { name: 'Name of what is sent' }).fill('corpid')
    await choose(page, panel.getByRole('combobox', { name: 'Where the value comes from' }), 'Field')
    await choose(page, panel.getByRole('combobox', { name: 'Which field is read' }), 'Name')
    await panel.getByRole('button', { name: 'Take a value' }).click()
    await panel.getByRole('textbox', { name: 'Name of the value' }).fill('code')
    await panel.getByRole('textbox', { name: 'Where it stands' }).fill('errcode')

    await addStep(page, 'HTTP request', 'Branch')
    await panel.getByRole('textbox', { name: 'Name of the branch' }).fill('Told a code')
    await panel.getByRole('button', { name: 'By a taken value' }).click()
    await choose(page, panel.getByRole('combobox', { name: 'How it is compared' }), 'is not')
    await panel.getByRole('textbox', { name: 'Compared with' }).fill('0')

    await addStep(page, 'Branch', 'For each')
    await choose(page, panel.getByRole('combobox', { name: 'Which records' }), 'Leads whose Person is this record')
    await panel.getByRole('button', { name: 'Add condition' }).click()
    await page.getByPlaceholder('Find a field').fill('Rating')
    await page.locator('.lk-chooser-item').getByText('Rating', { exact: true }).click()
    await page.locator('.ant-popover:visible .ant-select').last().click()
    await page.locator('.ant-select-item-option:visible').getByText('Hot', { exact: true }).click()
    await panel.locator('header').click()
    await choose(page, panel.getByRole('combobox', { name: 'Process' }), `Each lead ${mark}`)

    await addStep(page, 'For each', 'Sub-process')
    await choose(page, panel.getByRole('combobox', { name: 'Process' }), `The person ${mark}`)
    await page.locator('.lk-step').getByText(`Lead → Each lead ${mark}`).waitFor()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Running').first().waitFor()

    await api.run('automation.enrol', { id, records: [person.id] })
    const remarkOf = async (record: string): Promise<string | null> =>
      (await api.get<{ remark: string | null }>(`/${record}`)).remark
    await expect.poll(() => remarkOf(`customer/person/${person.id}`)).toBe(`called ${mark}`)
    expect(await remarkOf(`lead/lead/${hot.id}`)).toBe(`each ${mark}`)
    expect(await remarkOf(`lead/lead/${cold.id}`)).toBeNull()
    await page.goto(`${product}/o/customer/person/${person.id}`)
    const here = page.getByRole('region', { name: 'Automation' }).getByRole('link', { name: new RegExp(`Beyond ${mark}`) })
    await here.getByText(/Went to the end/).waitFor()
  })
})
